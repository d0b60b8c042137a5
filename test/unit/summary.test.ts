import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Doubts, noDoubts } from '../../src/doubts.ts';
import type { Finding } from '../../src/finding.ts';
import { emptyReport, type Report } from '../../src/report/report.ts';
import { renderSummary, writeSummary } from '../../src/report/summary.ts';
import { escapeMarkdown, formatCount, formatDays, formatLength, formatTime } from '../../src/report/text.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { harmless } from '../../src/runner/log.ts';
import commands from '../fixtures/cases/b19-commands.json' with { type: 'json' };
import sizes from '../fixtures/cases/b20-summary-and-masks.json' with { type: 'json' };

const DAY = { from: Date.UTC(2026, 10, 23, 23) / 1000, to: Date.UTC(2026, 10, 24, 23) / 1000 };
const STREAM = 'logs-mimecast.audit-default';
const HASH = '0f'.repeat(32);

/** Each thing that a run can find which speaks against a proof. */
const DOUBTS: readonly Partial<Doubts>[] = [
  { gone: [{ span: DAY, of: 'events', recorded: 2, held: 0 }] },
  { uncounted: [DAY] },
  { untimed: 1 },
  { misdated: 1 },
  { notUnderstood: 1 },
  { foreign: 1 },
  { unlike: 1 },
  { changed: 1 },
  { doubtful: 1 },
  { notCounted: true },
  { notCompared: true },
  { elasticAlone: true },
];

/** A run in which all went well, without any event. */
function quiet(change: Partial<Report> = {}): Report {
  return {
    ...emptyReport({
      tenant: 'acme',
      time: { timeZone: 'Europe/Berlin' },
      categories: ['mimecast_access_logs'],
      dryRun: false,
    }),
    window: DAY,
    read: {
      complete: true,
      reasons: [],
      events: 0,
      outside: 0,
      undated: 0,
      duplicates: 0,
      unique: 0,
      pages: 1,
      requests: 2,
    },
    evidence: {
      folder: '/home/runner/work/_temp/evidence',
      manifestHash: HASH,
      problem: undefined,
      artifact: {
        id: '4711',
        url: 'https://github.com/example/audit/actions/runs/1/artifacts/4711',
        digest: 'a1'.repeat(32),
        name: 'mimecast-audit-acme-20261123T230000Z-1-1',
      },
    },
    accesses: { count: 0, rows: [], whole: true },
    elastic: elastic(0),
    comparison: compared(0),
    covered: [DAY],
    ...change,
  };
}

function elastic(read: number, change: object = {}): Extract<Report['elastic'], { state: 'used' }> {
  const counts = {
    created: read,
    known: 0,
    rejected: 0,
    read,
    complete: true,
    problem: undefined,
    rejectedFile: undefined,
  };
  return { state: 'used', stream: STREAM, ...counts, ...change };
}

function compared(held: number, change: object = {}): NonNullable<Report['comparison']> {
  return { state: 'done', held, late: { count: 0, maxSeconds: 0 }, altered: 0, vanished: 0, withdrawn: 0, ...change };
}

const HOUR = 3600;
const OVERLAP = { from: DAY.from - 24 * HOUR, to: DAY.from };
const OLD_HOLE = { from: Date.UTC(2026, 8, 29, 8) / 1000, to: Date.UTC(2026, 8, 29, 11) / 1000 };
const LONG_HOLE = { from: Date.UTC(2026, 10, 12, 23) / 1000, to: Date.UTC(2026, 10, 22, 23) / 1000 };

function finding(kind: Finding['kind'], severity: Finding['severity'], sentence: string, keys: string[]): Finding {
  return { kind, subject: keys[0] ?? sentence, severity, sentence, events: keys, time: undefined, details: {} };
}

const KEYS = ['Zk3vQ8yT1bC', 'p0LmN7xR5sW', 'aB9dE2fG4hJ', 'uV6wX8yZ0kM'].map((start) => start.padEnd(43, 'q'));
const gone = finding(
  'vanished-event',
  'high',
  'An event that Mimecast showed on 24 Nov is not shown any more, though the read was complete.',
  KEYS.slice(0, 1),
);
const changed = finding(
  'altered-event',
  'high',
  'An event has other content than before: eventInfo changed.',
  KEYS.slice(1, 2),
);
const late = finding('late-event', 'low', 'An event came 2 days after its time.', KEYS.slice(2));
const skew = finding('clock-skew', 'medium', 'The clock of this machine is 5 min ahead of that of Mimecast.', []);

