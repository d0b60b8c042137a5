import { messageOf } from '../errors.ts';
import { parseJson, textOf } from '../json.ts';
import type { Http } from '../runner/http.ts';
import { runOf } from '../settings/run.ts';
import { apiBaseOf, headersFor } from './api.ts';

/** When the first attempt of this workflow run was created, ms UTC; and a sentence where a re-run could not learn it. */
export interface RunCreated {
  readonly created: number | undefined;
  readonly note: string | undefined;
}

/**
 * Asks GitHub when this workflow run was created; only a re-run needs to know, so a first attempt asks nothing. `created_at`
 * stays what it was when a run is started again, `run_started_at` does not (docs: GitHub REST API, workflow runs). The token
 * needs `actions: read`. Never throws: whatever fails becomes the note, and the run plans by coverage.
 */
export async function runCreated(
  env: NodeJS.ProcessEnv,
  token: string | undefined,
  http: Http,
  signal: AbortSignal,
): Promise<RunCreated> {
  const run = runOf(env);
  if (!run || run.attempt === 1) return { created: undefined, note: undefined };
  if (token === undefined) return unknown('no github-token is given');
  const base = apiBaseOf(env);
  if (base === undefined) return unknown('GITHUB_API_URL is not an https address');
  if (run.repository === undefined) return unknown('GITHUB_REPOSITORY is not set');

  const url = `${base}/repos/${run.repository}/actions/runs/${run.id}`;
  try {
    const { status, body } = await http({ method: 'GET', url, headers: headersFor(token) }, signal);
    if (status === 401 || status === 403 || status === 404) {
      return unknown(`GitHub answered HTTP ${status}: the job needs permissions: actions: read`);
    }
    if (status !== 200) return unknown(`GitHub answered HTTP ${status}`);
    const created = createdIn(body);
    return created === undefined ? unknown("GitHub's answer holds no created_at") : { created, note: undefined };
  } catch (error) {
    return unknown(messageOf(error).replace(/\.$/, ''));
  }
}

function unknown(why: string): RunCreated {
  const note = `This is a re-run, and when its first attempt was created is not known: ${why}. It reads the last window; what the first attempt left open is filled as a hole.`;
  return { created: undefined, note };
}

/** @returns ms UTC; undefined if the body is not the JSON that it should be. */
function createdIn(body: Buffer): number | undefined {
  let answer: unknown;
  try {
    answer = parseJson(textOf(body));
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null || !('created_at' in answer)) return undefined;
  const { created_at: created } = answer;
  if (typeof created !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(created)) {
    return undefined;
  }
  const ms = Date.parse(created);
  return Number.isNaN(ms) ? undefined : ms;
}
