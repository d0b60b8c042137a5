import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../../src/collect.ts';
import { endRetrospect, endRun } from '../../src/endings.ts';
import { SettingsError } from '../../src/errors.ts';
import { openSpool } from '../../src/evidence/spool.ts';
import { keepIssues } from '../../src/github/issues.ts';
import { createSource } from '../../src/mimecast/reader.ts';
import type { Report } from '../../src/report/report.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { restore } from '../../src/restore.ts';
import { retrospect } from '../../src/retrospect.ts';
import type { Parts } from '../../src/run.ts';
import type { Http } from '../../src/runner/http.ts';
import { createLog } from '../../src/runner/log.ts';
import { KNOWN_CATEGORIES } from '../../src/settings/categories.ts';
import { readSettings } from '../../src/settings.ts';
import { createDice } from '../torture/dice.ts';
import { playedElastic, type Stored } from './elastic.ts';
import { checkSentence, Fault, hasReplacement, type Outcome, sentenceOf } from './fault.ts';
import { mutated } from './mutate.ts';
import { NOW, SECRETS, TENANT } from './samples.ts';

// Whole runs in this process: everything of src/ but for the machine and the network.

/** One answer of a played server. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or Base64 if `coded`. */
  readonly body: string;
  readonly coded?: boolean;
}

/** A question to Elasticsearch whose answer is changed: the one at this place, by this seed. */
export interface Twist {
  readonly at: number;
  readonly seed: number;
}

export interface Play {
  readonly command: 'collect' | 'restore' | 'report';
  readonly inputs: Readonly<Record<string, string>>;
  readonly http: Http;
  /** What Elastic holds; undefined: none is given. */
  readonly held: readonly Stored[] | undefined;
  readonly twists: readonly Twist[];
  /** Text of the approvals file. */
  readonly approvals?: Buffer;
  /** Files of evidence, each by its name below one folder. */
  readonly evidence?: ReadonlyMap<string, Buffer>;
  /** All that servers send, as text: it may hold secrets. */
  readonly sent?: string;
  /** Whether any text that comes in holds U+FFFD. */
  readonly mayReplace: boolean;
  /** A part of the run that is another one. */
  readonly plant?: ((parts: Parts) => Parts) | undefined;
}

/** What a run left behind. */
export interface Ended {
  readonly outcome: Outcome;
  readonly report: Report | undefined;
  /** `access.json`; undefined if none was made. */
  readonly account: AccountFile | undefined;
  /** All that people see. */
  readonly shown: string;
  readonly documents: readonly Stored[];
}

/** What the fuzzer reads of `access.json`. */
interface AccountFile {
  readonly verdict: { readonly title: string; readonly proven: boolean };
  readonly completeness: { readonly complete: boolean };
  readonly sessions: readonly { readonly actCount: number }[];
  readonly sessionsLeftOut: number;
}

const SHELF = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const DEADLINE = '1h';
const WORDS_OF_PROOF = /No access, proven|: proven[,. ]|read without a gap/;

/** A folder of its own, gone when the work is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(SHELF, 'fuzz-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Plays a run to its end. @throws Fault for whatever must never come of an input, but for what only the input's maker knows. */
export function play(asked: Play): Promise<Ended> {
  return inFolder((folder) => playIn(folder, asked));
}

