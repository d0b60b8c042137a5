import { describe, expect, it } from 'vitest';
import { draftOf, type TextOptions } from '../../src/github/issue-text.ts';
import { markerIn } from '../../src/github/marker.ts';
import { createHttp } from '../../src/runner/http.ts';
import { eventsHash } from '../../src/session-events.ts';
import { JOB, OWNER, type Person, STRANGER, TOKEN } from '../simulator/github.ts';
import { APPROVAL, actOf, FIRST, judgedOf, type Scene, withGitHub } from './github-issues-parts.ts';
import { fakeClock } from './mimecast-parts.ts';

const writes = (requests: readonly { method: string; path: string }[]) =>
  requests.filter(({ method, path }) => method !== 'GET' && path !== '/graphql');
const expected = (id: string, count = 2) =>
  judgedOf(id, count, { verdict: 'expected', approvedBy: [{ approval: APPROVAL, acts: count }] });
const TEXT: TextOptions = {
  ...{ tenant: 'example', timeZone: 'UTC', audience: 'private' },
  ...{ runUrl: undefined, artifactUrl: undefined },
};
const settings = { repository: 'example/audit', token: TOKEN, labels: ['provider-access'], assignees: [] };

describe('opening issues', () => {
  it('opens one for each session that is unexplained or against the policy, and none for others', () =>
    withGitHub(async ({ github, run }) => {
      const against = judgedOf('session-b', 1, { verdict: 'against-policy' });
      const kept = await run([
        judgedOf('session-a'),
        against,
        expected('session-c'),
        judgedOf('d', 1, { verdict: 'not-judged' }),
      ]);
      expect(kept).toMatchObject({ opened: 2, updated: 0, problem: undefined });
      expect(github.issues.map(({ title, labels }) => [title, labels])).toEqual([
        ['Provider access of 2026-11-24 09:05: 1 act, against-policy (tenant example)', ['provider-access']],
        ['Provider access of 2026-11-24 09:05: 2 acts, unexplained (tenant example)', ['provider-access']],
      ]);
      expect([...kept.links]).toEqual([
        ['session-b', 'https://github.example/example/audit/issues/1'],
        ['session-a', 'https://github.example/example/audit/issues/2'],
      ]);
    }));

  it('repeats nothing in a second run, and writes nothing', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('session-a', 2, { firsts: ['person'] })]);
      github.requests.length = 0;
      const other = { runUrl: 'https://github.example/example/audit/actions/runs/2/attempts/1' };
      const kept = await run([judgedOf('session-a')], other);
      expect(kept).toMatchObject({ opened: 0, updated: 0, problem: undefined });
      expect([github.issues.length, writes(github.requests)]).toEqual([1, []]);
    }));

  it('keeps one issue for one trouble: open, open, closed, a new one', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      const open: number[] = [];
      for (const day of [[judgedOf('a')], [judgedOf('a')], [expected('a')], [expected('a'), judgedOf('b')]]) {
        await run(day);
        open.push(openOnes().length);
      }
      expect([open, github.issues.length]).toEqual([[1, 1, 0, 1], 2]);
    }));

  it('finds its issue among more than 100, and takes no pull request for one', () =>
    withGitHub(async ({ github, run }) => {
      for (let number = 1; number <= 230; number += 1) {
        github.open({ labels: ['provider-access'], author: OWNER, pull: number % 7 === 0 });
      }
      await run([judgedOf('session-a')]);
      expect(github.issues).toHaveLength(231);
      for (const links of [true, false]) {
        github.quirks.links = links;
        expect(await run([judgedOf('session-a')])).toMatchObject({ opened: 0, problem: undefined });
      }
      expect(github.issues).toHaveLength(231);
    }));

  it('opens at most 20 in one run, the weightiest first, and the next run goes on', () =>
    withGitHub(async ({ github, run }) => {
      const many = Array.from({ length: 23 }, (_, index) => judgedOf(`s-${index}`, 1, { first: FIRST + index * 1000 }));
      many.unshift(judgedOf('worst', 1, { verdict: 'against-policy', first: FIRST - 1000 }));
      const first = await run(many);
      expect(first.opened).toBe(20);
      expect(first.problem).toBe(
        '4 more accesses have no issue yet, since one run opens at most 20: the next run that sees them goes on.',
      );
      expect(github.issues[0]?.title).toContain('against-policy');
      expect(await run(many)).toMatchObject({ opened: 4, problem: undefined });
    }));

  it('keeps tenants of one repository apart', () =>
    withGitHub(async ({ run }) => {
      await run([judgedOf('session-a')]);
      expect((await run([judgedOf('session-a')], { tenant: 'other' })).opened).toBe(1);
    }));

  it('makes its labels where they are missing, once', () =>
    withGitHub(async ({ github, run }) => {
      github.labels.push('Audit');
      const labels = ['provider-access', 'audit'];
      await run([judgedOf('a'), judgedOf('b')], { settings: { ...settings, labels } });
      expect(github.labels).toEqual(['Audit', 'provider-access']);
      const made = github.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/labels'));
      expect(made).toHaveLength(1);
    }));

  it('takes a label that somebody else made meanwhile', () =>
    withGitHub(async ({ github, run }) => {
      github.labels.push('provider-access');
      github.refusals.push({ method: 'GET', path: '/labels/', refusal: { status: 404 } });
      expect(await run([judgedOf('a')])).toMatchObject({ opened: 1, problem: undefined });
    }));

  it('says where a label does not stick, and finds its issues without it', () =>
    withGitHub(
      async ({ github, run, log }) => {
        expect(await run([judgedOf('a'), judgedOf('b')])).toMatchObject({ opened: 2, problem: undefined });
        expect(log.warnings[0]).toMatch(/^GitHub did not label issue 1: the token needs the right to write/);
        expect(await run([judgedOf('a'), judgedOf('b')])).toMatchObject({ opened: 0, updated: 0 });
        expect(github.issues).toHaveLength(2);
      },
      { dropsLabels: true },
    ));

  it.each(['dropped', 'refused'] as const)('does not lose an issue to an assignee who is %s', (unassignable) =>
    withGitHub(
      async ({ github, run, log }) => {
        const kept = await run([judgedOf('a'), judgedOf('b')], {
          settings: { ...settings, assignees: ['Owner-1', 'gone-1'] },
        });
        expect(kept).toMatchObject({ opened: 2, problem: undefined });
        expect(github.issues).toHaveLength(2);
        const who = unassignable === 'dropped' ? 'gone-1' : 'Owner-1, gone-1';
        expect(log.warnings).toContain(
          `GitHub did not assign ${who} to the issues: they must be able to read the repository.`,
        );
        expect(github.issues[0]?.assignees).toEqual(unassignable === 'dropped' ? ['Owner-1'] : []);
      },
      { unassignable, assignable: ['owner-1'] },
    ),
  );

  it('does not take an issue of a stranger for its own', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('session-a')]);
      const body = github.issues.pop()?.body ?? '';
      github.open({ labels: ['provider-access'], body, author: STRANGER, state: 'closed' });
      github.comment(1, OWNER, 'reason: agreed');
      const kept = await run([judgedOf('session-a')]);
      expect([kept.opened, kept.acknowledged.size, github.issues.length]).toEqual([1, 0, 2]);
    }));

  it('does not take a pull request that holds its text for its own', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('session-a')]);
      const body = github.issues.pop()?.body ?? '';
      github.open({ labels: ['provider-access'], body, author: OWNER, pull: true });
      expect((await run([judgedOf('session-a')])).opened).toBe(1);
    }));

  it.each<[string, Person]>([
    ['an app', { login: 'audit[bot]', type: 'Bot', association: 'NONE' }],
    ['a member', { login: 'owner-1', type: 'User', association: 'MEMBER' }],
    ['a member whose membership is private', { login: 'hidden-1', type: 'User', association: 'CONTRIBUTOR' }],
  ])('finds an issue again that %s opened for it', (_who, actor) =>
    withGitHub(
      async ({ run }) => {
        await run([judgedOf('session-a')]);
        expect((await run([judgedOf('session-a')])).opened).toBe(0);
      },
      { actor, writers: ['hidden-1'] },
    ),
  );

  it('writes nothing in a dry run, and lists what it would', () =>
    withGitHub(async ({ github, run, log }) => {
      await run([judgedOf('a')]);
      github.requests.length = 0;
      log.lines.length = 0;
      const kept = await run([expected('a'), judgedOf('b')], { dryRun: true });
      expect([kept.opened, kept.updated, writes(github.requests)]).toEqual([0, 0, []]);
      expect(log.lines).toEqual([
        'Dry run, not done: issue #1 is explained by approvals now: closed',
        'Dry run, not done: open an issue "Provider access of 2026-11-24 09:05: 2 acts, unexplained (tenant example)"',
      ]);
    }));
});