function row(minute: number, what = 'Logged on to the Administration Console'): Report['accesses']['rows'][number] {
  return { time: Date.UTC(2026, 10, 24, 9, minute), who: 'j.doe@mimecast.local', from: '192.0.2.18', what };
}

function busy(change: Partial<Report> = {}): Report {
  const read = {
    complete: true,
    reasons: [],
    events: 12_345,
    outside: 2,
    undated: 1,
    duplicates: 3,
    unique: 12_348,
    pages: 124,
    requests: 126,
  };
  return quiet({
    categories: 'all',
    read,
    doubts: { ...noDoubts(), untimed: 1 },
    accesses: {
      whole: true,
      count: 3,
      rows: [row(5), row(7, 'Changed policy'), { time: undefined, who: undefined, from: undefined, what: undefined }],
    },
    elastic: elastic(12_348, { created: 12_300, known: 48 }),
    comparison: compared(48),
    ...change,
  });
}

/** A scheduled run: the overlap is read again, and catch-up is on. */
function scheduled(change: Partial<Report> = {}): Report {
  return busy({
    catchUp: true,
    pieces: [
      { span: OVERLAP, why: 'overlap' },
      { span: DAY, why: 'window' },
    ],
    covered: [OVERLAP, DAY],
    comparison: compared(6000),
    elastic: elastic(12_348, { created: 6348, known: 6000 }),
    ...change,
  });
}

const refusal =
  'Mimecast refused the client (HTTP 401, app_unauthorized): check the inputs mimecast-client-id and mimecast-client-secret.';
const unreachable =
  'Elasticsearch at elastic.example.com could not be reached (ECONNREFUSED): check the input elastic-url.';

