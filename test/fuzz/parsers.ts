import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessesIn, countAccesses } from '../../src/elastic/accesses.ts';
import { readItems } from '../../src/elastic/answer.ts';
import { readCoverage } from '../../src/elastic/coverage.ts';
import { readFindings, readVanishings } from '../../src/elastic/findings.ts';
import { hashesAmong, heldIn, originalsOf } from '../../src/elastic/held.ts';
import { backingIndices } from '../../src/elastic/stream.ts';
import { ElasticError, SettingsError } from '../../src/errors.ts';
import { openAll } from '../../src/evidence/opened.ts';
import { keepIssues } from '../../src/github/issues.ts';
import { tenantMark } from '../../src/github/marker.ts';
import { runCreated } from '../../src/github/run-created.ts';
import { parseFaithfully } from '../../src/json.ts';
import type { JudgedSession } from '../../src/session.ts';
import { createDice, type Dice } from '../torture/dice.ts';
import { fieldAt, playedElastic } from './elastic.ts';
import { baseDocuments } from './evidence.ts';
import { checkSentence, Fault, hasReplacement, mayReplace, type Outcome, sentenceOf } from './fault.ts';
import { hostileText, mutated, mutatedBytes, mutatedText, RAW, write } from './mutate.ts';
import { inFolder, type Twist } from './play.ts';
import { makeFiles } from './runs.ts';
import { APPROVALS, DAY, DOMAINS, EVENTS, eventOf, NOW, SECRETS, TENANT } from './samples.ts';
import type { Subject } from './subject.ts';
import type { Target } from './target.ts';
import { isAct, itemsIn } from './truth.ts';

// Single functions that take what comes from outside, in this process.

const CONTEXT = {
  ...{ tenant: TENANT, namespace: 'default', created: NOW, fallbackTime: DAY.to * 1000 - 1 },
  ...{ tool: { version: '0.0.0' }, providerDomains: DOMAINS, run: undefined },
};
const LOG = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: <T>(_title: string, body: () => Promise<T>) => body(),
};
const SIGNAL = new AbortController().signal;
const CLOCK = { now: () => NOW, sleep: async () => {} };
const STREAMS = {
  audit: 'logs-mimecast.audit-default',
  coverage: 'logs-mimecast.coverage-default',
  finding: 'logs-mimecast.finding-default',
};

/** An item as JSON text: events, changed events, and what is none. */
function makeItem(dice: Dice): string {
  const event = eventOf(dice);
  if (dice.chance(0.01)) return large(event, dice);
  return write(dice.chance(0.7) ? mutated(event, dice, dice.int(1, 4)) : event);
}

/** Some are as large as an answer may be made. */
function large(event: unknown, dice: Dice): string {
  const fields = Object(event) as Record<string, unknown>;
  const piece = dice.pick([
    ' by a<',
    '<',
    ', ',
    ' Date: ',
    '{',
    'IP: ',
    '>',
    ' - ',
    '@',
    `"`,
    '\\',
    '\ud800',
    hostileText(dice),
  ]);
  const text = String(piece).repeat(dice.int(1, 20_000)).slice(0, 120_000);
  const name = dice.pick(['eventInfo', 'user', 'auditType', 'category', 'id', 'eventTime']);
  return write({ ...fields, [name]: dice.chance(0.5) ? text : `${String(fields[name] ?? '')}${text}` });
}

function playItem(subject: Subject, text: string): Outcome {
  if (!isJson(text)) return 'sentence';
  let act: unknown;
  let made: { json: string };
  let event: ReturnType<Subject['readEvent']>;
  try {
    event = subject.readEvent(text);
    act = subject.accessOf(event, DOMAINS);
    made = subject.toDocument(event, CONTEXT);
    subject.readWording(event);
  } catch (error) {
    // Nothing that an event holds may stop a run.
    throw error instanceof Fault ? error : new Fault('stack', `an item: ${sentenceOrStack(error)}`);
  }
  const document: unknown = JSON.parse(made.json);
  const access = fieldAt(document, 'labels.provider_access');
  const [item] = itemsIn(Buffer.from(`{"data":[${text}]}`)) ?? [];
  if (isAct(item, false) && act === undefined) throw new Fault('proven', 'an act of the provider is no access');
  if (isAct(item, false) && access === undefined) throw new Fault('proven', 'the document of an act has no label');
  if (fieldAt(document, 'event.original') !== event.canonical)
    throw new Fault('missing', 'event.original is not the event');
  // Where a field can't hold half a surrogate pair, `event.original` does.
  const checked = mayReplace(Buffer.from(text)) ? event.canonical : made.json;
  if (!hasReplacement(text) && hasReplacement(checked)) throw new Fault('replaced', 'U+FFFD in a document');
  return event.time === undefined ? 'incomplete' : 'complete';
}

