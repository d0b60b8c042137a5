import type { Dice } from '../torture/dice.ts';
import { baseDocuments, baseEvidence, type FileMap, filesIn, sealed } from './evidence.ts';
import { Fault, mayReplace, type Outcome } from './fault.ts';
import { hostileText, mutated, mutatedBytes, mutatedText, write } from './mutate.ts';
import { type Answer, actsTold, type Ended, leavesOut, type Play, play, saysProven, type Twist } from './play.ts';
import { APPROVALS, DAY, eventOf, NOW, SECRETS } from './samples.ts';
import type { Target } from './target.ts';
import { distinct, isAct, isWhole, itemsIn, liesIn, mayLieIn } from './truth.ts';
import { zipped } from './zip.ts';

// Whole runs under changed answers of Mimecast and Elastic, changed evidence and a changed approvals file.

export interface CollectInput {
  readonly categories: string;
  /** For each page its answers: the first try gets the first, all later ones the last. */
  readonly pages: readonly (readonly Answer[])[];
  readonly token: Answer | undefined;
  /** Changes to Elastic's answers; undefined: evidence only. */
  readonly twists: readonly Twist[] | undefined;
  /** What an earlier run has stored is there. */
  readonly held: boolean;
  readonly approvals: string | undefined;
}

const JSON_TYPE = { 'content-type': 'application/json', date: new Date(NOW).toUTCString() };
const [FROM, TO] = [DAY.from * 1000, DAY.to * 1000];

function answerOf(json: unknown, status = 200): Answer {
  return { status, headers: JSON_TYPE, body: write(json) };
}

/** Half of them whole answers, the others with a change to JSON, bytes, status or headers. */
function answersOf(page: unknown, dice: Dice): Answer[] {
  const good = answerOf(page);
  if (dice.chance(0.4)) return [good];
  const bad = wrong(page, good, dice);
  return dice.chance(0.5) ? [bad, good] : [bad];
}

