import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Heard, hear, readEnvironmentFile } from './commands.ts';

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGKILL';

/** When a run is cancelled: at a text in its log, after a time (ms), or when a promise of the test resolves. */
export type Cancel =
  | { readonly match: RegExp; readonly signal: Signal }
  | { readonly afterMs: number; readonly signal: Signal }
  | { readonly when: Promise<unknown>; readonly signal: Signal };

export interface RunOptions {
  /** Path of the bundle's index.js. */
  readonly bundle: string;
  /** Inputs by their names in action.yml. Those not given get their default, as the runner does. */
  readonly inputs: Readonly<Record<string, string>>;
  /** More environment, over all else. */
  readonly env?: Readonly<Record<string, string>>;
  /** ISO 8601: where the Action's clock starts. Default: now. */
  readonly now?: string;
  readonly signalAfter?: Cancel | readonly Cancel[];
  /** ms after which the process is killed by its id. Default 60 000. */
  readonly timeoutMs?: number;
  /** action.yml. Default: the one in the folder above the bundle's. */
  readonly action?: string;
  /** The run's own folder. Default: a new one; the same again means a second step on the same machine. */
  readonly folder?: string;
  /** Flags for node, such as `--trace-warnings`. */
  readonly nodeFlags?: readonly string[];
  /** Called with each piece of the log as it comes. */
  readonly onLog?: (text: string) => void;
}

export interface Run extends Pick<Heard, 'masks' | 'annotations' | 'shown' | 'commands'> {
  /** Exit code; null if a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True if the time limit ended it. */
  readonly timedOut: boolean;
  /** stdout and stderr as they came, commands and secrets included. */
  readonly log: string;
  readonly outputs: Record<string, string>;
  readonly summary: string;
  /** The run's own folder; RUNNER_TEMP is `temp` in it, the empty workspace `work`. */
  readonly folder: string;
  /** Removes the folder. */
  cleanup(): Promise<void>;
}

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;

/** Runs a bundle as GitHub's runner does: nothing of this machine's environment but PATH and its like reaches it. */
export async function runAction(options: RunOptions): Promise<Run> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'runner-')));
  const bundle = resolve(options.bundle);
  for (const name of ['temp', 'work', 'home', 'files', 'tools']) await mkdir(join(folder, name), { recursive: true });
  const files = Object.fromEntries(FILES.map((name) => [name, join(folder, 'files', name)]));
  const event = join(folder, 'files', 'event.json');
  for (const path of Object.values(files)) await writeFile(path, '');
  await writeFile(event, '{}');

  const inputs = {
    ...(await defaults(options.action ?? join(dirname(bundle), '..', 'action.yml'))),
    ...options.inputs,
  };
  const env: Record<string, string> = {
    ...machine(),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__run',
    GITHUB_ACTOR: 'example',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_EVENT_PATH: event,
    GITHUB_JOB: 'collect',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'example/audit',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_WORKFLOW: 'collect',
    GITHUB_WORKSPACE: join(folder, 'work'),
    HOME: join(folder, 'home'),
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'simulator',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
    ...files,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [inputVariable(name), value])),
    ...(options.now === undefined ? {} : { SIMULATED_NOW: options.now }),
    ...options.env,
  };
  const shift = options.now === undefined ? [] : ['--import', new URL('clock-shift.mjs', import.meta.url).href];
  const ended = await spawnAndWait(
    [...shift, ...(options.nodeFlags ?? []), bundle],
    env,
    join(folder, 'work'),
    options,
  );

  const outputs = readEnvironmentFile(await readFile(files.GITHUB_OUTPUT ?? '', 'utf8'));
  const summary = await readFile(files.GITHUB_STEP_SUMMARY ?? '', 'utf8');
  return {
    ...ended,
    ...hear(ended.log, env.RUNNER_DEBUG === '1'),
    outputs,
    summary,
    folder,
    cleanup: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Name of an input's environment variable: upper case, blanks to `_`, hyphens stay. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** Inputs of action.yml with their defaults; "" where there is none, or where it is an expression. */
async function defaults(path: string): Promise<Record<string, string>> {
  if (!existsSync(path)) return {};
  const action = parse(await readFile(path, 'utf8')) as {
    inputs?: Record<string, { default?: unknown } | null> | null;
  };
  return Object.fromEntries(
    Object.entries(action.inputs ?? {}).map(([name, input]) => {
      const value = String(input?.default ?? '');
      return [name, value.includes('${{') ? '' : value];
    }),
  );
}

/** What a program needs of this machine; no proxy, no token, no setting of anyone. */
function machine(): Record<string, string> {
  const names = ['PATH', 'Path', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

type Ended = Pick<Run, 'code' | 'signal' | 'timedOut' | 'log'>;

function spawnAndWait(
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
  { signalAfter = [], timeoutMs = 60_000, onLog }: RunOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    let timedOut = false;
    const waiting = new Set([signalAfter].flat() as Cancel[]);
    const timers = [
      setTimeout(() => {
        timedOut = true;
        child.kill('SIGKILL');
      }, timeoutMs),
    ];
    for (const cancel of waiting) {
      if ('afterMs' in cancel) timers.push(setTimeout(() => child.kill(cancel.signal), cancel.afterMs));
      if ('when' in cancel) cancel.when.then(() => child.kill(cancel.signal), reject);
    }
    const take = (text: string): void => {
      log += text;
      onLog?.(text);
      for (const cancel of waiting) {
        if (!('match' in cancel) || !cancel.match.test(log)) continue;
        waiting.delete(cancel);
        child.kill(cancel.signal);
      }
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      timers.forEach(clearTimeout);
      resolve({ code, signal, timedOut, log });
    });
  });
}