const samples: Record<string, Report> = {
  'quiet day': quiet(),
  'busy day': busy(),
  'refused by Mimecast at the first request': quiet({
    covered: [],
    read: {
      complete: false,
      reasons: [refusal],
      events: 0,
      outside: 0,
      undated: 0,
      duplicates: 0,
      unique: 0,
      pages: 0,
      requests: 2,
    },
    failures: [refusal],
  }),
  'refused by Mimecast in the middle': busy({
    covered: [],
    read: {
      complete: false,
      reasons: [refusal],
      events: 500,
      outside: 0,
      undated: 0,
      duplicates: 0,
      unique: 500,
      pages: 5,
      requests: 8,
    },
    elastic: elastic(500),
    comparison: compared(0),
    failures: [refusal],
  }),
  'Elastic down': busy({
    covered: [],
    comparison: { state: 'none', why: unreachable },
    elastic: elastic(12_348, { created: 0, complete: false, problem: unreachable }),
    failures: [unreachable],
  }),
  'documents rejected': busy({
    covered: [],
    elastic: elastic(12_348, {
      created: 12_297,
      known: 48,
      rejected: 3,
      rejectedFile: '/home/runner/work/_temp/evidence-rejected/rejected.ndjson',
    }),
  }),
  'artifact service down': busy({
    covered: [],
    evidence: {
      folder: '/home/runner/work/_temp/evidence',
      manifestHash: HASH,
      artifact: undefined,
      problem: 'The artifact could not be uploaded (HTTP 503).',
    },
    failures: ['The artifact could not be uploaded (HTTP 503).'],
  }),
  cancelled: busy({
    covered: [],
    read: {
      complete: false,
      reasons: ['The job was cancelled.'],
      events: 500,
      outside: 0,
      undated: 0,
      duplicates: 0,
      unique: 500,
      pages: 5,
      requests: 6,
    },
    evidence: {
      folder: '/home/runner/work/_temp/evidence',
      manifestHash: HASH,
      artifact: undefined,
      problem: 'The job was cancelled, so the evidence was not uploaded.',
    },
    elastic: elastic(500, { created: 0, complete: false, problem: 'The job was cancelled.' }),
    failures: ['The job was cancelled.', 'The job was cancelled.'],
    cancelled: true,
  }),
  'evidence only, without an artifact service': busy({
    covered: [],
    comparison: { state: 'none', why: 'no Elastic setting is given.' },
    evidence: { folder: '/srv/evidence', manifestHash: HASH, artifact: undefined, problem: undefined, onTrust: true },
    elastic: { state: 'off' },
  }),
  'dry run': busy({ covered: [], elastic: { state: 'dry-run' }, dryRun: true }),
  'partly out of reach': quiet({ unreachable: { from: DAY.from, to: DAY.from + 3600 } }),
  'broken before anything': {
    ...quiet(),
    read: undefined,
    evidence: undefined,
    elastic: undefined,
    comparison: undefined,
    covered: [],
    failures: ['The disk is full.'],
  },
  'a scheduled day': scheduled(),
  'a day with findings': scheduled({
    findings: [late, skew, gone, changed],
    findingsRaised: 3,
    comparison: compared(6003, { late: { count: 12, maxSeconds: 49 * HOUR }, altered: 1, vanished: 1, withdrawn: 1 }),
    elastic: elastic(12_348, { created: 6346, known: 6002 }),
    accesses: { count: 2, whole: true, rows: [{ ...row(5), time: (DAY.from - HOUR) * 1000 }, row(7)] },
  }),
  'a schedule that stopped for ten days, healed but for the last': scheduled({
    pieces: [
      { span: OLD_HOLE, why: 'hole' },
      { span: LONG_HOLE, why: 'hole' },
      { span: OVERLAP, why: 'overlap' },
      { span: DAY, why: 'window' },
    ],
    covered: [LONG_HOLE, OVERLAP, DAY],
    holes: [{ span: OLD_HOLE, unrecoverableInDays: 4.4 }],
    lost: [{ from: OLD_HOLE.from - 72 * HOUR, to: OLD_HOLE.from - 24 * HOUR }],
  }),
  'a scheduled run that Mimecast refuses in the middle': scheduled({
    read: { ...quietRead(), complete: false, reasons: [refusal], events: 500, unique: 500, pages: 5, requests: 8 },
    elastic: elastic(500, { created: 100, known: 400 }),
    comparison: compared(400),
    covered: [OVERLAP],
    holes: [
      { span: DAY, unrecoverableInDays: 58.9 },
      { span: OLD_HOLE, unrecoverableInDays: 0.4 },
    ],
    failures: [refusal],
  }),
  'the first run of a tenant': scheduled({
    firstRun: true,
    pieces: [{ span: DAY, why: 'window' }],
    covered: [DAY],
    comparison: compared(0),
    elastic: elastic(12_348),
    notes: [
      'This is the first run that is recorded for this tenant, so there is no hole to fill. To read what came before, run it once with start: 2026-09-27.',
    ],
  }),
  'a key that may not read': busy({
    catchUp: true,
    comparison: { state: 'none', why: 'the Elastic key lacks the privilege read.' },
  }),
  'coverage that could not be recorded': scheduled({ covered: [] }),
};

function quietRead(): NonNullable<Report['read']> {
  return {
    complete: true,
    reasons: [],
    events: 0,
    outside: 0,
    undated: 0,
    duplicates: 0,
    unique: 0,
    pages: 1,
    requests: 2,
  };
}

describe('the summary', () => {
  for (const [name, report] of Object.entries(samples)) {
    it(`tells of: ${name}`, () => {
      expect(renderSummary(report)).toMatchSnapshot();
    });
  }
});

