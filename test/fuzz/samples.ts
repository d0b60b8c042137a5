import { readFileSync } from 'node:fs';
import type { Dice } from '../torture/dice.ts';
import { disguised, mutated, RAW } from './mutate.ts';

/** The day that every run of the fuzzer is about, s UTC, and when it is read. */
export const DAY = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
export const NOW = Date.parse('2026-11-25T06:17:00Z');
export const TENANT = 'harbourlight';
export const DOMAINS = ['mimecast.local', 'mimecast.com'];
const STAFF = ['tmarrowby@mimecast.local', 'oquillfeather@mimecast.com'];

/** Secrets that no output may show, nor more than eight letters of one. */
export const SECRETS = {
  clientId: 'made-up-client',
  clientSecret: 'Zq7:9$w&canary_secret-of-81-characters-that-is-cut-somewhere-in-the-middle-of-it-all',
  token: 'eyCanaryToken.Vb83kd02Lw-qX7pW.canary_of_Mq4tZ81',
  apiKey: 'Canary-key-id-1:kQ55canaryElasticKey',
  githubToken: 'ghs_canaryGitHubToken0123456789',
} as const;

type Event = Record<string, unknown>;

const lines = (name: string): unknown[] =>
  readFileSync(new URL(`../fixtures/events/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Events of every wording that is known, and of an ordinary day. */
export const EVENTS: readonly Event[] = [
  ...lines('wordings.ndjson').map((line) => (line as { event: Event }).event),
  ...(lines('day.ndjson') as Event[]).slice(0, 100),
];

/** An event of the day: one of the samples, or an act of the provider's staff, some of them in disguise or changed. */
export function eventOf(dice: Dice): unknown {
  const second = dice.int(0, 86_399);
  const eventTime = `${new Date((DAY.from + second) * 1000).toISOString().slice(0, 19)}+0000`;
  const id = dice.chance(0.05)
    ? dice.pick(['same', 'x\ud800', 'x\ud801', 7, `${RAW}9007199254740993`, `${RAW}9007199254740992`, undefined])
    : `ev-${dice.int(0, 2 ** 31)}`;
  const sample = { ...dice.pick(EVENTS), id, eventTime };
  const event = dice.chance(0.3) ? act(sample, dice) : sample;
  return dice.chance(0.3) ? mutated(event, dice, dice.int(1, 2)) : event;
}

/** The same as an act of the provider's staff. */
function act(sample: Event, dice: Dice): Event {
  const address = dice.pick(STAFF);
  const user = dice.chance(0.4) ? disguised(address, dice) : address;
  const looks = { user, category: 'case_review_logs', auditType: 'Case Action', eventInfo: 'Viewed Case - Name: Q3' };
  const from = 'IP: 198.51.100.23, Application: Administration Console';
  const eventInfo = `Successful authentication for ${address} <Tamsin Marrowby>, Date: 2026-11-24, Time: 10:00:00 GMT, ${from}`;
  const comes = { user, auditType: 'Mimecast Support Login', eventInfo, category: 'mimecast_access_logs' };
  return { ...sample, ...(dice.chance(0.5) ? looks : comes) };
}

/** An approvals file of the examples. */
export const APPROVALS: readonly string[] = [
  readFileSync(new URL('../../docs/approvals.example.yml', import.meta.url), 'utf8'),
  [
    'approvals:',
    '  - ticket: "00123"',
    '    person: tmarrowby@mimecast.local',
    '    from: 2026-11-24T09:00Z',
    '    to: 2026-11-24T11:00Z',
    '    may: [see]',
    '    reason: CUSTOMER_INITIATED_SUPPORT',
    '    agreed-by: André Roe',
    '',
  ].join('\n'),
  'approvals: []\npolicy:\n  never: ["*@mimecast.com"]\n  networks: [198.51.100.0/24]\n',
];
