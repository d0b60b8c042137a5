import type { Session } from '../session.ts';
import { commentIn, type Issue, issueIn } from './answer.ts';
import { type GitHubApi, GitHubError } from './api.ts';
import type { Insiders } from './insiders.ts';
import { type Marker, markerIn } from './marker.ts';
import { SILENCE, type Talk, talkOf } from './talk.ts';

/** An issue of ours, by its hidden line. */
export interface KnownIssue {
  readonly issue: Issue;
  readonly marker: Marker;
}

export interface KnownIssues {
  readonly all: readonly KnownIssue[];
  /** False if there are more issues than are read. */
  readonly whole: boolean;
}

/** What asking about issues takes. */
export interface Asking {
  readonly api: GitHubApi;
  readonly repository: string;
  readonly belongs: Insiders;
}

/** 5000 issues. */
const MOST_PAGES = 50;
/** 1000 comments. */
const MOST_COMMENT_PAGES = 10;

/**
 * Our issues of a tenant, open and closed, that were changed since `since` (ms UTC). They are listed, not searched for: the
 * search lags behind. A hidden line counts only if a bot wrote the issue (the token of a job or an app) or somebody who belongs to
 * the repository: who opens an issue in a public repository may write anything into it.
 * @param label that all of them have; undefined: all issues of the repository are read.
 * @throws GitHubError; the signal's reason if it aborts.
 */
export async function listKnown(
  { api, repository, belongs }: Asking,
  wanted: { readonly label: string | undefined; readonly since: number; readonly tenantMark: string },
): Promise<KnownIssues> {
  const query = new URLSearchParams({
    state: 'all',
    sort: 'created',
    direction: 'asc',
    since: new Date(wanted.since).toISOString(),
    ...(wanted.label === undefined ? {} : { labels: wanted.label }),
  });
  const path = `/repos/${repository}/issues?${query}`;
  const { items, whole } = await listIssues(api, path);
  const all: KnownIssue[] = [];
  for (const item of items) {
    const issue = issueIn(item);
    const marker = issue && markerIn(issue.body);
    if (!issue || marker?.tenant !== wanted.tenantMark) continue;
    if (issue.author.type === 'Bot' || (await belongs(issue.author))) all.push({ issue, marker });
  }
  return { all, whole };
}

async function listIssues(api: GitHubApi, path: string): ReturnType<GitHubApi['list']> {
  try {
    return await api.list(path, 'to list the issues', MOST_PAGES);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    throw new GitHubError(error.message, { status: error.status, final: true });
  }
}

/** Those of a session: first the one with its id, then those whose anchor is one of its acts, oldest first. */
export function issuesOf(session: Session, known: readonly KnownIssue[]): readonly KnownIssue[] {
  const keys = new Set(session.acts.map(({ key }) => key));
  const fits = known.filter(({ marker }) => marker.session === session.id || keys.has(marker.anchor));
  const isNamed = ({ marker }: KnownIssue) => Number(marker.session === session.id);
  return fits.sort((one, other) => isNamed(other) - isNamed(one) || one.issue.number - other.issue.number);
}

/** What the comments of a closed issue say. @throws GitHubError, also if there are too many to be read; the signal's reason if it aborts. */
export async function talkAbout({ api, repository, belongs }: Asking, { number, comments }: Issue): Promise<Talk> {
  if (comments === 0) return SILENCE;
  const path = `/repos/${repository}/issues/${number}/comments`;
  const { items, whole } = await api.list(path, `to list the comments of issue ${number}`, MOST_COMMENT_PAGES);
  if (!whole) {
    throw new GitHubError(`Issue ${number} has more than 1000 comments, so what they say is not known.`, {
      final: false,
    });
  }
  return talkOf(
    items.map(commentIn).filter((comment) => comment !== undefined),
    belongs,
  );
}