describe('keeping issues', () => {
  it('writes an issue again and tells it when acts were added', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a', 2)]);
      const kept = await run([judgedOf('a', 5)]);
      expect([kept.updated, github.issues.length]).toEqual([1, 1]);
      expect(github.issues[0]?.title).toContain('5 acts');
      expect(github.issues[0]?.body).toContain('- Acts: 5 (5 seen)');
      expect(github.issues[0]?.comments.map(({ body }) => body.split('\n')[0])).toEqual([
        'More is known of this access than this issue told. It has 5 acts now, and had 2. A reason that was given before does not count for it.',
      ]);
    }));

  it('writes it again in silence when the verdict is milder', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a', 2, { verdict: 'against-policy' })]);
      expect((await run([judgedOf('a', 2)])).updated).toBe(1);
      expect([github.issues[0]?.title.includes('unexplained'), github.issues[0]?.comments]).toEqual([true, []]);
    }));

  it('knows a session again whose beginning came late, and so has another id', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a', 2)]);
      const early = actOf('late-act', { time: FIRST - 60_000 });
      const acts = [early, ...judgedOf('a', 2).session.acts];
      const grown = judgedOf('b', 3, { acts, first: early.time });
      expect(await run([grown])).toMatchObject({ opened: 0, updated: 1 });
      expect(await run([grown])).toMatchObject({ opened: 0, updated: 0 });
      expect(github.issues).toHaveLength(1);
    }));

  it('closes the issues of sessions that turned out to be parts of one', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      const [one, other] = [judgedOf('a', 2), judgedOf('b', 1)];
      await run([one, other]);
      const whole = judgedOf('a', 3, { acts: [...one.session.acts, ...other.session.acts] });
      expect((await run([whole])).problem).toBeUndefined();
      const [kept, gone] = github.issues[0]?.title.includes('3 acts') ? [1, 2] : [2, 1];
      expect(openOnes()).toEqual([kept]);
      expect(github.issues[gone - 1]?.comments[0]?.body).toContain(`is a part of the one in #${kept}, so`);
      expect((await run([whole])).updated).toBe(0);
    }));

  it('closes it when approvals explain the session, and opens it again when they no longer do', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a')]);
      expect((await run([expected('a')])).updated).toBe(1);
      expect(github.issues[0]).toMatchObject({ state: 'closed', stateReason: 'completed' });
      expect(github.issues[0]?.comments[0]?.body).toContain('Approvals explain this access now (`INC-4711`)');
      expect((await run([expected('a')])).updated).toBe(0);
      expect((await run([judgedOf('a')])).updated).toBe(1);
      expect(github.issues).toMatchObject([{ state: 'open' }]);
    }));

  it('leaves it open where a person opened it again although approvals explain it', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      await run([judgedOf('a')]);
      await run([expected('a')]);
      Object.assign(github.issues[0] ?? {}, { state: 'open' });
      expect((await run([expected('a')])).updated).toBe(0);
      expect(openOnes()).toEqual([1]);
    }));

  it('changes nothing for a run that saw only a part of the session', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      await run([judgedOf('a', 5)]);
      const before = github.issues[0]?.body;
      for (const part of [judgedOf('a', 2), expected('a', 2)]) expect((await run([part])).updated).toBe(0);
      expect([github.issues[0]?.body, openOnes()]).toEqual([before, [1]]);
    }));

  it('goes on with the others where one issue is locked', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a'), judgedOf('b')]);
      Object.assign(github.issues[0] ?? {}, { locked: true });
      const kept = await run([judgedOf('a', 3), judgedOf('b', 3)]);
      expect([kept.updated, kept.problem]).toEqual([
        1,
        'GitHub refused to comment on issue 1 (HTTP 403): the issue is locked.',
      ]);
    }));
});

