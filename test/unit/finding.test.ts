import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageDocument } from '../../src/elastic/coverage.ts';
import { findingDocument } from '../../src/elastic/findings.ts';
import {
  alteredFinding,
  clockSkewFinding,
  type Finding,
  holeLostFinding,
  lateFinding,
  misdatedFinding,
  missingFinding,
  rejectedFinding,
  undatedFinding,
  vanishedFinding,
  versionFinding,
  withdrawnFinding,
} from '../../src/finding.ts';
import { validateEcs } from '../ecs-validator.ts';
import { parseEvent } from '../event.ts';

const TIME = Date.UTC(2026, 10, 24, 9, 5, 31);
const HELD = { key: 'key-1', hash: 'a'.repeat(64), time: TIME, category: 'account_logs' };
const ALTERED = { ...HELD, readHash: 'b'.repeat(64) };
const RUN = 'https://github.example/acme/audit/actions/runs/7/attempts/1';
const SPAN = { from: TIME / 1000, to: TIME / 1000 + 3600 };
const EVENT = parseEvent({ id: 'x', eventTime: '2026-11-24T09:05:31+0000', category: 'account_logs' });
const REJECTION = { id: 'key-2', status: 400, type: 'document_parsing_exception', field: 'source.ip', kept: 'nowhere' };

const ALL: Finding[] = [
  vanishedFinding(HELD, RUN),
  withdrawnFinding(EVENT),
  alteredFinding(ALTERED, ['eventInfo', 'user']),
  lateFinding(HELD, 90_000_000, RUN),
  holeLostFinding(SPAN),
  clockSkewFinding(-185_000, TIME),
  rejectedFinding({ ...REJECTION, kept: 'nowhere' }),
  undatedFinding(EVENT),
  misdatedFinding(EVENT),
  versionFinding(EVENT, 'default'),
  missingFinding(EVENT, RUN, { run: RUN, recorded: 12, held: 9 }),
  missingFinding(EVENT, RUN, undefined),
];

