import type { Log } from '../runner/log.ts';
import { type Comment, commentIn, type Issue, issueIn } from './answer.ts';
import { type GitHubApi, GitHubError } from './api.ts';
import { editorOf } from './edits.ts';
import { isLogin } from './identity.ts';
import { isAsWritten, type Marker, markerIn } from './marker.ts';
import { SILENCE, type Talk, talkOf } from './talk.ts';
import type { Topic } from './topic.ts';
import type { Writers } from './writers.ts';

/** An issue of ours, by its author and its hidden line. */
export interface KnownIssue {
  readonly issue: Issue;
  readonly marker: Marker;
  /** False if the text is not the one that we wrote. */
  readonly intact: boolean;
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
  /** The login under which this run makes issues. */
  readonly own: string;
  readonly mayWrite: Writers;
  readonly log: Log;
}

/** 5000 issues. */
const MOST_PAGES = 50;
/** 1000 comments. */
const MOST_COMMENT_PAGES = 10;

/**
 * Our issues of a tenant, open and closed, that were changed since `since` (ms UTC). They are listed, not searched for: the
 * search lags behind. Labels are for people, who may rename them; a hidden line may be written by anybody, and so by another
 * app: only an issue that our own login made counts.
 * @throws GitHubError; the signal's reason if it aborts.
 */
export async function listKnown(
  { api, repository, own, log }: Asking,
  wanted: { readonly since: number; readonly tenantMark: string },
): Promise<KnownIssues> {
  const since = new Date(wanted.since).toISOString();
  const query = new URLSearchParams({ state: 'all', sort: 'created', direction: 'asc', since });
  const { items, whole } = await listIssues(api, `/repos/${repository}/issues?${query}`);
  const all: KnownIssue[] = [];
  for (const item of items) {
    const issue = issueIn(item);
    const marker = issue && markerIn(issue.body);
    if (!issue || marker?.tenant !== wanted.tenantMark) continue;
    if (isLogin(issue.author.login, own)) all.push({ issue, marker, intact: isAsWritten(issue.body) });
    else log.info(`Issue #${issue.number} looks like one of this Action, but ${own} did not open it: it is ignored.`);
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

/** Those about a topic: first the one with its id, then those whose anchor is a key of it, oldest first. */
export function issuesOf({ about, id, keys }: Topic, known: readonly KnownIssue[]): readonly KnownIssue[] {
  const fits = known.filter(
    ({ marker }) => marker.about === about && (marker.subject === id || keys.has(marker.anchor)),
  );
  const isNamed = ({ marker }: KnownIssue) => Number(marker.subject === id);
  return fits.sort((one, other) => isNamed(other) - isNamed(one) || one.issue.number - other.issue.number);
}

/** What the comments of a closed issue say. @throws GitHubError, also if there are too many to be read; the signal's reason if it aborts. */
export async function talkAbout(asking: Asking, { number, comments }: Issue): Promise<Talk> {
  if (comments === 0) return SILENCE;
  const { api, repository, own } = asking;
  const path = `/repos/${repository}/issues/${number}/comments`;
  const { items, whole } = await api.list(path, `to list the comments of issue ${number}`, MOST_COMMENT_PAGES);
  if (!whole) {
    throw new GitHubError(`Issue ${number} has more than 1000 comments, so what they say is not known.`, {
      final: false,
    });
  }
  const read = items.map(commentIn).filter((comment) => comment !== undefined);
  return talkOf(read, {
    isOwn: ({ login }) => isLogin(login, own),
    counts: (comment) => isWordOf(asking, number, comment),
  });
}

/** Whether the text of an issue is ours as it stands: nobody else edited it last. */
export async function isOwnText({ api, own }: Asking, { issue, intact }: KnownIssue): Promise<boolean> {
  if (!intact) return false;
  const editor = await editorOf(api, issue.node);
  // The seal of the text speaks for it where GitHub does not tell.
  return editor === 'nobody' || editor === 'unknown' || isLogin(editor.login, own);
}

/** True if the author of a comment may write to the repository, and nobody put the words into that mouth. */
async function isWordOf({ api, mayWrite, log }: Asking, number: number, comment: Comment): Promise<boolean> {
  const { author, edited, node } = comment;
  if (!(await mayWrite(author))) return false;
  if (!edited) return true;
  const editor = await editorOf(api, node);
  if (editor === 'nobody') return true;
  if (editor !== 'unknown' && (isLogin(editor.login, author.login) || (await mayWrite(editor)))) return true;
  const who =
    editor === 'unknown' ? 'somebody of whom GitHub does not tell' : 'somebody who may not write to the repository';
  log.warn(`A comment by ${author.login} on issue #${number} does not count: ${who} edited it. Write a new one.`);
  return false;
}