describe('acknowledgements', () => {
  it('takes the reason, its author and its time from a closed issue, and leaves it closed', () =>
    withGitHub(async ({ github, run, clock, openOnes }) => {
      await run([judgedOf('a')]);
      const at = clock.now();
      github.comment(1, OWNER, 'Looked into it.\r\n  Reason: agreed by phone,\r\nticket 4711\r\n\r\n> reason: quoted');
      github.close(1);
      const kept = await run([judgedOf('a')]);
      expect(kept).toMatchObject({ opened: 0, updated: 0, problem: undefined });
      expect([...kept.acknowledged]).toEqual([
        [
          'a',
          {
            about: 'session',
            by: 'owner-1',
            at,
            reason: 'agreed by phone, ticket 4711',
            url: 'https://github.example/example/audit/issues/1#issuecomment-1',
            issue: 1,
            events: eventsHash(judgedOf('a').session),
          },
        ],
      ]);
      expect(openOnes()).toEqual([]);
    }));

  it('takes them also of sessions that the run does not see', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a')]);
      github.comment(1, OWNER, 'reason: agreed');
      github.close(1);
      const kept = await run([]);
      expect([...kept.acknowledged].map(([id, { reason }]) => [id, reason])).toEqual([['a', 'agreed']]);
    }));

  it('lets the newest reason win', () =>
    withGitHub(async ({ github, run, clock }) => {
      await run([judgedOf('a')]);
      for (const reason of ['one', 'two']) {
        github.comment(1, OWNER, `reason: ${reason}`);
        clock.advance(1000);
      }
      github.close(1);
      expect((await run([judgedOf('a')])).acknowledged.get('a')?.reason).toBe('two');
    }));

  it('is none while the issue is open', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a')]);
      github.comment(1, OWNER, 'reason: agreed');
      expect((await run([judgedOf('a')])).acknowledged.size).toBe(0);
    }));

  it.each<[string, Person]>([
    ['a stranger', STRANGER],
    ['a contributor without the right to write', { login: 'drive-by-1', type: 'User', association: 'CONTRIBUTOR' }],
    ['the job itself', JOB],
    ['a bot that belongs to the repository', { login: 'x[bot]', type: 'Bot', association: 'MEMBER' }],
  ])('is none from %s', (_who, author) =>
    withGitHub(async ({ github, run, openOnes }) => {
      await run([judgedOf('a')]);
      github.comment(1, author, 'reason: nothing to see');
      github.close(1);
      expect((await run([judgedOf('a')])).acknowledged.size).toBe(0);
      expect(openOnes()).toEqual([1]);
    }),
  );

  it('counts from a person who may write, though the token sees no membership', () =>
    withGitHub(
      async ({ github, run }) => {
        await run([judgedOf('a')]);
        github.comment(1, { login: 'hidden-1', type: 'User', association: 'NONE' }, 'reason: agreed');
        github.close(1);
        expect((await run([judgedOf('a')])).acknowledged.get('a')?.by).toBe('hidden-1');
      },
      { writers: ['hidden-1'] },
    ));

  it('asks once for a reason that was not given, and then leaves the issue closed', () =>
    withGitHub(async ({ github, run, log, openOnes }) => {
      await run([judgedOf('a')]);
      github.close(1);
      await run([judgedOf('a')]);
      expect(openOnes()).toEqual([1]);
      expect(github.issues[0]?.comments[0]?.body).toContain('closed without a reason');
      github.close(1);
      expect(await run([judgedOf('a')])).toMatchObject({ opened: 0, updated: 0, problem: undefined });
      expect(openOnes()).toEqual([]);
      expect(log.warnings).toEqual([
        'Issue #1 was closed again without a reason: its access stays unacknowledged until somebody comments "reason: …" there.',
      ]);
      github.comment(1, OWNER, 'reason: agreed after all');
      expect((await run([judgedOf('a')])).acknowledged.get('a')?.reason).toBe('agreed after all');
    }));

  it('does not count for acts that became known after it', () =>
    withGitHub(async ({ github, run, clock, openOnes }) => {
      await run([judgedOf('a', 2)]);
      github.comment(1, OWNER, 'reason: two acts are fine');
      github.close(1);
      expect((await run([judgedOf('a', 2)])).acknowledged.size).toBe(1);
      expect((await run([judgedOf('a', 3)])).acknowledged.size).toBe(0);
      expect(openOnes()).toEqual([1]);
      github.close(1);
      expect((await run([judgedOf('a', 3)])).acknowledged.size).toBe(0);
      clock.advance(1000);
      github.comment(1, OWNER, 'reason: three are fine too');
      github.close(1);
      expect((await run([judgedOf('a', 3)])).acknowledged.get('a')?.reason).toBe('three are fine too');
    }));

  it('is not undone by a stranger who copies a hidden line of ours', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      await run([judgedOf('a')]);
      github.comment(1, OWNER, 'reason: agreed');
      github.comment(1, STRANGER, 'x\n\n<!-- mimecast-audit-collector changed -->');
      github.close(1);
      expect((await run([judgedOf('a')])).acknowledged.size).toBe(1);
      expect(openOnes()).toEqual([]);
    }));

  it('is read to the newest of many comments', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a')]);
      for (let count = 0; count < 250; count += 1) github.comment(1, STRANGER, 'me too');
      github.comment(1, OWNER, 'reason: agreed');
      github.close(1);
      expect((await run([judgedOf('a')])).acknowledged.size).toBe(1);
    }));

  it('is not guessed where there are too many comments', () =>
    withGitHub(async ({ github, run }) => {
      await run([judgedOf('a'), judgedOf('b')]);
      for (let count = 0; count < 1001; count += 1) github.comment(1, STRANGER, 'me too');
      github.close(1);
      const kept = await run([judgedOf('a'), judgedOf('b', 3)]);
      expect(kept.problem).toBe('Issue 1 has more than 1000 comments, so what they say is not known.');
      expect(kept.updated).toBe(1);
    }));
});