function wrong(page: unknown, good: Answer, dice: Dice): Answer {
  const echo = dice.pick(Object.values(SECRETS));
  switch (dice.int(0, 6)) {
    case 0:
    case 1:
      return answerOf(mutated(page, dice, dice.int(1, 3)));
    case 2: {
      const bytes = mutatedBytes(Buffer.from(good.body), dice);
      return { ...good, body: bytes.toString('base64'), coded: true };
    }
    case 3: {
      const said = dice.pick([echo, echo.slice(0, dice.int(9, 40)), encodeURIComponent(echo), hostileText(dice)]);
      const fail = [
        {
          errors: [
            {
              code: dice.pick(['err_xdk', 'app_forbidden', said]),
              message: said,
              field: said,
              retryable: dice.chance(0.3),
            },
          ],
        },
      ];
      const body = {
        meta: { status: dice.pick([200, 401, 500, '403']) },
        data: [],
        fail: mutated(fail, dice, dice.int(0, 1)),
      };
      return {
        ...answerOf(body, dice.pick([200, 400, 401, 403, 404, 418, 429, 500, 503])),
        headers: { ...JSON_TYPE, 'retry-after': dice.pick(['0', '1', '-1', '1e9', echo, '99999999999']) },
      };
    }
    case 4:
      return {
        status: dice.pick([200, 200, 302, 403, 502]),
        headers: { 'content-type': 'text/html', server: echo },
        body: `<html>${echo} ${hostileText(dice)}</html>`,
      };
    case 5:
      return {
        ...good,
        headers: {
          ...JSON_TYPE,
          date: dice.pick(['', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', new Date(TO - 60_000).toUTCString()]),
          'content-type': echo,
        },
      };
    default:
      return { ...good, status: dice.pick([204, 206, 401, 429, 500, 599, 0, 999]) };
  }
}

function makeCollect(dice: Dice): CollectInput {
  const events = Array.from({ length: dice.chance(0.2) ? 0 : dice.int(1, 8) }, () => eventOf(dice));
  const size = dice.int(1, 8);
  const count = Math.max(1, Math.ceil(events.length / size));
  const pages = Array.from({ length: count }, (_, index) => {
    const pagination = {
      pageSize: 100,
      totalCount: events.length,
      ...(index + 1 < count ? { next: `tok-${index + 1}` } : {}),
    };
    const page = { meta: { status: 200, pagination }, data: events.slice(index * size, (index + 1) * size), fail: [] };
    return answersOf(page, dice);
  });
  const withElastic = dice.chance(0.6);
  return {
    categories: dice.pick(['all', 'all', 'all', 'mimecast_access_logs']),
    pages,
    token: dice.chance(0.1)
      ? wrong(
          { access_token: SECRETS.token, token_type: 'Bearer', expires_in: 1799 },
          answerOf({ access_token: SECRETS.token, expires_in: 1799 }),
          dice,
        )
      : undefined,
    twists: withElastic ? twistsOf(dice, 0.5) : undefined,
    held: withElastic && dice.chance(0.3),
    approvals: dice.chance(0.3) ? APPROVALS[dice.int(0, 2)] : undefined,
  };
}

function twistsOf(dice: Dice, chance: number): Twist[] {
  return dice.chance(chance) ? [{ at: dice.int(0, 9), seed: dice.int(0, 2 ** 31) }] : [];
}

function bytesOf({ body, coded }: Answer): Buffer {
  return Buffer.from(body, coded ? 'base64' : 'utf8');
}

async function playCollect(input: CollectInput, plant?: Play['plant']): Promise<Outcome> {
  const tries = new Map<number, number>();
  const given: Answer[] = [];
  const respond = ({ status, headers, ...answer }: Answer) => ({
    status,
    header: (name: string) => Object.entries(headers).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1],
    body: bytesOf({ status, headers, ...answer }),
    received: NOW,
  });
  const ended = await play({
    ...{ command: 'collect', inputs: { categories: input.categories }, plant },
    http: async ({ url, body = '' }, signal) => {
      signal.throwIfAborted();
      // No issue, and nobody has a say.
      if (url.startsWith('https://api.github.com/')) return respond(answerOf([]));
      if (url.endsWith('/oauth/token'))
        return respond(input.token ?? answerOf({ access_token: SECRETS.token, expires_in: 1799 }));
      const asked = JSON.parse(body) as {
        meta: { pagination: { pageToken?: string } };
        data: [{ endDateTime: string }];
      };
      const { pageToken } = asked.meta.pagination;
      if (!asked.data[0].endDateTime.startsWith('2026-11-25T00:00:00'))
        return respond(answerOf({ meta: { pagination: {} }, data: [], fail: [] }));
      const number = pageToken === undefined ? 0 : Number(/^tok-(\d+)$/.exec(pageToken)?.[1] ?? Number.NaN);
      const answers = input.pages[number] ?? [answerOf({ fail: [{ errors: [{ code: 'err_page_token' }] }] }, 400)];
      const time = tries.get(number) ?? 0;
      tries.set(number, time + 1);
      const answer = answers[Math.min(time, answers.length - 1)] as Answer;
      given.push(answer);
      return respond(answer);
    },
    held: input.twists && (input.held ? await baseDocuments() : []),
    twists: input.twists ?? [],
    sent: [...input.pages.flat(), ...(input.token ? [input.token] : [])]
      .map((one) => `${bytesOf(one).toString('utf8')} ${Object.values(one.headers).join(' ')}`)
      .join('\n'),
    ...(input.approvals === undefined ? {} : { approvals: Buffer.from(input.approvals) }),
    mayReplace: [...input.pages.flat(), ...(input.token ? [input.token] : [])].some((one) => mayReplace(bytesOf(one))),
  });

  const bodies = given.filter(({ status }) => status < 300).map(bytesOf);
  const items = bodies.flatMap((body) => itemsIn(body) ?? []);
  const asked = input.categories !== 'all';
  checkProof(
    ended,
    items.filter((item) => isAct(item, asked)),
  );
  if (ended.outcome === 'complete') {
    const whole = distinct(bodies.filter(isWhole).flatMap((body) => itemsIn(body) ?? []));
    const kept = ended.report?.read?.unique ?? 0;
    if (kept < whole.size) throw new Fault('missing', `complete, and fewer events kept than came`);
    const { elastic } = ended.report ?? {};
    const streams = ended.documents.filter(({ stream }) => stream.includes('mimecast.audit')).length;
    if (elastic?.state === 'used' && !input.held && (input.twists ?? []).length === 0 && streams < kept)
      throw new Fault('missing', 'complete, and fewer documents than events');
    // Bytes that are no UTF-8 can't be told apart once they are decoded.
    if (bodies.some((body) => isWhole(body) && itemsIn(body) === undefined))
      throw new Fault('replaced', 'complete, with an answer that is not UTF-8');
  }
  return ended.outcome;
}

/** @param acts of the provider, that some answer or source holds. @throws Fault if the run says that they were not there. */
function checkProof(ended: Ended, acts: readonly unknown[]): void {
  if (!saysProven(ended)) return;
  const none = actsTold(ended) === 0 && !leavesOut(ended);
  if (none && acts.some((item) => mayLieIn(item, FROM, TO))) {
    const dated = acts.some((item) => liesIn(item, FROM, TO));
    throw new Fault('proven', `no access, proven, with an act ${dated ? 'in the period' : 'of no readable time'}`);
  }
  if (distinct(acts.filter((item) => liesIn(item, FROM, TO))).size > actsTold(ended) && !leavesOut(ended)) {
    throw new Fault('proven', 'no others, proven, with an act that the account does not have');
  }
}

export interface PastInput {
  readonly twists: readonly Twist[] | undefined;
  /** Files of evidence, Base64, by name; undefined: none is given. */
  readonly files: Readonly<Record<string, string>> | undefined;
}

function filesOf(files: FileMap): Record<string, string> {
  return Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.toString('base64')]));
}

function mapOf(files: Readonly<Record<string, string>>): FileMap {
  return new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'base64')]));
}

