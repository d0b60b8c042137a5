import type { Log } from '../runner/log.ts';
import { fieldsOf } from './answer.ts';
import { type GitHubApi, isRefusal } from './api.ts';

/** Who wrote an issue or a comment, as GitHub tells it. */
export interface Author {
  readonly login: string;
  /** `User`, `Bot` or something else. */
  readonly type: string;
}

/** Tells whether somebody may write to the repository. @throws GitHubError; the signal's reason if it aborts. */
export type Writers = (author: Author) => Promise<boolean>;

const MAY_WRITE: readonly unknown[] = ['admin', 'maintain', 'write'];

/**
 * Asks GitHub for the right to write (docs: get repository permissions for a user), once for each person. How somebody belongs
 * to the repository says nothing about it: members and collaborators may have the right to read only. Of whom GitHub does not
 * tell, it is not assumed, and the log says so. A bot agrees to nothing.
 */
export function createWriters(api: GitHubApi, repository: string, log: Log): Writers {
  const known = new Map<string, boolean>();
  return async ({ login, type }) => {
    if (type !== 'User' || !/^[A-Za-z0-9_-]{1,100}$/.test(login)) return false;
    const before = known.get(login);
    if (before !== undefined) return before;
    const refused = await whyNot(api, repository, login);
    if (refused !== undefined) log.warn(`What ${login} writes in issues does not count: ${refused}.`);
    known.set(login, refused === undefined);
    return refused === undefined;
  };
}

/** @returns undefined if that person may write. */
async function whyNot(api: GitHubApi, repository: string, login: string): Promise<string | undefined> {
  const path = `/repos/${repository}/collaborators/${login}/permission`;
  try {
    const answer = fieldsOf(await api.ask({ method: 'GET', path, what: 'to tell who may write to the repository' }));
    if (MAY_WRITE.includes(answer.permission) || MAY_WRITE.includes(answer.role_name)) return undefined;
    return 'GitHub gives this person no right to write to the repository';
  } catch (error) {
    if (isRefusal(error))
      return `GitHub does not tell whether this person may write to the repository (HTTP ${error.status})`;
    throw error;
  }
}
