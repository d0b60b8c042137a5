import { type GitHubApi, GitHubError } from './api.ts';

/** Who wrote an issue or a comment, as GitHub tells it. */
export interface Author {
  readonly login: string;
  /** `User`, `Bot` or something else. */
  readonly type: string;
  /** How it belongs to the repository, as far as the token may see. */
  readonly association: string;
}

/** Tells whether somebody belongs to the repository. @throws GitHubError; the signal's reason if it aborts. */
export type Insiders = (author: Author) => Promise<boolean>;

const BELONGING: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/**
 * Owners, members and collaborators belong to a repository, and whoever may write to it: the token of a job can't see private
 * memberships and is told NONE or CONTRIBUTOR for such people (https://github.com/actions/github-script/issues/365), so their
 * permission is asked for (docs: get repository permissions for a user), once each.
 */
export function createInsiders(api: GitHubApi, repository: string): Insiders {
  const known = new Map<string, boolean>();
  return async ({ login, association }) => {
    if (BELONGING.includes(association)) return true;
    // Logins of bots have brackets: a bot that does not belong can't be asked about.
    if (!/^[A-Za-z0-9_-]{1,100}$/.test(login)) return false;
    const before = known.get(login);
    if (before !== undefined) return before;
    const may = await mayWrite(api, repository, login);
    known.set(login, may);
    return may;
  };
}

async function mayWrite(api: GitHubApi, repository: string, login: string): Promise<boolean> {
  const path = `/repos/${repository}/collaborators/${login}/permission`;
  try {
    const answer = await api.ask({ method: 'GET', path, what: 'to tell who may write to the repository' });
    const permission = typeof answer === 'object' && answer !== null && 'permission' in answer ? answer.permission : '';
    return permission === 'admin' || permission === 'write';
  } catch (error) {
    // Somebody who can't be asked about is taken for an outsider.
    if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return false;
    throw error;
  }
}