/** Evidence with a change to a file, its hashes made right again or not, in a folder or a zip. */
export async function makeFiles(dice: Dice): Promise<Record<string, string>> {
  const files = new Map(dice.pick(await baseEvidence()));
  const times = dice.chance(0.1) ? 0 : dice.int(1, 2);
  for (let time = 0; time < times; time += 1) changeFile(files, dice);
  const right = dice.chance(0.8) ? sealed(files) : files;
  if (dice.chance(0.6)) return filesOf(right);
  const zip = zipped(right, dice);
  return { 'evidence.zip': (dice.chance(0.4) ? mutatedBytes(zip, dice) : zip).toString('base64') };
}

/** What a forger would write: spans, pages and counts that no run can have left behind. */
function contradicted(manifest: Record<string, unknown>, dice: Dice): unknown {
  const span = { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z', complete: true, reason: null, requests: 1 };
  const spans = Array.isArray(manifest.spans) ? manifest.spans : [];
  const events = Object(manifest.events) as object;
  return dice.pick<() => object>([
    () => ({ spans: [{ ...span, from: '1970-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z' }] }),
    () => ({ spans: [...spans, { ...span, to: '2026-12-31T00:00:00Z' }] }),
    () => ({ spans: [...spans, { ...span, from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' }] }),
    () => ({ spans: [{ ...span, from: 'Nov 24 2026', to: '25 November 2026' }] }),
    () => ({ spans: [span, span] }),
    () => ({ spans: Array.from({ length: dice.pick([2, 2000]) }, () => span) }),
    () => ({ pages: [] }),
    () => ({ events: { ...events, in_span: 0, outside: 99 } }),
    () => ({ closed: '2026-11-24T10:00:00.000Z' }),
    () => ({ started: '2099-01-01T00:00:00.000Z' }),
    () => ({ tenant: dice.pick(['other', '', hostileText(dice)]) }),
    () => ({ categories: dice.pick<unknown>([[], 'none', ['x'], 'ALL']) }),
  ])();
}

function changeFile(files: FileMap, dice: Dice): void {
  const name = dice.chance(0.5) ? 'manifest.json' : dice.pick([...files.keys()]);
  const bytes = files.get(name) ?? Buffer.alloc(0);
  switch (dice.int(0, 7)) {
    case 0:
      files.delete(name);
      return;
    case 1:
      files.set(
        dice.pick(['.DS_Store', 'pages/0009.json', '__MACOSX/x', 'pages/pages/1', 'access.txt', 'Thumbs.db']),
        bytes,
      );
      return;
    case 2:
      files.set(name, mutatedBytes(bytes, dice));
      return;
    case 3:
      files.set(name, Buffer.from(mutatedText(bytes.toString('utf8'), dice)));
      return;
    default:
      try {
        const json: unknown = JSON.parse(bytes.toString('utf8'));
        const forged = name === 'manifest.json' && dice.chance(0.5);
        const manifest = json as Record<string, unknown>;
        const other = forged
          ? { ...manifest, ...Object(contradicted(manifest, dice)) }
          : mutated(json, dice, dice.int(1, 2));
        files.set(name, Buffer.from(write(other)));
      } catch {
        files.set(name, mutatedBytes(bytes, dice));
      }
  }
}

const silent: Play['http'] = async () => {
  throw new Fault('uncaught', 'a request to Mimecast');
};

async function playPast(
  command: 'restore' | 'report',
  { twists, files }: PastInput,
  plant?: Play['plant'],
): Promise<Outcome> {
  const evidence = files && mapOf(files);
  const held = twists && (command === 'report' ? await baseDocuments() : []);
  const inputs = command === 'report' ? { start: '2026-11-24', end: '2026-11-24' } : {};
  const ended = await play({
    ...{ command, inputs, http: silent, held, twists: twists ?? [], plant },
    ...(evidence ? { evidence } : {}),
    mayReplace: evidence !== undefined || (twists ?? []).length > 0,
  });
  const acts = (held ?? []).map(({ source }) => originalIn(source)).filter((item) => isAct(item, false));
  const pages = evidence ? filesIn(evidence).flatMap((body) => itemsIn(body) ?? []) : [];
  if (ended.outcome !== 'sentence') checkProof(ended, [...acts, ...pages.filter((item) => isAct(item, false))]);
  return ended.outcome;
}

function originalIn(source: Record<string, unknown>): unknown {
  const { original } = Object(source.event) as { original?: unknown };
  try {
    return typeof original === 'string' ? JSON.parse(original) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole runs, by name. */
export function runTargets(plant?: Play['plant']): Target[] {
  return [
    { name: 'collect', weight: 60, make: makeCollect, play: (input) => playCollect(input as CollectInput, plant) },
    {
      name: 'restore',
      weight: 12,
      make: async (dice) => ({ twists: twistsOf(dice, 0.2), files: await makeFiles(dice) }),
      play: (input) => playPast('restore', input as PastInput, plant),
    },
    {
      name: 'report',
      weight: 28,
      make: async (dice) => {
        const withFiles = dice.chance(0.4);
        return {
          twists: withFiles && dice.chance(0.5) ? undefined : twistsOf(dice, 0.9),
          files: withFiles ? await makeFiles(dice) : undefined,
        };
      },
      play: (input) => playPast('report', input as PastInput, plant),
    },
  ];
}
