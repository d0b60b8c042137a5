import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import type { KeptIssues } from '../../src/github/issues.ts';
import { type Matter, mattersIn } from '../../src/matter.ts';
import type { Parts } from '../../src/run.ts';
import type { Acknowledgement, JudgedSession } from '../../src/session.ts';
import { eventsHash } from '../../src/session-events.ts';
import { type Claims, takeWords } from '../../src/steps/words.ts';
import { judgedOf } from './github-issues-parts.ts';
import { settingsOf } from './given.ts';
import { fakeClock, keptLog } from './mimecast-parts.ts';

const IN_ACTIONS = { GITHUB_RUN_ID: '42', GITHUB_REPOSITORY: 'example/audit', GITHUB_SERVER_URL: 'https://github.com' };
const TOKEN = { 'github-token': 'canary-token' };
const NOBODY: KeptIssues = {
  ...{ opened: 0, updated: 0, links: new Map(), problem: undefined },
  ...{ acknowledged: new Map(), answered: new Set(), outgrown: new Set(), others: [] },
};

/** Somebody's word on a session as it is now, or on other events. */
function wordOn({ session }: JudgedSession, events = eventsHash(session)): Acknowledgement {
  return { by: 'owner-1', at: session.last + 1000, reason: 'agreed', url: undefined, issue: 1, events };
}

const claimed = (judged: JudgedSession, ...words: readonly Acknowledgement[]): Claims =>
  new Map([[judged.session.id, words]]);

/** Takes the words with a GitHub that answers so; undefined: with no token. */
async function taken(judged: JudgedSession, claims: Claims, github: Partial<KeptIssues> | undefined) {
  const modes: string[] = [];
  const log = keptLog();
  const parts = {
    ...{ log, clock: fakeClock() },
    issues: async (_settings: unknown, { mode }: { readonly mode: string }) => {
      modes.push(mode);
      return { ...NOBODY, ...github };
    },
  } as unknown as Parts;
  const settings = settingsOf(github === undefined ? {} : TOKEN, IN_ACTIONS);
  const asked = { judged: [judged], again: [], matters: [], claims };
  const { notes } = await takeWords(settings, parts, asked, new AbortController().signal);
  expect(log.warnings).toEqual(notes);
  return { word: judged.acknowledged, notes, modes };
}

describe('takeWords', () => {
  it('takes the word of an issue, also where nothing is known of it in Elastic', async () => {
    const judged = judgedOf('a');
    const github = { acknowledged: new Map([['a', wordOn(judged)]]), answered: new Set(['a']) };
    expect(await taken(judged, new Map(), github)).toEqual({ word: wordOn(judged), notes: [], modes: ['read'] });
  });

  it('tells a word as Elastic has it where GitHub could not be asked', async () => {
    const judged = judgedOf('a');
    const { word, notes, modes } = await taken(judged, claimed(judged, wordOn(judged)), undefined);
    expect([word, modes]).toEqual([{ ...wordOn(judged), unconfirmed: true }, []]);
    expect(notes).toEqual([
      '1 explanation of accesses is told as Elastic has it: GitHub could not be asked. Give github-token, with permissions: issues: read.',
    ]);
  });

  it('does so too where GitHub refused, and says both', async () => {
    const judged = judgedOf('a');
    const { word, notes } = await taken(judged, claimed(judged, wordOn(judged)), { problem: 'GitHub refused.' });
    expect(word?.unconfirmed).toBe(true);
    expect(notes).toEqual([expect.stringContaining('as Elastic has it'), 'Issues about accesses: GitHub refused.']);
  });

  it('does not believe Elastic where GitHub says otherwise', async () => {
    const judged = judgedOf('a');
    const { word, notes } = await taken(judged, claimed(judged, wordOn(judged)), { answered: new Set(['a']) });
    expect(word).toBeUndefined();
    expect(notes).toEqual([
      'Elastic has an explanation of the session of 2026-11-24 09:05 UTC that GitHub does not confirm: it does not count.',
    ]);
  });

  it.each([undefined, { answered: new Set(['a']) }])('does not take a word for other events (%#)', async (github) => {
    const judged = judgedOf('a', 3);
    const { word, notes } = await taken(judged, claimed(judged, wordOn(judgedOf('a', 2))), github);
    expect(word).toBeUndefined();
    expect(notes).toEqual([
      'The session of 2026-11-24 09:05 UTC grew or changed after it was explained, so that does not count for it.',
    ]);
  });

  it('finds the fitting one among several', async () => {
    const judged = judgedOf('a');
    const other = wordOn(judged, 'other-events');
    const { word } = await taken(judged, claimed(judged, wordOn(judged), other), undefined);
    expect(word?.events).toBe(eventsHash(judged.session));
  });

  it('asks nobody where nothing needs an explanation', async () => {
    const judged = judgedOf('a', 2, { verdict: 'expected' });
    expect(await taken(judged, new Map(), {})).toEqual({ word: undefined, notes: [], modes: [] });
  });
});

