import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { lineOf, refusal } from './words.ts';

/** The workflow run that this is a part of. */
export interface RunSettings {
  readonly id: string;
  /** 1 for the first; a re-run has the same id and the next attempt. */
  readonly attempt: number;
  /** Page of this attempt. */
  readonly url: string | undefined;
  /** `owner/name`. */
  readonly repository: string | undefined;
}

/** What the runner says about itself (docs: GitHub Actions, default environment variables); undefined outside of one. */
export function runOf(env: NodeJS.ProcessEnv): RunSettings | undefined {
  const id = env.GITHUB_RUN_ID ?? '';
  if (!/^\d{1,20}$/.test(id)) return undefined;
  const given = env.GITHUB_RUN_ATTEMPT ?? '';
  const attempt = /^[1-9]\d{0,5}$/.test(given) ? Number(given) : 1;
  const repository = /^[\w.-]+\/[\w.-]+$/.test(env.GITHUB_REPOSITORY ?? '') ? env.GITHUB_REPOSITORY : undefined;
  const server = URL.parse(env.GITHUB_SERVER_URL ?? '')?.origin;
  const url = server && repository ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt}` : undefined;
  return { id, attempt, url, repository };
}

/**
 * Where the evidence is written, absolute. By default a folder of its own below the runner's temporary folder; the step's
 * name is part of it, so that two steps of a job don't share one.
 * @throws SettingsError
 */
export function evidencePathOf(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
  run: RunSettings | undefined,
): string {
  if (given !== undefined) return absolute('evidence-path', given, env);
  const step = /^[\w-]{1,100}$/.test(env.GITHUB_ACTION ?? '') ? `-${env.GITHUB_ACTION}` : '';
  const name = run ? `${run.id}-${run.attempt}${step}` : randomUUID();
  return join(env.RUNNER_TEMP || tmpdir(), `mimecast-audit-${name}`);
}

/**
 * Earlier evidence: the folders and zip files that `evidence-path` lists, by line or comma; absolute, each once, in the order
 * given. Whether they are there is for the reader to see. @throws SettingsError
 */
export function evidenceOf(given: string | undefined, env: NodeJS.ProcessEnv): readonly string[] {
  const paths = (given ?? '')
    .split(/[,\r\n]/)
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return [...new Set(paths.map((path) => absolute('evidence-path', path, env)))];
}

/** The approvals file: where it is, and how people call it. */
export interface ApprovalsFile {
  /** Absolute. */
  readonly path: string;
  /** As the input has it. */
  readonly given: string;
}

/** The approvals file; undefined if none is given. @throws SettingsError */
export function approvalsOf(given: string | undefined, env: NodeJS.ProcessEnv): ApprovalsFile | undefined {
  return given === undefined ? undefined : { path: absolute('approvals', given, env), given };
}

function absolute(input: 'evidence-path' | 'approvals', given: string, env: NodeJS.ProcessEnv): string {
  const path = resolve(env.GITHUB_WORKSPACE || process.cwd(), lineOf(input, given, 1000));
  if (path === parse(path).root) throw refusal(input, given, 'allowed is a path of its own, not the root');
  return path;
}
