import type { Log } from '../runner/log.ts';
import type { IssueSettings } from '../settings/access.ts';
import { type Issue, issueIn } from './answer.ts';
import { type GitHubApi, GitHubError } from './api.ts';
import type { Draft } from './issue-text.ts';

/** Opens issues with the wanted labels and assignees. @throws GitHubError; the signal's reason if it aborts. */
export type Opener = (draft: Draft) => Promise<Issue>;

const LABEL_COLOUR = 'b60205';

/** Labels are looked for, and made if they are missing, before the first issue is opened. What is not as wanted is told in the log. */
export function createOpener(api: GitHubApi, settings: IssueSettings, log: Log): Opener {
  const { repository, labels, assignees } = settings;
  let labelled = false;
  let assignable = assignees;

  return async ({ title, body }) => {
    if (!labelled) for (const label of labels) await ensureLabel(api, repository, label);
    labelled = true;
    const fields = { title, body, labels };
    let issue: Issue;
    try {
      issue = await create(api, repository, assignable.length === 0 ? fields : { ...fields, assignees: assignable });
    } catch (error) {
      if (!(error instanceof GitHubError) || error.status !== 422 || assignable.length === 0) throw error;
      assignable = [];
      issue = await create(api, repository, fields);
    }
    if (!(await ensureLabelled(api, repository, issue, labels))) {
      log.warn(`GitHub did not label issue ${issue.number}: the token needs the right to write, or label it by hand.`);
    }
    const missing = assignees.filter((login) => !includesName(issue.assignees, login));
    if (missing.length > 0) {
      log.warn(`GitHub did not assign ${missing.join(', ')} to the issues: they must be able to read the repository.`);
    }
    return issue;
  };
}

async function create(api: GitHubApi, repository: string, fields: object): Promise<Issue> {
  const what = 'to open an issue';
  const issue = issueIn(await api.ask({ method: 'POST', path: `/repos/${repository}/issues`, body: fields, what }));
  if (issue) return issue;
  throw new GitHubError('GitHub took a new issue, but its answer is none.', { final: true });
}

async function ensureLabel(api: GitHubApi, repository: string, name: string): Promise<void> {
  const path = `/repos/${repository}/labels`;
  const what = 'to make the label of the issues';
  try {
    await api.ask({ method: 'GET', path: `${path}/${encodeURIComponent(name)}`, what: 'to look for a label' });
    return;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.status !== 404) throw error;
  }
  const description = 'The mail provider was in the account';
  try {
    await api.ask({ method: 'POST', path, body: { name, color: LABEL_COLOUR, description }, what });
  } catch (error) {
    // Somebody else was faster (422). What else it may be shows when the issue is opened.
    if (!(error instanceof GitHubError) || error.final) throw error;
  }
}

/** GitHub drops labels of a new issue in silence where the token may not set them. @returns false if they don't stick. */
async function ensureLabelled(
  api: GitHubApi,
  repository: string,
  issue: Issue,
  labels: readonly string[],
): Promise<boolean> {
  const [first] = labels;
  if (first === undefined || includesName(issue.labels, first)) return true;
  const path = `/repos/${repository}/issues/${issue.number}/labels`;
  const set = await api.ask({ method: 'POST', path, body: { labels }, what: 'to label an issue' });
  const names = issueIn({ number: issue.number, state: 'open', labels: set })?.labels ?? [];
  return includesName(names, first);
}

/** GitHub's names of labels and users differ by more than case. */
function includesName(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}