describe('the verdict', () => {
  it('says which days it filled that earlier runs had left', () => {
    const days = (from: string, to: string) => ({ from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 });
    const filled = (...spans: ReturnType<typeof days>[]) => verdictOf(quiet({ timeZone: 'UTC', filled: spans })).parts;
    expect(filled().join()).not.toContain('Filled');
    expect(filled(days('2026-11-20', '2026-11-21'))).toContain('Filled: 2026-11-20.');
    const two = [days('2026-11-20', '2026-11-21'), days('2026-11-21', '2026-11-22')];
    expect(filled(...two)).toContain('Filled: 2026-11-20 and 21.');
    expect(filled(days('2026-10-31', '2026-11-02'))).toContain('Filled: 2026-10-31 and 2026-11-01.');
    expect(filled(days('2026-11-10', '2026-11-13'), ...two)).toContain(
      'Filled: 2026-11-10 to 2026-11-12 and 2026-11-20 and 21.',
    );
    expect(filled(days('2026-11-20T01:00Z', '2026-11-20T02:00Z'))).toContain(
      'Filled: 2026-11-20 01:00 +00:00 to 2026-11-20 02:00 +00:00.',
    );
  });

  it('says that there was no provider access only where that is proven', () => {
    const claim = 'proven, the read was complete';
    expect(verdictOf(quiet({ categories: 'all' })).sentence).toContain(claim);
    // What the provider does is filed under any category, so that log-ons alone prove nothing of the rest.
    expect(verdictOf(quiet()).sentence).toContain('No log-on by the provider in this period: the read was complete.');
    const others: Partial<Report>[] = [
      { read: { ...busyRead(), complete: false } },
      { read: undefined },
      { categories: ['profile_group_logs'] },
      { query: 'x' },
      { unreachable: { from: DAY.from, to: DAY.from + 60 } },
      { accesses: { count: 1, rows: [row(1)], whole: true } },
      { accesses: { count: 0, rows: [], whole: false } },
      { categories: ['mimecast_access_logs'] },
      { sessionsLeftOut: 1 },
      ...DOUBTS.map((doubt) => ({ doubts: { ...noDoubts(), ...doubt } })),
    ];
    for (const other of others) {
      const { sentence } = verdictOf(quiet({ categories: 'all', ...other }));
      expect(sentence, JSON.stringify(other)).not.toContain('proven,');
    }
  });

  it('is complete only if everything was read, preserved and delivered', () => {
    expect(verdictOf(busy())).toMatchObject({ ok: true, complete: true, unsafe: [] });
    for (const name of ['evidence only, without an artifact service', 'dry run']) {
      expect(verdictOf(sample(name)), name).toMatchObject({ ok: true, complete: true });
    }
    expect(verdictOf(sample('partly out of reach'))).toMatchObject({ ok: true, complete: false });
    const good = [
      'quiet day',
      'busy day',
      'evidence only, without an artifact service',
      'dry run',
      'partly out of reach',
    ];
    for (const [name, report] of Object.entries(samples)) {
      const verdict = verdictOf(report);
      if (good.includes(name) || report.catchUp) continue;
      expect(verdict, name).toMatchObject({ ok: false, complete: false });
      expect(verdict.unsafe.at(-1), name).toContain(
        'start 2026-11-23T23:00:00Z and end 2026-11-24T23:00:00Z, before 2027-01-22T23:00:00Z',
      );
    }
  });

  it('counts the new findings, and fails for none of them', () => {
    const verdict = verdictOf(sample('a day with findings'));
    expect(verdict).toMatchObject({ ok: true, complete: true, findings: 3, title: 'complete, 3 new findings' });
    expect(verdictOf(scheduled({ findings: [gone] }))).toMatchObject({ ok: true, findings: 0, title: 'complete' });
  });

  it('says that the next run heals only where it will', () => {
    const broken = sample('a scheduled run that Mimecast refuses in the middle');
    const last = (change: Partial<Report>) => verdictOf({ ...broken, ...change }).unsafe.at(-1);
    expect(last({})).toContain(
      'run the workflow without start and end, which fills the rest by itself (catch-up), if it starts before 2026-11-28T08:00:00Z',
    );
    expect(last({ holes: [{ span: DAY, unrecoverableInDays: 58.9 }] })).toContain(
      'there is nothing to do: the next run fills the rest by itself (catch-up), if it starts before 2027-01-22T23:00:00Z',
    );
    const others: Partial<Report>[] = [
      { catchUp: false },
      { firstRun: true },
      { comparison: { state: 'none', why: 'No privilege.' } },
      { elastic: { state: 'off' } },
    ];
    for (const other of others) expect(last(other)).toContain('by hand with start 2026-11-23T23:00:00Z');
  });

  it('never calls all safe while a hole is open, though the run did what it was asked for', () => {
    const report = scheduled({ holes: [{ span: OLD_HOLE, unrecoverableInDays: 4 }] });
    expect(verdictOf(report)).toMatchObject({ ok: true, complete: true, title: 'complete, 1 hole still open' });
    expect(renderSummary(report)).toContain(
      '- Hole of 3 h on 29 Sep, unrecoverable in 4 days (2026-09-29T08:00:00Z to',
    );
    expect(renderSummary(report)).not.toContain('all that was asked for is safe');
  });

  it('says that none vanished only where that could show', () => {
    const claim = 'none vanished';
    expect(verdictOf(scheduled()).sentence).toContain(claim);
    const others: Partial<Report>[] = [
      { query: 'x' },
      { firstRun: true },
      { read: { ...busyRead(), complete: false } },
      { comparison: { state: 'none', why: 'It fell down.' } },
      { comparison: compared(0) },
    ];
    for (const other of others) expect(verdictOf(scheduled(other)).sentence).not.toContain(claim);
  });

  it('never calls a delivery whole whose counts do not add up', () => {
    const count = fc.nat({ max: 20 });
    fc.assert(
      fc.property(count, count, count, count, fc.boolean(), (created, known, rejected, read, complete) => {
        const { ok } = verdictOf(busy({ elastic: elastic(read, { created, known, rejected, complete }) }));
        expect(ok).toBe(complete && rejected === 0 && created + known === read);
      }),
    );
  });

  it('never says that all is safe after a failure', () => {
    for (const report of [...Object.values(samples), busy({ failures: ['The connection could not be closed.'] })]) {
      if (report.failures.length > 0) expect(renderSummary(report)).not.toContain('all that was asked for is safe');
    }
  });

  it('fits a line of the log', () => {
    for (const report of Object.values(samples)) {
      const { sentence, unsafe } = verdictOf(report);
      for (const line of [sentence, ...unsafe]) expect(harmless(line)).toBe(line);
    }
  });

  it('counts a job that was cancelled at its very end as complete, and as failed', () => {
    expect(verdictOf(busy({ cancelled: true }))).toMatchObject({ ok: false, complete: true, title: 'cancelled' });
  });
});