function isJson(text: string): boolean {
  try {
    parseFaithfully(text);
    return true;
  } catch {
    return false;
  }
}

function sentenceOrStack(error: unknown): string {
  try {
    return sentenceOf(error, 'it');
  } catch (fault) {
    return fault instanceof Fault ? fault.message : String(fault);
  }
}

/** Two items: what differs must have two identities, what is the same one. */
function makePair(dice: Dice): [string, string] {
  const one = Object(eventOf(dice)) as Record<string, unknown>;
  const ids: [unknown, unknown][] = [
    ['x\ud800', 'x\ud801'],
    [`${RAW}9007199254740993`, `${RAW}9007199254740992`],
    [`${RAW}1e400`, `${RAW}2e400`],
    [7, '7'],
    ['a', 'a '],
    [['a'], 'a'],
    [{ a: 1 }, '{"a":1}'],
    [null, undefined],
    ['\ufffd', '\ud800'],
    ['é', 'e\u0301'],
    [one.id, one.id],
  ];
  const [id, other] = dice.pick(ids);
  const second = dice.chance(0.5) ? one : (Object(mutated(one, dice)) as Record<string, unknown>);
  const pair: [string, string] = [write({ ...one, id }), write({ ...second, id: other })];
  if (!dice.chance(0.1)) return pair;
  // One without an id, and one whose id is the text of the first.
  const { id: _id, ...bare } = one;
  const sorted = Object.fromEntries(Object.entries(bare).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [write(sorted), write({ ...second, id: write(sorted) })];
}

function playPair(subject: Subject, pair: readonly [string, string]): Outcome {
  if (!pair.every(isJson)) return 'sentence';
  let differ: boolean;
  try {
    differ = exactId(pair[0]) !== exactId(pair[1]);
  } catch {
    // Too deep to be looked at here.
    return 'sentence';
  }
  const [one, other] = [subject.readEvent(pair[0]), subject.readEvent(pair[1])];
  if (differ && one.key === other.key) throw new Fault('missing', 'two events with two ids have one key');
  return 'complete';
}

/** The id as it stands in the text, and all of the item where there is none. */
function exactId(text: string): string {
  // By whose it is: things inside of the item may have one too.
  const ids = new Map<unknown, string>();
  const item = JSON.parse(text, function (this: unknown, key: string, value: unknown, context?: { source?: string }) {
    if (key === 'id')
      ids.set(
        this,
        typeof value === 'number' ? `number ${context?.source}` : `${typeof value} ${write(value ?? null)}`,
      );
    return value;
  } as (key: string, value: unknown) => unknown);
  const id = ids.get(item);
  const has =
    Object.hasOwn(Object(JSON.parse(text)), 'id') && JSON.parse(text).id !== null && JSON.parse(text).id !== '';
  return has ? (id ?? '') : `none ${text}`;
}

const ENVELOPE = {
  meta: { status: 200, pagination: { pageSize: 100, next: 'tok-1' } },
  data: [EVENTS[0], EVENTS[30]],
  fail: [],
};

function makeBody(dice: Dice): string {
  const json = Buffer.from(write(mutated(ENVELOPE, dice, dice.int(0, 3))));
  const bytes = dice.chance(0.7) ? mutatedBytes(json, dice) : json;
  return bytes.toString('base64');
}

function playBody(subject: Subject, base64: string): Outcome {
  const body = Buffer.from(base64, 'base64');
  const answer = {
    status: 200,
    header: (name: string) => (name === 'content-type' ? 'application/json' : undefined),
    body,
    received: NOW,
  };
  let reading: ReturnType<Subject['readBody']>;
  try {
    reading = subject.readBody(answer);
  } catch (error) {
    throw new Fault('stack', `a body: ${sentenceOrStack(error)}`);
  }
  if (reading.json === undefined) {
    checkSentence(reading.problem, 'a body');
    return 'sentence';
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Fault('replaced', 'a body with bytes that are not UTF-8 was read');
  }
  return 'complete';
}

function makeApprovals(dice: Dice): string {
  let text = dice.pick(APPROVALS);
  for (let time = dice.int(0, 3); time > 0; time -= 1)
    text = dice.chance(0.5) ? mutatedText(text, dice) : mutatedLine(text, dice);
  return text;
}

function mutatedLine(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const at = dice.int(0, lines.length - 1);
  const line = lines[at] ?? '';
  const changed = [
    () => [],
    () => [line, line],
    () => [` ${line}`],
    () => [line.trimStart()],
    () => [`${line} # x`],
    () => [mutatedText(line, dice)],
    () => [line.replace(/: .*/, ':')],
    () => [
      line.replace(
        /: .*/,
        `: ${dice.pick(['[a, b', '{', '*x', '&x 1', '!!js/function x', '|', '>', '2026-02-31', '-', '~', '0x7', '1e999', '"', "'", '“x”', '#20481', '[[[[[[[['])}`,
      ),
    ],
    () => [line.replace(/:.*/, ': &a [*a, *a]')],
    () => [`\t${line}`],
    () => ['--- ', line],
    () => [`? ${line}`],
  ];
  lines.splice(at, 1, ...dice.pick(changed)());
  return lines.join('\n');
}

function playApprovals(subject: Subject, text: string): Outcome {
  try {
    const { approvals, policy } = subject.parseAgreement(text, 'approvals.yml');
    for (const { person, ticket, agreedBy } of approvals) {
      if (/[\p{Cf}\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(person + ticket))
        throw new Fault('missing', 'an approval is taken whose person or ticket has what nobody sees');
      if (!hasReplacement(text) && hasReplacement(person + ticket + agreedBy))
        throw new Fault('replaced', 'U+FFFD in an approval');
    }
    if (policy.never.some((person) => /[\p{Cf}\p{Cc}\p{Cs}]/u.test(person)))
      throw new Fault('missing', 'a rule is taken that nobody sees all of');
    return 'complete';
  } catch (error) {
    return sentenceOf(error, 'the approvals file', [SettingsError]);
  }
}

async function playVerify(files: Readonly<Record<string, string>>): Promise<Outcome> {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, 'given', name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, Buffer.from(text, 'base64'));
    }
    await mkdir(join(folder, 'given'), { recursive: true });
    try {
      const opened = await openAll(join(folder, 'given'), join(folder, 'scratch'));
      let complete = true;
      for (const one of opened) {
        const { manifest } = one;
        complete &&= manifest.complete;
        let lines = 0;
        for await (const _event of one.events()) lines += 1;
        if (lines !== manifest.events.count)
          throw new Fault('missing', 'evidence counts as whole, and has another number of events');
        checkContradictions(manifest);
        await one.close();
      }
      return complete ? 'complete' : 'incomplete';
    } catch (error) {
      return sentenceOf(error, 'the check of evidence');
    }
  });
}