describe('what counts as an acknowledgement', () => {
  const APP: Person = { login: 'other-app[bot]', type: 'Bot', association: 'NONE' };
  const MEMBER: Person = { login: 'member-1', type: 'User', association: 'MEMBER' };
  const WRITER: Person = { login: 'writer-1', type: 'User', association: 'NONE' };

  /** Runs once, has the issue closed with a reason, and runs again after `then`. */
  const explained = (then: (scene: Scene) => void | Promise<void>, quirks = {}) =>
    withGitHub(
      async (scene) => {
        await scene.run([judgedOf('a')]);
        scene.clock.advance(60_000);
        scene.github.comment(1, OWNER, 'reason: agreed');
        scene.github.close(1);
        await then(scene);
      },
      { writers: ['owner-1', 'writer-1'], ...quirks },
    );

  it('keeps counting when the label was renamed', () =>
    explained(async ({ github, run }) => {
      for (const issue of github.issues) issue.labels.splice(0, 1, 'renamed');
      const kept = await run([judgedOf('a')]);
      expect([kept.opened, kept.updated, kept.acknowledged.get('a')?.issue]).toEqual([0, 0, 1]);
    }));

  it.each([APP, OWNER, STRANGER])('takes no issue that $login made with our text for ours', (author) =>
    explained(async ({ github, run, log }) => {
      const [ours] = github.issues.splice(0);
      github.open({ ...ours, author, number: 7 });
      const kept = await run([judgedOf('a')]);
      expect([kept.opened, kept.acknowledged.size]).toEqual([1, 0]);
      expect(log.lines).toContain(
        'Issue #7 looks like one of this Action, but github-actions[bot] did not open it: it is ignored.',
      );
    }),
  );

  it.each([MEMBER, { ...MEMBER, association: 'COLLABORATOR' as const }])(
    'takes no reason of a $association without the right to write',
    (author) =>
      withGitHub(async ({ github, run, log, openOnes }) => {
        await run([judgedOf('a')]);
        github.comment(1, author, 'reason: nothing to see');
        github.close(1);
        expect((await run([judgedOf('a')])).acknowledged.size).toBe(0);
        expect(openOnes()).toEqual([1]);
        expect(log.warnings).toContain(
          'What member-1 writes in issues does not count: GitHub gives this person no right to write to the repository.',
        );
      }),
  );

  it('takes no reason of somebody of whose rights GitHub does not tell', () =>
    explained(
      async ({ run, log }) => {
        expect((await run([judgedOf('a')])).acknowledged.size).toBe(0);
        expect(log.warnings[0]).toContain('GitHub does not tell whether this person may write');
      },
      { hidden: ['owner-1'] },
    ));

  it.each<[string, Person, boolean]>([
    ['its author', OWNER, true],
    ['somebody who may write', WRITER, true],
    ['a member who may not write', MEMBER, false],
    ['another app', APP, false],
  ])('a comment that %s edited', (_who, editor, counts) =>
    withGitHub(
      async ({ github, run, clock }) => {
        await run([judgedOf('a')]);
        github.comment(1, OWNER, 'I am looking into it.');
        github.close(1);
        clock.advance(60_000);
        github.edit(editor, 1, 'reason: agreed', 0);
        expect((await run([judgedOf('a')])).acknowledged.size).toBe(counts ? 1 : 0);
      },
      { writers: ['owner-1', 'writer-1'] },
    ),
  );

  it('takes no edited comment where GitHub does not tell who edited it', () =>
    withGitHub(
      async ({ github, run, clock, log }) => {
        await run([judgedOf('a')]);
        github.comment(1, OWNER, 'I am looking into it.');
        clock.advance(60_000);
        github.edit(OWNER, 1, 'reason: agreed', 0);
        github.close(1);
        expect((await run([judgedOf('a')])).acknowledged.size).toBe(0);
        expect(log.warnings.join()).toContain('somebody of whom GitHub does not tell edited it. Write a new one.');
      },
      { graphql: 'off' },
    ));

  it.each(['on', 'off'] as const)('is void when somebody edits the hidden line (GraphQL %s)', (graphql) =>
    explained(
      async ({ github, run, openOnes }) => {
        const body = github.issues[0]?.body ?? '';
        github.edit(APP, 1, body.replace('count=2', 'count=999999999'));
        const kept = await run([judgedOf('a', 3)]);
        expect([kept.acknowledged.size, openOnes(), github.issues.length]).toEqual([0, [1], 1]);
        expect(github.issues[0]?.body).toContain(' count=3 ');
        expect((await run([judgedOf('a', 3)])).updated).toBe(0);
      },
      { graphql },
    ),
  );

  it('is void when another app writes a hidden line that fits', () =>
    explained(async ({ github, run, openOnes }) => {
      const { body, marker } = draftOf(judgedOf('a', 3), TEXT);
      expect(markerIn(body)).toEqual(marker);
      github.edit(APP, 1, body);
      expect((await run([judgedOf('a', 3)])).acknowledged.size).toBe(0);
      expect(openOnes()).toEqual([1]);
    }));

  it('is for exactly what was there: acts in the place of others are other acts', () =>
    explained(async ({ github, run, openOnes }) => {
      const acts = [actOf('a-act-0', { hash: 'f'.repeat(64) }), actOf('a-act-1', { time: FIRST + 60_000 })];
      expect((await run([judgedOf('a', 2, { acts })])).acknowledged.size).toBe(0);
      expect(openOnes()).toEqual([1]);
      expect(github.issues[0]?.comments.at(-1)?.body).toContain('Acts of it are other ones now.');
    }));

  it('does not count for a part of what it was given for, and leaves the issue as it is', () =>
    explained(async ({ run, openOnes }) => {
      const kept = await run([judgedOf('a', 1)]);
      expect([kept.acknowledged.size, [...kept.outgrown], kept.updated, openOnes()]).toEqual([0, ['a'], 0, []]);
    }));

  it.each<[string, Person]>([
    ['an app', { login: 'audit[bot]', type: 'Bot', association: 'NONE' }],
    ['a person', WRITER],
  ])('knows whose token it has: %s', (_who, actor) =>
    explained(async ({ run }) => expect((await run([judgedOf('a')])).acknowledged.get('a')?.reason).toBe('agreed'), {
      actor,
    }),
  );

  it('is read without a word being written where issues are not kept', () =>
    explained(async ({ github, run }) => {
      github.requests.length = 0;
      github.quirks.permission = 'read';
      const kept = await run([judgedOf('a'), judgedOf('b'), judgedOf('a-2', 5)], { mode: 'read' });
      expect(kept).toMatchObject({ opened: 0, updated: 0, problem: undefined });
      expect([[...kept.acknowledged.keys()], [...kept.answered]]).toEqual([['a'], ['a', 'b', 'a-2']]);
      expect(writes(github.requests)).toEqual([]);
    }));

  it('names the right to read where issues are only read', () =>
    withGitHub(
      async ({ run }) => {
        const kept = await run([judgedOf('a')], { mode: 'read' });
        expect(kept.problem).toContain('permissions: issues: read)');
        expect(kept.answered.size).toBe(0);
      },
      { permission: 'none' },
    ));

  it('closes the issue of a session of yesterday that an approval explains now, and opens none for it', () =>
    withGitHub(async ({ github, run, openOnes }) => {
      await run([judgedOf('a')]);
      expect(await run([], { again: [expected('a'), judgedOf('other')] })).toMatchObject({ opened: 0, updated: 1 });
      expect([openOnes(), github.issues.length]).toEqual([[], 1]);
    }));
});