describe('text from outside', () => {
  const hostile = commands.events.map(({ event }) => event.eventInfo);
  const cell = '<code>(?:[^&<>"\'`|\\\\*_~[\\]#@$\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]|&#\\d+;)*</code>';
  const line = new RegExp(`^\\| 2026-11-24 10:0\\d:00 \\+01:00 \\| ${cell} \\| ${cell} \\| ${cell} \\|$`, 'u');

  function tableOf(texts: readonly string[]): string[] {
    const rows = texts.map((text, minute) => ({ ...row(minute % 10, text), who: text, from: text }));
    const summary = renderSummary(busy({ accesses: { count: rows.length, rows, whole: true }, doubts: noDoubts() }));
    const begin = summary.indexOf('|---|---|---|---|\n');
    return summary.slice(begin, summary.indexOf('\n\n', begin)).split('\n').slice(1);
  }

  it('stays one row of four cells without mark-up (B19)', () => {
    const lines = tableOf([
      ...hostile,
      '@octocat fixes #1, GH-1 \u202Etxt.exe\u2066 `a` $x$ ![i](https://192.0.2.19/p.png) www.example.com\r\n# x',
    ]);
    expect(lines).toHaveLength(3);
    for (const text of lines) expect(text).toMatch(line);
    expect(lines).toMatchSnapshot();
  });

  it('stays so whatever it is', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    const any = fc.oneof(units, fc.string({ unit: fc.constantFrom(...'<>|`\\*[]()!@#:&;\n\r\u202E\uD800 a-1.') }));
    fc.assert(
      fc.property(any, (text) => {
        const lines = tableOf([text]);
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(line);
        expect(lines[0]?.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is shown in full up to its limit, and cut with an ellipsis', () => {
    expect(escapeMarkdown('Logged on, 192.0.2.18 at 10:05', 100)).toBe('Logged on, 192.0.2.18 at 10:05');
    expect(escapeMarkdown('abcdef', 4)).toBe('abc…');
    expect(escapeMarkdown('ab\u{1F600}def', 4)).toBe('ab…');
    expect(escapeMarkdown('- 1', 9)).toBe('&#45; 1');
    expect(escapeMarkdown('1. x', 9)).toBe('1&#46; x');
    expect(escapeMarkdown('https://www.example.com :tada:', 99)).toBe('https&#58;//www&#46;example.com &#58;tada:');
  });

  it('makes no link of an address that is not plain', () => {
    for (const url of ['javascript:alert(1)', 'https://example.com/) [x](https://192.0.2.19', undefined]) {
      const artifact = { id: '1', url, digest: undefined, name: 'a](https://192.0.2.19)' };
      const summary = renderSummary(
        quiet({ evidence: { folder: '/e', manifestHash: HASH, problem: undefined, artifact } }),
      );
      expect(summary).toContain('- Artifact <code>a&#93;(https&#58;//192.0.2.19)</code>');
    }
  });
});

describe('the findings', () => {
  const many = (count: number, kind: Finding['kind'], severity: Finding['severity']) =>
    Array.from({ length: count }, (_, index) => finding(kind, severity, `${kind} ${index}.`, [`${kind}-${index}`]));

  function linesOf(findings: Finding[]): string[] {
    const summary = renderSummary(scheduled({ findings, findingsRaised: 1 }));
    const section = summary.slice(summary.indexOf('### Findings'), summary.indexOf('### Provider'));
    return section.split('\n').filter((line) => line.startsWith('- '));
  }

  it('show the most severe first, let no kind hide another, and count the rest', () => {
    const lines = linesOf([...many(2000, 'late-event', 'low'), ...many(1000, 'vanished-event', 'high'), skew, changed]);
    expect(lines).toHaveLength(23);
    expect(lines[0]).toContain('**high**, vanished-event');
    expect(lines[10]).toContain('**high**, altered-event');
    expect(lines[11]).toContain('**medium**, clock-skew');
    expect(lines.at(-1)).toBe('- **and 2,980 more**: 990 vanished-event (high), 1,990 late-event (low)');
  });

  it('are told apart as new and unanswered', () => {
    const raised = (findings: Finding[], findingsRaised: number) =>
      verdictOf(scheduled({ findings, findingsRaised })).parts[0];
    expect(raised([gone], 1)).toBe('Findings: 1 vanished-event (high); new.');
    expect(raised([gone, late], 0)).toBe('Findings: 1 vanished-event (high), 1 late-event (low); 2 unanswered.');
    expect(raised([], 0)).toMatch(/^Completely read/);
  });

  it('count what is found twice once', () => {
    expect(linesOf([gone, gone])).toHaveLength(1);
  });

  it('stay text, whatever their sentence and keys hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>|`\\*_[]()!@#$&;\n\r\u202E a-1.') }), (text) => {
        const [line, ...more] = linesOf([finding('altered-event', 'high', text, [text])]);
        expect(more).toEqual([]);
        expect(line).toMatch(/^- \*\*high\*\*, altered-event: (?:[^<>"'`|\\*_[\]@$]|<code>|<\/code>)*$/u);
      }),
    );
  });
});