async function playIn(folder: string, asked: Play): Promise<Ended> {
  const { command, held, twists } = asked;
  const summaryFile = join(folder, 'summary.md');
  const evidencePath = join(folder, 'evidence');
  if (asked.approvals) await writeFile(join(folder, 'approvals.yml'), asked.approvals);
  for (const [name, bytes] of asked.evidence ?? []) {
    const path = join(folder, 'given', name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bytes);
  }
  const given: Record<string, string> = {
    ...{ command, tenant: TENANT, deadline: DEADLINE, categories: 'all' },
    'mimecast-client-id': SECRETS.clientId,
    'mimecast-client-secret': SECRETS.clientSecret,
    'mimecast-url': 'https://mimecast.example',
    ...(held ? { 'elastic-url': 'https://elastic.example.com', 'elastic-api-key': SECRETS.apiKey } : {}),
    ...(asked.approvals ? { approvals: join(folder, 'approvals.yml') } : {}),
    ...(command === 'collect' ? { 'evidence-path': evidencePath } : {}),
    ...(asked.evidence ? { 'evidence-path': join(folder, 'given') } : {}),
    'github-token': SECRETS.githubToken,
    ...asked.inputs,
  };
  const inputs = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = {
    ...{ GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '1', GITHUB_REPOSITORY: 'example/audit', GITHUB_WORKSPACE: folder },
    ...{ RUNNER_TEMP: folder, GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: 'https://api.github.com' },
    ...{ GITHUB_STEP_SUMMARY: summaryFile, GITHUB_ACTION: '__run' },
    ...Object.fromEntries(inputs),
  };

  const heard = await hear(async (write) => {
    const masks: string[] = [];
    const real = createLog(write, { debug: true, masks: false });
    const log = { ...real, annotateError: real.info, annotateWarning: real.info };
    const outputs: string[] = [];
    const ending = { log, env, setOutput: (name: string, value: string) => void outputs.push(`${name}=${value}`) };
    const elastic = playedElastic(held ?? [], meddler(twists));
    const mask = (secret: string) => {
      real.mask(secret);
      masks.push(secret);
    };
    const parts = partsFor(asked, log, elastic, mask);
    let report: Report | undefined;
    let outcome: Outcome;
    try {
      const settings = readSettings(env, {
        mask,
        notice: log.info,
        warn: log.warn,
      });
      const used = asked.plant?.(parts) ?? parts;
      if (command === 'report') {
        const result = await retrospect(settings, used);
        await endRetrospect(result, settings, ending);
        for (const failure of result.failures) checkSentence(failure, 'a failure');
        outcome =
          result.account === undefined ? 'sentence' : outputs.includes('complete=true') ? 'complete' : 'incomplete';
      } else {
        report = await (command === 'collect' ? collect : restore)(settings, used);
        await endRun(report, settings, ending);
        const verdict = verdictOf(report);
        for (const sentence of [...report.failures, ...verdict.parts, ...verdict.unsafe])
          checkSentence(sentence, 'the report');
        outcome = verdict.complete ? 'complete' : report.evidence ? 'incomplete' : 'sentence';
        if (!verdict.complete && verdict.ok && report.unreachable === undefined)
          throw new Fault('missing', 'ok, but not complete');
        if (!verdict.ok && report.failures.length === 0 && !/NOT|rejected/.test(verdict.sentence))
          throw new Fault('missing', 'not ok, and no reason');
      }
    } catch (error) {
      outcome = sentenceOf(error, `command ${command}`, [SettingsError]);
    }
    return { report, outcome, outputs, masks, documents: elastic.documents() };
  });

  const { report, outcome, outputs, masks, documents } = heard.result;
  const files = await shownFiles(await folderOf(folder, evidencePath, report));
  const summary = existsSync(summaryFile) ? await readFile(summaryFile, 'utf8') : '';
  const lines = masks.reduce((text, secret) => text.replaceAll(secret, '***'), heard.lines.join('\n'));
  const shown = [lines, summary, outputs.join('\n'), ...files.values()].join('\n');
  for (const line of heard.lines) if (!line.startsWith('Debug: ')) checkLine(line);
  const blind = /The played Elasticsearch does not know the query \w+/.exec(shown)?.[0];
  if (blind !== undefined) throw new Fault('missing', `the fuzzer sees nothing: ${blind}`);
  checkSecrets(shown, asked.sent ?? '', held === undefined ? ['apiKey'] : []);
  const kept = documents.slice(held?.length ?? 0).map(({ source }) => JSON.stringify(source));
  if (!asked.mayReplace && [shown, ...kept].some(hasReplacement)) {
    throw new Fault('replaced', `U+FFFD in ${kept.some(hasReplacement) ? 'a document' : 'what people see'}`);
  }
  const account = files.get('access.json');
  return { outcome, report, documents, shown, account: account === undefined ? undefined : JSON.parse(account) };
}