/** What no run can have left behind, however right the hashes are. */
function checkContradictions({
  spans,
  pages,
  closed,
  events,
}: Awaited<ReturnType<typeof openAll>>[number]['manifest']): void {
  const wrong = spans.find(({ complete, from, to }, index) => {
    const length = Date.parse(to) - Date.parse(from);
    const isRead = pages.some(({ span }) => span === index);
    return complete && (!isRead || Date.parse(to) > Date.parse(closed) || length > 61 * 86_400_000);
  });
  if (wrong) throw new Fault('proven', 'evidence counts as whole, and its spans contradict it');
  if (events.in_span > 0 && spans.length === 0)
    throw new Fault('proven', 'evidence counts as whole, and has events in no span');
}

/** Readers of what Elastic holds, and of its answers to what is sent. */
async function playElastic({
  reader,
  twists,
  items,
}: {
  reader: number;
  twists: readonly Twist[];
  items?: unknown;
}): Promise<Outcome> {
  const documents = await baseDocuments();
  let asked = 0;
  const client = playedElastic(documents, (_label, answer) => {
    const twist = twists.find(({ at }) => at === asked);
    asked += 1;
    if (!twist) return answer;
    const dice = createDice(twist.seed);
    return mutated(answer, dice, dice.int(1, 3));
  });
  const [from, to] = [DAY.from * 1000, DAY.to * 1000];
  const common = { tenant: TENANT, signal: SIGNAL };
  const keys = documents.map(({ id }) => id);
  const all = async (found: AsyncIterable<unknown>): Promise<void> => {
    for await (const _one of found);
  };
  const readers: (() => unknown)[] = [
    () => all(accessesIn(client, { ...common, stream: STREAMS.audit, domains: DOMAINS, from, to })),
    () => countAccesses(client, { ...common, stream: STREAMS.audit, domains: DOMAINS, from, to }),
    () => readCoverage(client, { ...common, stream: STREAMS.coverage, since: 0 }),
    () => readVanishings(client, { ...common, stream: STREAMS.finding, span: DAY }),
    () => all(readFindings(client, { ...common, stream: STREAMS.finding, from, to: to + 86_400_000 })),
    () =>
      all(heldIn(client, { ...common, stream: STREAMS.audit, span: DAY, categories: 'all', log: LOG, clock: CLOCK })),
    () => originalsOf(client, { stream: STREAMS.audit, keys, signal: SIGNAL }),
    () => hashesAmong(client, { stream: STREAMS.audit, keys, signal: SIGNAL }),
    () => backingIndices(client, STREAMS.audit, SIGNAL),
    () => readItems(items, STREAMS.audit),
  ];
  try {
    await readers[reader % readers.length]?.();
    return 'complete';
  } catch (error) {
    return sentenceOf(error, 'a reader of Elastic', [ElasticError]);
  }
}