describe('the size of the summary', () => {
  const MIB = 1024 * 1024;

  it('stays under 1 MiB with many rows, and says what is not shown (B20)', () => {
    const [big] = sizes.build;
    const { rows: count, bytes_each: bytes } = big ?? { rows: 0, bytes_each: 0 };
    const rows = Array.from({ length: count }, (_, index) => row(index % 60, 'x'.repeat(bytes)));
    const summary = renderSummary(busy({ accesses: { count, rows, whole: true } }));
    const shown = summary.match(/^\| 2026-/gm)?.length ?? 0;
    expect(Buffer.byteLength(summary)).toBeLessThan(MIB);
    expect(shown).toBeGreaterThan(1000);
    expect(summary).toContain(`**${formatCount(count - shown)} more provider accesses are not shown**`);
    expect(summary).toContain('<code>events.ndjson</code> in the artifact');
    expect(summary).toContain('### Evidence');
  });

  it('stays so with the worst text everywhere', () => {
    const worst = '|'.repeat(100_000);
    const rows = Array.from({ length: 500 }, () => ({ time: 0, who: worst, from: worst, what: worst }));
    const many = Array.from({ length: 1000 }, (_, index) => `${index} ${worst}`);
    const report = busy({
      accesses: { count: 70_000, rows, whole: true },
      failures: many,
      notes: many,
      tenant: worst,
      categories: many,
      comparison: { state: 'none', why: worst },
      findings: many.map((text, index) => ({ ...finding('late-event', 'low', text, [text]), subject: `${index}` })),
      holes: many.map((_, index) => ({ span: DAY, unrecoverableInDays: index })),
      lost: many.map(() => DAY),
      covered: many.map((_, index) => ({ from: index * 60, to: index * 60 + 30 })),
      pieces: many.map((_, index) => ({ span: { from: index * 60, to: index * 60 + 30 }, why: 'hole' as const })),
    });
    const summary = renderSummary(report);
    expect(Buffer.byteLength(summary)).toBeLessThan(MIB);
    expect(summary).toContain('more provider accesses are not shown**');
    expect(summary).toContain('- and 980 more of this kind.');
  });
});