function partsFor(
  asked: Play,
  log: Parts['log'],
  elastic: ReturnType<typeof playedElastic>,
  mask: (secret: string) => void,
): Parts {
  let now = NOW;
  const deadlines: { readonly due: number; come(): void }[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number, signal?: AbortSignal, options?: { readonly background?: boolean }) => {
      signal?.throwIfAborted();
      // A deadline comes once waits have taken so long, not as soon as somebody begins to wait for it.
      if (options?.background === true) return new Promise<void>((come) => deadlines.push({ due: now + ms, come }));
      now += ms;
      for (const { due, come } of deadlines) if (due <= now) come();
      // Without it a run that only waits would never let its deadline come.
      await new Promise<void>((done) => setImmediate(done));
    },
  };
  const { http } = asked;
  return {
    log,
    clock,
    cancelled: new AbortController().signal,
    tool: { name: 'mimecast-audit-collector', version: '0.0.0' },
    source: ({ source, categories, query }, signal) => {
      if (!source) throw new Error('This command reads nothing from Mimecast.');
      return createSource({ ...source, categories, query, http, clock, log, signal, mask });
    },
    categories: async () => KNOWN_CATEGORIES,
    created: async () => ({ created: undefined, note: undefined }),
    readText: (path) => readFile(path, 'utf8'),
    issues: (settings, options, signal) =>
      keepIssues({ ...options, settings, apiUrl: 'https://api.github.com', http, clock, log, signal }),
    spool: openSpool,
    upload: async ({ name }) => ({ id: '1', url: undefined, digest: undefined, name, size: 1 }),
    elastic: async () => elastic,
  };
}

/** Changes the answers at some places; answers themselves stay as they are. */
function meddler(twists: readonly Twist[]): (label: string, answer: unknown) => unknown {
  let asked = 0;
  return (_label, answer) => {
    const twist = twists.find(({ at }) => at === asked);
    asked += 1;
    if (!twist) return answer;
    const dice = createDice(twist.seed);
    // Bare numbers and broken JSON come as texts: the client has parsed the answer before.
    return mutated(answer, dice, dice.int(1, 3));
  };
}

/** Takes what is written to the log and to standard output meanwhile. */
async function hear<T>(work: (write: (line: string) => void) => Promise<T>): Promise<{ result: T; lines: string[] }> {
  const lines: string[] = [];
  const before = process.stdout.write;
  process.stdout.write = ((text: string | Uint8Array) => {
    lines.push(
      ...String(text)
        .split('\n')
        .filter((line) => line !== ''),
    );
    return true;
  }) as typeof process.stdout.write;
  try {
    return { result: await work((line) => void lines.push(line)), lines };
  } finally {
    process.stdout.write = before;
  }
}

/** Where the run put its account. */
async function folderOf(folder: string, evidencePath: string, report: Report | undefined): Promise<string | undefined> {
  if (report) return report.evidence && existsSync(evidencePath) ? evidencePath : undefined;
  const found = (await readdir(folder)).find(
    (name) => name.startsWith('mimecast-audit-') && !/-(?:opened|restore)$/.test(name),
  );
  return found === undefined ? undefined : join(folder, found);
}

async function shownFiles(folder: string | undefined): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  if (folder === undefined) return files;
  for (const name of ['access.html', 'access.csv', 'access.json', 'manifest.json']) {
    if (existsSync(join(folder, name))) files.set(name, await readFile(join(folder, name), 'utf8'));
  }
  return files;
}

function checkLine(line: string): void {
  if (line.includes('\r') || line.includes('\n')) throw new Fault('stack', 'a line of the log is two');
  checkSentence(line || '-', 'the log');
}

/**
 * Nine letters from the beginning of a secret, however it is written, are too many. What a server sent already broken, no mask
 * can know. @param unknown those that the run was not given.
 */
function checkSecrets(shown: string, sent: string, unknown: readonly string[]): void {
  const [bare, bareSent] = [lettersOf(shown), lettersOf(sent)];
  for (const [name, secret] of Object.entries(SECRETS)) {
    if (name === 'clientId' || unknown.includes(name)) continue;
    const forms = [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)];
    const found = forms.find((form) => {
      const start = lettersOf(form).slice(0, 9);
      const [whole = ''] = /^(?:[^A-Za-z0-9]*[A-Za-z0-9]){9}/.exec(form) ?? [];
      return bare.includes(start) && (sent.includes(whole) || !bareSent.includes(start));
    });
    if (found !== undefined) throw new Fault('secret', `${name} in what people see`);
  }
}

function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '');
}

/** True if somebody is told that nobody of the provider was there. */
export function saysProven({ shown, account }: Ended): boolean {
  return account?.verdict.proven === true || WORDS_OF_PROOF.test(shown);
}

/** How many acts of the provider the account tells of. */
export function actsTold({ account }: Ended): number {
  return (account?.sessions ?? []).reduce((sum, { actCount }) => sum + actCount, 0);
}

/** True if the account leaves out sessions, and says so. */
export function leavesOut({ account }: Ended): boolean {
  return (account?.sessionsLeftOut ?? 0) > 0;
}