const ITEMS = {
  took: 1,
  errors: true,
  items: [
    { create: { _id: 'a', status: 201, result: 'created' } },
    {
      create: {
        _id: 'b',
        status: 400,
        error: { type: 'document_parsing_exception', reason: 'failed to parse field [user.name] of type [keyword]' },
      },
    },
  ],
};

const MARK = `about=session subject=s-1 anchor=k-1 tenant=${tenantMark(TENANT)} count=2 events=e verdict=unexplained text=x`;
const ISSUE = {
  ...{ number: 3, state: 'closed', title: 'x', body: `<!-- mimecast-audit-collector ${MARK} -->`, comments: 1 },
  ...{ html_url: 'https://github.com/example/audit/issues/3', user: { login: 'github-actions[bot]', type: 'Bot' } },
  ...{ author_association: 'NONE', labels: [{ name: 'provider-access' }], assignees: [] },
  ...{ created_at: '2026-11-24T12:00:00Z', updated_at: '2026-11-24T12:00:00Z' },
};
const COMMENT = {
  ...{ user: { login: 'octo', type: 'User' }, author_association: 'OWNER', body: 'reason: agreed by phone' },
  ...{ created_at: '2026-11-24T13:00:00Z', html_url: 'https://github.com/example/audit/issues/3#issuecomment-1' },
};

/** What GitHub answers if nothing is changed. */
function githubAnswer(method: string, path: string): unknown {
  if (method !== 'GET') return { ...ISSUE, number: 4 };
  if (path.includes('/comments')) return [COMMENT];
  if (path.includes('/issues')) return [ISSUE];
  if (path.includes('/permission')) return { permission: 'admin', role_name: 'admin', user: COMMENT.user };
  if (path.includes('/actions/runs/')) return { created_at: '2026-11-25T06:00:00Z' };
  return { private: true, permissions: { push: true } };
}

const JUDGED: JudgedSession = {
  session: {
    ...{
      id: 's-1',
      person: 'tmarrowby@mimecast.local',
      first: NOW - 80_000_000,
      last: NOW - 79_000_000,
      contentActs: 0,
    },
    ...{ addresses: [], applications: [], wholeBeginning: true, doubtful: false, acts: [] },
    counts: { 'signed-in': 1, 'sign-in-failed': 0, 'signed-out': 0, seen: 1, changed: 0, exported: 0, unknown: 0 },
  },
  ...{ verdict: 'unexplained', approvedBy: [], unapproved: 2, broken: [], firsts: [], acknowledged: undefined },
};

