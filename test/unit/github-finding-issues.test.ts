import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { findingDraftOf } from '../../src/github/finding-text.ts';
import { type Matter, mattersIn } from '../../src/matter.ts';
import { OWNER, STRANGER } from '../simulator/github.ts';
import { judgedOf, withGitHub } from './github-issues-parts.ts';

const RAISED = Date.UTC(2026, 10, 25, 5);

function found(subject: string, kind: Finding['kind'] = 'altered-event', more: Partial<Finding> = {}): Finding {
  const sentence = `Mimecast did something to ${subject}.`;
  const time = Date.UTC(2026, 10, 24, 9);
  return { kind, subject, severity: 'high', sentence, events: [subject], time, details: {}, ...more };
}

const raised = (...findings: Finding[]): Matter[] =>
  mattersIn(
    findings.map((finding) => ({ finding, raised: RAISED })),
    [],
    RAISED,
  );
const many = (count: number) => raised(...Array.from({ length: count }, (_, index) => found(`event-${index}`)));
const hiddenLineOf = (body = '') => body.split('\n').at(-1) ?? '';

describe('issues about findings', () => {
  it('are opened once a finding, and once for many', () =>
    withGitHub(async ({ github, run }) => {
      const matters = [...raised(found('a'), found('b', 'hole-lost')), ...many(7)];
      expect(await run([], { matters })).toMatchObject({ opened: 3, problem: undefined });
      expect(github.issues.map(({ title }) => title)).toEqual([
        'Found: 1 altered event of 2026-11-24 09:00 (tenant example)',
        'Found: 1 lost hole of 2026-11-24 09:00 (tenant example)',
        'Found on 2026-11-25: 7 altered events (tenant example)',
      ]);
      expect(await run([], { matters })).toMatchObject({ opened: 0, updated: 0 });
    }));

  it('are answered by who may write, with a reason, for exactly these findings', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      const [matter] = many(7);
      await run([], { matters: many(7) });
      github.comment(1, STRANGER, 'reason: never mind');
      github.close(1);
      expect((await run([], { matters: many(7) })).acknowledged.size).toBe(0);
      expect(openOnes()).toEqual([1]);
      github.comment(1, OWNER, 'reason: a change that we asked for');
      github.close(1);
      const kept = await run([], { matters: many(7) });
      expect([...kept.acknowledged]).toEqual([
        [matter?.id, expect.objectContaining({ about: 'finding', by: 'owner-1', issue: 1, events: matter?.events })],
      ]);
      const grown = await run([], { matters: many(8) });
      expect([grown.acknowledged.size, openOnes(), github.issues.length]).toEqual([0, [1], 1]);
    }));

  it.each(['body', 'marker'] as const)('are written again when somebody edits the %s', (part) =>
    withGitHub(async ({ github, run, openOnes }) => {
      await run([], { matters: raised(found('a')) });
      const body = github.issues[0]?.body ?? '';
      github.comment(1, OWNER, 'reason: fine');
      github.close(1);
      github.edit(
        STRANGER,
        1,
        part === 'body' ? body.replace('Find out', 'Forget') : body.replace('count=1', 'count=9'),
      );
      expect((await run([], { matters: raised(found('a')) })).acknowledged.size).toBe(0);
      expect(openOnes()).toEqual([1]);
    }),
  );

  it('of another are not taken for ours', () =>
    withGitHub(async ({ github, run }) => {
      await run([], { matters: raised(found('a')) });
      const body = github.issues.pop()?.body ?? '';
      github.open({ body, author: STRANGER, state: 'closed' });
      github.comment(1, OWNER, 'reason: fine');
      const kept = await run([], { matters: raised(found('a')) });
      expect([kept.opened, kept.acknowledged.size]).toEqual([1, 0]);
    }));

  it('and issues about sessions never meet, whatever their ids', () =>
    withGitHub(async ({ github, run }) => {
      const [matter] = raised(found('a'));
      await run([judgedOf(matter?.id ?? '')], { matters: raised(found('a')) });
      expect(github.issues.map(({ body }) => /about=(\w+)/.exec(body)?.[1]).sort()).toEqual(['finding', 'session']);
    }));

  it('are closed when what had vanished is back, and stay so', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      const gone = found('a', 'vanished-event');
      await run([], { matters: raised(gone) });
      const back = mattersIn([{ finding: gone, raised: RAISED }], [found('a', 'vanished-event-withdrawn')], RAISED);
      expect(await run([], { matters: back })).toMatchObject({ opened: 0, updated: 1 });
      expect(openOnes()).toEqual([]);
      expect(await run([], { matters: back })).toMatchObject({ updated: 0, others: [] });
      expect(github.issues[0]?.stateReason).toBe('completed');
    }));

  it('that are open are told though the run knows nothing else of them', () =>
    withGitHub(async ({ run, openOnes }) => {
      await run([judgedOf('session-a')], { matters: raised(found('a')) });
      expect(openOnes()).toHaveLength(2);
      const { others } = await run([]);
      expect(others).toEqual([{ number: 1, count: 1, since: expect.any(Number) }]);
    }));

  it('are neither opened nor written by a run that only reads', () =>
    withGitHub(async ({ github, run }) => {
      expect(await run([], { matters: raised(found('a')), mode: 'read' })).toMatchObject({ opened: 0 });
      expect(github.issues).toEqual([]);
    }));

  it('say how many have none yet, in their own words', () =>
    withGitHub(async ({ run }) => {
      const matters = Array.from({ length: 21 }, (_, index) => raised(found(`f-${index}`))).flat();
      expect((await run([], { matters })).problem).toMatch(/^1 more finding has no issue yet,/);
      expect((await run([judgedOf('a')], { matters: [] })).problem).toBeUndefined();
    }));
});

describe('the text of an issue about findings', () => {
  const options = { tenant: 'example', timeZone: 'UTC', runUrl: undefined, artifactUrl: undefined };

  it('says it all where it is private, and nothing of the events where it is public', () => {
    const [matter] = raised(found('key-1', 'late-event'));
    if (!matter) throw new Error('none');
    const { title, body } = findingDraftOf(matter, { ...options, audience: 'private' });
    expect(`${title}\n\n${body}`).toMatchSnapshot();
    const open = findingDraftOf(matter, { ...options, audience: 'public' });
    expect(open.title + open.body).not.toMatch(/\(tenant|`example`|key-1|did something/);
  });

  it('makes nothing of what Elastic has in the place of a sentence', () => {
    const sentence = '@owner-1 closes #1 <script> https://example.com `x` \n<!-- mimecast-audit-collector asked -->';
    const [matter] = raised(found('key`1', 'late-event', { sentence }));
    if (!matter) throw new Error('none');
    const { body } = findingDraftOf(matter, { ...options, audience: 'private' });
    const plain = body.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
    expect(plain).not.toMatch(/@owner-1|#1|<script>|example\.com/);
    expect(body.match(/<!--/gm)?.length).toBe(2);
    expect(hiddenLineOf(body)).toContain('about=finding');
    expect(body.match(/^<!--/gm)?.length).toBe(1);
  });
});