describe('a moment in a time zone', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
  ];

  const formats = new Map(
    zones.map((timeZone) => [
      timeZone,
      {
        wall: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
        offset: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
      },
    ]),
  );

  function byIntl(ms: number, timeZone: string): string {
    const name = formats
      .get(timeZone)
      ?.offset.formatToParts(ms)
      .find(({ type }) => type === 'timeZoneName')?.value;
    return `${formats.get(timeZone)?.wall.format(ms)} ${name?.slice('GMT'.length) || '+00:00'}`;
  }

  it('is what Intl says, on days of a clock change too', () => {
    const changes = [
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(2026, 10, 1, 6),
    ];
    for (const timeZone of zones) {
      for (const change of changes) {
        for (let minutes = -180; minutes <= 180; minutes += 15) {
          const ms = change + minutes * 60_000;
          expect(formatTime(ms, timeZone)).toBe(byIntl(ms, timeZone));
        }
      }
    }
    const year = { min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) };
    fc.assert(
      fc.property(fc.integer(year), fc.constantFrom(...zones), (ms, timeZone) => {
        expect(formatTime(ms, timeZone)).toBe(byIntl(ms, timeZone));
      }),
    );
  });

  it('does not depend on the zone of the machine', () => {
    const file = new URL('../../src/report/text.ts', import.meta.url).href;
    const code = `import { formatTime } from ${JSON.stringify(file)};
      for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York']) {
        for (let quarter = 0; quarter < 48; quarter += 1) {
          console.log(formatTime(Date.UTC(2026, 2, 28, 20, quarter * 15), zone));
        }
      }`;
    const [here, there] = ['UTC', 'Europe/Berlin'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }),
    );
    expect(there).toBe(here);
    expect(here).toContain('2026-03-29 02:45:00 +00:00');
  });
});

describe('a length of time', () => {
  it('has two units at most', () => {
    const lengths = [0, 45, 60, 3600, 7500, 86_400, 90_061, 864_000];
    expect(lengths.map(formatLength)).toEqual([
      '0 s',
      '45 s',
      '1 min',
      '1 h',
      '2 h 5 min',
      '1 day',
      '1 day 1 h',
      '10 days',
    ]);
  });

  it('names the local days it touches', () => {
    expect(formatDays(DAY, 'Europe/Berlin')).toBe('24 Nov');
    expect(formatDays(DAY, 'UTC')).toBe('23 Nov to 24 Nov');
  });
});

describe('writing the summary', () => {
  it('appends to the file that the runner names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'summary-'));
    try {
      const file = join(folder, 'summary.md');
      expect(await writeSummary(quiet(), { GITHUB_STEP_SUMMARY: file })).toBe(true);
      expect(await writeSummary(busy(), { GITHUB_STEP_SUMMARY: file })).toBe(true);
      expect(await readFile(file, 'utf8')).toBe(renderSummary(quiet()) + renderSummary(busy()));
      await expect(writeSummary(quiet(), { GITHUB_STEP_SUMMARY: folder })).rejects.toThrow('EISDIR');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('does nothing where the runner names none', async () => {
    expect(await writeSummary(quiet(), {})).toBe(false);
    expect(await writeSummary(quiet(), { GITHUB_STEP_SUMMARY: '' })).toBe(false);
  });
});

function busyRead(): NonNullable<Report['read']> {
  const { read } = busy();
  if (!read) throw new Error('The busy day has been read.');
  return read;
}

function sample(name: string): Report {
  const report = samples[name];
  if (!report) throw new Error(`No sample ${name}.`);
  return report;
}