async function playGitHub(twists: readonly Twist[]): Promise<Outcome> {
  let asked = 0;
  const given: string[] = [];
  const http = async ({ method, url }: { method: string; url: string }) => {
    const good = githubAnswer(method, new URL(url).pathname);
    const twist = twists.find(({ at }) => at === asked);
    asked += 1;
    if (asked > 600) throw new Fault('hang', 'more than 600 requests to GitHub');
    const dice = createDice(twist?.seed ?? 0);
    const { status, link, body } = twist
      ? githubChanged(good, dice)
      : { status: 200, link: undefined, body: Buffer.from(write(good)) };
    given.push(body.toString());
    const header = (name: string) => (name === 'link' ? link : undefined);
    return { status, header, body, received: NOW };
  };
  const api = 'https://api.github.com';
  try {
    const env = {
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_REPOSITORY: 'example/audit',
      GITHUB_API_URL: api,
    };
    const created = await runCreated(env, SECRETS.githubToken, http, SIGNAL);
    if (created.note !== undefined) checkSentence(created.note, 'the note on a re-run');
    const kept = await keepIssues({
      settings: { repository: 'example/audit', token: SECRETS.githubToken, labels: ['provider-access'], assignees: [] },
      ...{
        judged: [JUDGED],
        again: [],
        matters: [],
        mode: 'keep',
        tenant: TENANT,
        timeZone: 'Europe/London',
        runUrl: undefined,
        artifactUrl: undefined,
      },
      ...{ apiUrl: api, dryRun: false, http, clock: CLOCK, log: LOG, signal: SIGNAL },
    });
    if (kept.acknowledged.size > 0 && !given.some((body) => /reason:/i.test(body))) {
      throw new Fault('proven', 'acknowledged, and nobody gave a reason');
    }
    if (kept.problem === undefined) return 'complete';
    checkSentence(kept.problem, 'the problem with issues');
    if (kept.problem.includes(SECRETS.githubToken.slice(0, 12)))
      throw new Fault('secret', 'githubToken in the problem with issues');
    return 'incomplete';
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('stack', `issues: ${sentenceOrStack(error)}`);
  }
}

function githubChanged(good: unknown, dice: Dice): { status: number; link: string | undefined; body: Buffer } {
  const links = [
    '<https://api.github.com/x?page=2>; rel="next"',
    '<https://evil.example/x>; rel="next"',
    '<>; rel=next',
  ];
  const json = dice.chance(0.1) ? { message: SECRETS.githubToken } : mutated(good, dice, dice.int(1, 3));
  const body = Buffer.from(write(json));
  return {
    status: dice.chance(0.7) ? 200 : dice.pick([201, 204, 301, 401, 403, 404, 410, 422, 429, 500]),
    link: dice.chance(0.1) ? dice.pick([...links, hostileText(dice)]) : undefined,
    body: dice.chance(0.2) ? mutatedBytes(body, dice) : body,
  };
}

/** Single functions, by name. */
export function parserTargets(subject: Subject): Target[] {
  return [
    { name: 'event', weight: 1500, make: makeItem, play: (input) => playItem(subject, input as string) },
    { name: 'identity', weight: 300, make: makePair, play: (input) => playPair(subject, input as [string, string]) },
    { name: 'body', weight: 400, make: makeBody, play: (input) => playBody(subject, input as string) },
    { name: 'approvals', weight: 250, make: makeApprovals, play: (input) => playApprovals(subject, input as string) },
    {
      name: 'elastic',
      weight: 400,
      make: (dice) => {
        const reader = dice.int(0, 9);
        if (reader === 9) return { reader, twists: [], items: mutated(ITEMS, dice, dice.int(1, 3)) };
        return { reader, twists: [{ at: dice.int(0, 2), seed: dice.int(0, 2 ** 31) }] };
      },
      play: (input) => playElastic(input as Parameters<typeof playElastic>[0]),
    },
    {
      name: 'github',
      weight: 300,
      make: (dice) =>
        Array.from({ length: dice.int(1, 2) }, () => ({ at: dice.int(0, 6), seed: dice.int(0, 2 ** 31) })),
      play: (input) => playGitHub(input as Twist[]),
    },
    { name: 'evidence', weight: 100, make: makeFiles, play: (input) => playVerify(input as Record<string, string>) },
  ];
}