describe('takeWords of findings', () => {
  const NOW = fakeClock().now();
  const finding: Finding = {
    ...{ kind: 'altered-event', subject: 'k', severity: 'high', sentence: 'Changed.', events: ['k'] },
    ...{ time: undefined, details: {} },
  };

  /** The word on a finding that was raised so long ago, as Elastic claims it, with a GitHub that answers so. */
  async function answer(ageDays: number, events: string | undefined, github: Partial<KeptIssues> | undefined) {
    const [matter] = mattersIn([{ finding, raised: NOW - ageDays * 86_400_000 }], [], NOW);
    if (!matter) throw new Error('no matter');
    const word = { about: 'finding' as const, by: 'owner-1', at: NOW, reason: 'agreed', url: undefined, issue: 1 };
    const claims: Claims = new Map([[matter.id, [{ ...word, events: events ?? matter.events }]]]);
    const asked: string[] = [];
    const parts = {
      ...{ log: keptLog(), clock: fakeClock() },
      issues: async (_settings: unknown, { matters }: { readonly matters: readonly Matter[] }) => {
        asked.push(...matters.map(({ id }) => id));
        return { ...NOBODY, ...github, ...(github?.answered ? { answered: new Set([matter.id]) } : {}) };
      },
    } as unknown as Parts;
    const settings = settingsOf(github === undefined ? {} : TOKEN, IN_ACTIONS);
    const about = { judged: [], again: [], matters: [matter], claims };
    const { notes } = await takeWords(settings, parts, about, new AbortController().signal);
    return { word: matter.acknowledged, notes, asked: asked.length };
  }

  it('takes what Elastic has as such where GitHub can not be asked', async () => {
    const { word, notes } = await answer(2, undefined, undefined);
    expect(word).toMatchObject({ reason: 'agreed', unconfirmed: true });
    expect(notes).toEqual([expect.stringContaining('1 explanation of findings is told as Elastic has it')]);
  });

  it('does not believe Elastic where GitHub says otherwise', async () => {
    const { word, notes, asked } = await answer(2, undefined, { answered: new Set() });
    expect([word, asked]).toEqual([undefined, 1]);
    expect(notes[0]).toMatch(
      /^Elastic has an explanation of the finding of .* \(1 altered event\) that GitHub does not/,
    );
  });

  it('takes no word that was given for other findings', async () => {
    expect((await answer(2, 'other', { answered: new Set() })).word).toBeUndefined();
    expect((await answer(200, 'other', { answered: new Set() })).word).toBeUndefined();
  });

  it('does not ask for the issues of long ago again', async () => {
    const { word, notes, asked } = await answer(200, undefined, { answered: new Set() });
    expect([word?.reason, notes, asked]).toEqual(['agreed', [], 0]);
  });
});

describe('eventsHash', () => {
  const { session } = judgedOf('a');
  const [first, ...rest] = session.acts;
  it.each([
    ['an act more', { ...session, acts: [...session.acts, ...rest] }],
    ['another act', { ...session, acts: first ? [{ ...first, key: 'other' }, ...rest] : [] }],
    ['an act with other content', { ...session, acts: first ? [{ ...first, hash: 'f' }, ...rest] : [] }],
    ['more that are not kept', { ...session, counts: { ...session.counts, seen: 3 } }],
  ])('is another one with %s', (_what, other) => expect(eventsHash(other)).not.toBe(eventsHash(session)));
});