describe('findings', () => {
  it.each(ALL.map((finding) => [finding.kind, finding] as const))('%s: sentence and document', (_kind, finding) => {
    expect(finding.sentence).toMatch(/^[A-Z].*\.$/);
    const context = { tenant: 'harbour', run: RUN, manifest: 'c'.repeat(64), now: TIME + 123 };
    const document = findingDocument(finding, { stream: 'logs-mimecast.finding-default', ...context });
    const parsed = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
    expect(validateEcs(parsed)).toEqual([]);
    expect(parsed).toMatchObject({
      '@timestamp': '2026-11-24T09:05:31.123Z',
      message: finding.sentence,
      rule: { name: finding.kind },
      event: { kind: 'alert' },
      organization: { id: 'harbour' },
      mimecast: { run: RUN, finding: { kind: finding.kind, ...finding.details } },
    });
  });

  it('the sentences', () => {
    expect(ALL.map(({ sentence }) => sentence)).toEqual([
      `By its document in Elastic, the run ${RUN} received the event of 2026-11-24T09:05:31Z in account_logs, but Mimecast no longer gives it out.`,
      'The event of 2026-11-24T09:05:31Z in account_logs, which an earlier run found to have vanished, is given out by Mimecast again.',
      'Mimecast changed the event of 2026-11-24T09:05:31Z in account_logs after it had been received: eventInfo, user differs. The held document stays, and the evidence of this run has the new version.',
      `The event of 2026-11-24T09:05:31Z in account_logs was not in Elastic, though the run ${RUN} had read its span before: it came late, up to 1 d 1 h after its time, or its document was removed.`,
      'No run has read 2026-11-24T09:05:31Z to 2026-11-24T10:05:31Z, and Mimecast no longer gives it out: the events of that time are lost.',
      "The clock of this machine is 3 min 5 s behind Mimecast's: windows and times of this run are off by as much.",
      'Elastic refused the document of an event (document_parsing_exception, HTTP 400, field source.ip). Its event is in the evidence of this run.',
      'An event in account_logs has no time that can be read: its document has the end of the span that was asked for, and no period can be said to have it.',
      'Mimecast gave out the event of 2026-11-24T09:05:31Z in account_logs when other times were asked for.',
      'Mimecast gives out more than one version of an event under one id. One of them is of 2026-11-24T09:05:31Z in account_logs; each is a document of its own.',
      `Elastic held 9 of the 12 events that the run ${RUN} recorded for a span: documents were removed. That of the event of 2026-11-24T09:05:31Z in account_logs was not there, and is stored now.`,
      'The document of the event of 2026-11-24T09:05:31Z in account_logs was removed from Elastic while this run was at work. It is stored again.',
    ]);
  });

  it('a hole that grows is the same finding; an event that is changed again is another', () => {
    expect(holeLostFinding({ ...SPAN, to: SPAN.to + 60 }).subject).toBe(holeLostFinding(SPAN).subject);
    expect(alteredFinding({ ...ALTERED, readHash: 'c' }).subject).not.toBe(alteredFinding(ALTERED).subject);
    expect(alteredFinding(ALTERED).subject).toBe(alteredFinding(ALTERED, ['user']).subject);
    expect(clockSkewFinding(1, TIME).subject).toBe(clockSkewFinding(9_000_000, TIME + 1000).subject);
  });

  it('names fields by their names, and counts what is none', () => {
    expect(alteredFinding(ALTERED, ['user', 'a b\n::error::', '<b>']).details.changed_fields).toEqual([
      'user',
      '2 other fields',
    ]);
    expect(alteredFinding(ALTERED, ['\u202e']).details.changed_fields).toEqual(['1 field']);
    expect(alteredFinding(ALTERED).details).not.toHaveProperty('changed_fields');
  });

  it('whatever stands in an event or a record, the document is valid and one harmless line', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const time = fc.oneof(fc.integer(), fc.double(), fc.constant(Date.UTC(10_000, 0)), fc.constant(TIME));
    fc.assert(
      fc.property(text, time, text, fc.array(text, { maxLength: 40 }), (category, moment, run, names) => {
        const held = { ...ALTERED, category, time: moment };
        const findings = [
          vanishedFinding(held, run),
          alteredFinding(held, names),
          lateFinding(held, 1e8, run),
          missingFinding(held, run, { run, recorded: 2, held: 1 }),
          rejectedFinding({ id: 'k', status: 400, type: run, field: category, kept: 'failure-store' }),
          withdrawnFinding({ ...EVENT, time: moment, category }),
        ];
        for (const finding of findings) {
          expect(finding.sentence).toMatch(/^[\x20-\x7e]+$/);
          const common = { stream: 'logs-mimecast.finding-x', tenant: 't', manifest: 'm', now: TIME, run: RUN };
          expect(validateEcs(JSON.parse(JSON.stringify(findingDocument(finding, common))))).toEqual([]);
        }
      }),
    );
  });
});

describe('coverageDocument', () => {
  const record = {
    ...{ span: SPAN, categories: 'all' as const, recorded: TIME, run: undefined, manifest: 'd'.repeat(64) },
    ...{ tenant: 'harbour', queryHash: undefined, events: 3, indexed: 2, known: 1, late: { count: 0, maxSeconds: 0 } },
    ...{ pages: 1, requests: 2, previous: undefined, artifact: undefined, toolVersion: '1.2.3', durationMs: 12.7 },
    ...{ runId: '7', attempt: 1 },
  };

  it('is ECS, with and without what may be missing', () => {
    const full = {
      ...record,
      ...{ categories: ['a_logs', 'b_logs'], run: RUN, previous: 'e'.repeat(64), queryHash: 'f'.repeat(64) },
      artifact: { id: '5', url: 'https://github.example/artifacts/5' },
    };
    for (const one of [record, full]) {
      const document = JSON.parse(JSON.stringify(coverageDocument('logs-mimecast.coverage-default', one)));
      expect(validateEcs(document)).toEqual([]);
      expect(document).toMatchObject({
        data_stream: { type: 'logs', dataset: 'mimecast.coverage', namespace: 'default' },
        event: { kind: 'metric', start: '2026-11-24T09:05:31.000Z', end: '2026-11-24T10:05:31.000Z', duration: 3.6e12 },
      });
    }
  });
});
