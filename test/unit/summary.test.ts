import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyReport, type Report } from '../../src/report/report.ts';
import { renderSummary, writeSummary } from '../../src/report/summary.ts';
import { escapeMarkdown, formatCount, formatTime } from '../../src/report/text.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { harmless } from '../../src/runner/log.ts';
import commands from '../fixtures/cases/b19-commands.json' with { type: 'json' };
import sizes from '../fixtures/cases/b20-summary-and-masks.json' with { type: 'json' };

const DAY = { from: Date.UTC(2026, 10, 23, 23) / 1000, to: Date.UTC(2026, 10, 24, 23) / 1000 };
const STREAM = 'logs-mimecast.audit-default';
const HASH = '0f'.repeat(32);

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
    accesses: {
      whole: true,
      count: 3,
      rows: [row(5), row(7, 'Changed policy'), { time: undefined, who: undefined, from: undefined, what: undefined }],
    },
    elastic: elastic(12_348, { created: 12_300, known: 48 }),
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
    failures: [refusal],
  }),
  'Elastic down': busy({
    elastic: elastic(12_348, { created: 0, complete: false, problem: unreachable }),
    failures: [unreachable],
  }),
  'documents rejected': busy({
    elastic: elastic(12_348, {
      created: 12_340,
      known: 5,
      rejected: 3,
      rejectedFile: '/home/runner/work/_temp/evidence-rejected/rejected.ndjson',
    }),
  }),
  'artifact service down': busy({
    evidence: {
      folder: '/home/runner/work/_temp/evidence',
      manifestHash: HASH,
      artifact: undefined,
      problem: 'The artifact could not be uploaded (HTTP 503).',
    },
    failures: ['The artifact could not be uploaded (HTTP 503).'],
  }),
  cancelled: busy({
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
    evidence: { folder: '/srv/evidence', manifestHash: HASH, artifact: undefined, problem: undefined },
    elastic: { state: 'off' },
  }),
  'dry run': busy({ elastic: { state: 'dry-run' }, dryRun: true }),
  'partly out of reach': quiet({ unreachable: { from: DAY.from, to: DAY.from + 3600 } }),
  'broken before anything': {
    ...quiet(),
    read: undefined,
    evidence: undefined,
    elastic: undefined,
    failures: ['The disk is full.'],
  },
};

describe('the summary', () => {
  for (const [name, report] of Object.entries(samples)) {
    it(`tells of: ${name}`, () => {
      expect(renderSummary(report)).toMatchSnapshot();
    });
  }
});

describe('the verdict', () => {
  it('says that there was no provider access only where that is proven', () => {
    const claim = 'proven, the read was complete';
    expect(verdictOf(quiet()).sentence).toContain(claim);
    expect(verdictOf(quiet({ categories: 'all' })).sentence).toContain(claim);
    const others: Partial<Report>[] = [
      { read: { ...busyRead(), complete: false } },
      { read: undefined },
      { categories: ['profile_group_logs'] },
      { query: 'x' },
      { unreachable: { from: DAY.from, to: DAY.from + 60 } },
      { accesses: { count: 1, rows: [row(1)], whole: true } },
      { accesses: { count: 0, rows: [], whole: false } },
    ];
    for (const other of others) expect(verdictOf(quiet(other)).sentence).not.toContain('proven,');
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
      if (good.includes(name)) continue;
      const verdict = verdictOf(report);
      expect(verdict, name).toMatchObject({ ok: false, complete: false });
      expect(verdict.unsafe.at(-1), name).toContain(
        'start 2026-11-23T23:00:00Z and end 2026-11-24T23:00:00Z, before 2027-01-22T23:00:00Z',
      );
    }
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
    const summary = renderSummary(busy({ accesses: { count: rows.length, rows, whole: true } }));
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