describe('what GitHub refuses', () => {
  it.each(['read', 'none'] as const)('names the line to add for a token with the right %j', (permission) =>
    withGitHub(
      async ({ run }) => {
        const kept = await run([judgedOf('a')]);
        expect(kept.opened).toBe(0);
        expect(kept.problem).toMatch(/^GitHub refused to .+ \(HTTP 403\): .*permissions: issues: write\)\.$/);
      },
      { permission },
    ),
  );

  it('says so where issues are switched off', () =>
    withGitHub(
      async ({ run }) => {
        const { problem } = await run([judgedOf('a')]);
        expect(problem).toContain('issues are switched off in this repository');
      },
      { issues: 'off' },
    ));

  it('says so where the token is not accepted, and shows no token', () =>
    withGitHub(async ({ run, log }) => {
      const { problem } = await run([judgedOf('a')], { settings: { ...settings, token: 'canary-wrong' } });
      expect(problem).toBe('GitHub does not accept the token of the input github-token (HTTP 401).');
      expect([problem, ...log.lines, ...log.warnings].join()).not.toContain('canary');
    }));

  it('opens nothing twice when the answer to a new issue is lost', () =>
    withGitHub(async ({ github, run }) => {
      github.refusals.push({ method: 'POST', path: '/issues', refusal: { status: 0, drop: 'after' } });
      const kept = await run([judgedOf('a'), judgedOf('b')]);
      expect(kept.problem).toMatch(/POST 127\.0\.0\.1:\d+\/repos\/example\/audit\/issues: no answer/);
      expect(await run([judgedOf('a'), judgedOf('b')])).toMatchObject({ opened: 1, problem: undefined });
      expect(github.issues).toHaveLength(2);
    }));

  it('keeps what it had done when the rate limit ends the run, and the next one goes on', () =>
    withGitHub(async ({ github, run, clock }) => {
      github.issues.length = 0;
      await run([judgedOf('a')]);
      const reset = String(Math.ceil(clock.now() / 1000) + 1800);
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      github.refusals.push({ method: 'POST', path: '/issues', refusal: { status: 403, headers } });
      const kept = await run([judgedOf('a', 2), judgedOf('b')]);
      expect(kept.problem).toMatch(/^GitHub's rate limit is used up until \d\d:\d\d UTC \(HTTP 403\)/);
      expect(clock.slept.every((ms) => ms < 120_000)).toBe(true);
      expect((await run([judgedOf('a'), judgedOf('b')])).opened).toBe(1);
    }));

  it('makes a cancelled job a sentence', () =>
    withGitHub(async ({ run }) => {
      const signal = AbortSignal.abort(new Error('The job was cancelled.'));
      expect(await run([judgedOf('a')], { signal })).toMatchObject({ opened: 0, problem: 'The job was cancelled.' });
    }));

  it('makes a GitHub that is too slow a sentence', () =>
    withGitHub(
      async ({ run }) => {
        const http = createHttp({ timeoutMs: 50, maxBytes: 1000, clock: fakeClock(), proxyFor: () => undefined });
        expect((await run([judgedOf('a')], { http })).problem).toMatch(/: no whole answer within 0\.05 s\.$/);
      },
      { slowMs: 1000 },
    ));

  it('sends nothing to an address that is not fit for a token', () =>
    withGitHub(async ({ github, run }) => {
      const { problem } = await run([judgedOf('a')], { apiUrl: undefined });
      expect([problem, github.requests]).toEqual(['GITHUB_API_URL is not an https address.', []]);
    }));
});

describe('a public repository', () => {
  it.each(['private', 'internal', 'public'] as const)(
    '%s: tells of persons and acts only inside the house',
    (visibility) =>
      withGitHub(
        async ({ github, run, log }) => {
          const judged = judgedOf('a', 2, { broken: [{ rule: 'hours', sentence: 'It was outside working hours.' }] });
          await run([judged]);
          await run([{ ...judged, ...expected('a') }]);
          const told = github.requests.map(({ body }) => JSON.stringify(body)).join();
          const secrets = [
            'support.one',
            '192.0.2.7',
            'Administration Console',
            'Support Login',
            'outside working',
            'INC-4711',
          ];
          for (const secret of [...secrets, 'example)']) expect(told.includes(secret)).toBe(visibility !== 'public');
          expect(log.lines.some((line) => line.includes('is public: its issues get times'))).toBe(
            visibility === 'public',
          );
        },
        { visibility },
      ),
  );
});
