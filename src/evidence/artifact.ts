import { createHash, randomBytes } from 'node:crypto';
import { messageOf } from '../errors.ts';
import type { Log } from '../runner/log.ts';
import { secrets } from '../runner/secrets.ts';
import { formatMoment, type Span } from '../span.ts';

/** What the artifact service says of an upload. */
export interface ArtifactResult {
  readonly id: string;
  /** Page of the artifact; undefined if the environment doesn't name the repository and the run. */
  readonly url: string | undefined;
  /** SHA-256 of the zip file, hex. */
  readonly digest: string | undefined;
  /** The name it was stored under. */
  readonly name: string;
  /** Bytes of the zip file. */
  readonly size: number | undefined;
}

export interface UploadOptions {
  /** Days; undefined leaves it to the repository's setting. A longer time than the repository allows is shortened. */
  readonly retentionDays: number | undefined;
  /** Tells whether there is a service, and what the URL is. @actions/artifact itself reads `process.env`. */
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface ArtifactNameParts extends Span {
  readonly kind: 'audit' | 'rejected' | 'report';
  /** Any text; what a name can't hold is replaced. */
  readonly tenant: string;
  readonly runId: string | undefined;
  readonly attempt: string | number | undefined;
}

const NAME_LIMIT = 200;
const LABEL_LIMIT = 60;
/** What @actions/artifact 6.2.1 refuses in a name (its path-and-artifact-name-validation.js). */
const REFUSED_CHARACTERS = ['"', ':', '<', '>', '|', '*', '?', '\r', '\n', '\\', '/'];

/**
 * Uploads files as one artifact of the workflow run; `rootFolder` is cut off their paths. If the run has an artifact of
 * that name already (a name without the run's attempt, on a re-run), a random suffix is added, once.
 * @returns 'no-service' outside GitHub Actions, and on GitHub Enterprise Server, which @actions/artifact can't serve.
 * @throws Error, one sentence without a URL, a token or the service's text; the signal's reason if it aborts. An upload
 *   that the signal leaves goes on until the process ends, since @actions/artifact can't be stopped.
 */
export async function uploadArtifact(
  name: string,
  files: readonly string[],
  rootFolder: string,
  options: UploadOptions,
): Promise<ArtifactResult | 'no-service'> {
  if (!hasService(options.env)) return 'no-service';
  try {
    return await upload(name, files, rootFolder, options);
  } catch (error) {
    options.signal.throwIfAborted();
    if (!isNameTaken(error)) throw new Error(sentence(name, error));
  }
  const other = `${name}-${randomBytes(3).toString('hex')}`;
  options.log.info(`The run has an artifact named ${name} already; these files are uploaded as ${other}.`);
  try {
    return await upload(other, files, rootFolder, options);
  } catch (error) {
    options.signal.throwIfAborted();
    throw new Error(sentence(other, error));
  }
}

/**
 * The default name: `mimecast-audit-default-20261124T000000Z-20261125T000000Z-42-1`. Holds ASCII letters, digits and
 * hyphens only. A tenant that had to be changed gets a short hash, so that two of them in one run stay apart.
 */
export function artifactName({ kind, tenant, from, to, runId, attempt }: ArtifactNameParts): string {
  const moments = [from, to].map((moment) => formatMoment(moment).replace(/[-:]/g, ''));
  const run = [runId, attempt].flatMap((part) => (part === undefined ? [] : clean(String(part))));
  return [`mimecast-${kind}`, clean(tenant), ...moments, ...run].join('-');
}

/** Why an artifact can't have this name, as a sentence; undefined if it can. */
export function checkArtifactName(name: string): string | undefined {
  if (name.trim() === '') return 'An artifact name must not be empty.';
  if (name.length > NAME_LIMIT)
    return `An artifact name must not be longer than ${NAME_LIMIT} characters; this has ${name.length}.`;
  if (/\p{Cc}/u.test(name)) return 'An artifact name must not hold a line break or another control character.';
  const refused = REFUSED_CHARACTERS.find((character) => name.includes(character));
  return refused && `An artifact name must not hold any of " : < > | * ? \\ and /; this one holds ${refused}`;
}

function clean(label: string): string {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, LABEL_LIMIT);
  if (plain === label) return plain;
  const hash = createHash('sha256').update(label).digest('hex').slice(0, 6);
  return plain === '' ? hash : `${plain}-${hash}`;
}

/** The rule for the server's name is that of @actions/artifact, which would annotate the run instead of just saying no. */
function hasService(env: NodeJS.ProcessEnv): boolean {
  if (!env.ACTIONS_RESULTS_URL || !env.ACTIONS_RUNTIME_TOKEN) return false;
  const host = URL.parse(serverOf(env))?.hostname ?? '';
  return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
}

function serverOf(env: NodeJS.ProcessEnv): string {
  return env.GITHUB_SERVER_URL || 'https://github.com';
}

async function upload(
  name: string,
  files: readonly string[],
  rootFolder: string,
  { retentionDays, env, log, signal }: UploadOptions,
): Promise<ArtifactResult> {
  signal.throwIfAborted();
  // Loaded here, since it brings a whole Azure client with it that no other run needs.
  const { default: client } = await import('@actions/artifact');
  const days = allowedDays(retentionDays, env, log);
  const uploading = client.uploadArtifact(
    name,
    [...files],
    rootFolder,
    days === undefined ? {} : { retentionDays: days },
  );
  const { id, digest, size } = await untilAborted(uploading, signal);
  if (!id) throw new Error('the service gave no artifact id');
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const url = repository && run ? `${serverOf(env)}/${repository}/actions/runs/${run}/artifacts/${id}` : undefined;
  return { id: String(id), url, digest, name, size };
}

/** @actions/artifact would shorten it as well, but with an annotation of its own. */
function allowedDays(wanted: number | undefined, env: NodeJS.ProcessEnv, log: Log): number | undefined {
  const most = Number(env.GITHUB_RETENTION_DAYS);
  if (wanted === undefined || !(most > 0) || wanted <= most) return wanted;
  log.warn(`The artifact is kept for ${most} days, not ${wanted}: the repository's settings allow no more.`);
  return most;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Twirp answers 409 `already_exists`; @actions/artifact passes on only the status, within a text. */
function isNameTaken(error: unknown): boolean {
  return /CreateArtifact.*\(409\)/.test(messageOf(error));
}

function sentence(name: string, error: unknown): string {
  return `Artifact ${name} could not be uploaded: ${reasonOf(error)}.`;
}

/** Never the service's own text: it may hold a signed URL. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  const { statusCode } = Object(error) as Record<string, unknown>;
  if (/storage quota/.test(message))
    return 'the storage quota for artifacts is used up, so delete old ones or raise the budget';
  const status = typeof statusCode === 'number' ? statusCode : /\((\d{3})\)/.exec(message)?.[1];
  if (status !== undefined) return `the artifact service answered with status ${status}, so run the job again later`;
  const code = /\bE[A-Z]{3,15}\b/.exec(message)?.[0];
  if (code !== undefined) return `the artifact service can't be reached or a file can't be read (${code})`;
  if (/JSON|Unexpected token/.test(message)) return 'the artifact service answered with something that is not JSON';
  return secrets
    .redact(message.slice(0, 4096))
    .replace(/\b\w+:\/\/\S*/g, '(address)')
    .replace(/\S{40,}/g, '(long text)')
    .replace(/[^\w .,()-]+/g, ' ')
    .slice(0, 160)
    .replace(/[ .]+$/, '');
}
