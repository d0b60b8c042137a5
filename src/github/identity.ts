import { fieldsOf, textOf } from './answer.ts';
import { type GitHubApi, isRefusal } from './api.ts';

/** Who the token of a job is. */
const JOB = 'github-actions[bot]';

/**
 * The login under which this run makes issues. Of a person's token REST tells it; the token of a job and that of an app are
 * refused there, and asked for in GraphQL. Where that tells nothing either, it is taken for the token of the job.
 * @throws GitHubError; the signal's reason if it aborts.
 */
export async function ownLogin(api: GitHubApi): Promise<string> {
  try {
    const { login } = fieldsOf(await api.ask({ method: 'GET', path: '/user', what: 'to tell whose token this is' }));
    if (textOf(login) !== '') return textOf(login);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const { viewer } = await api.query('query { viewer { login } }', {}, 'to tell whose token this is');
  return textOf(fieldsOf(viewer).login) || JOB;
}

/** True for one login in both spellings: GraphQL leaves out what marks a bot. */
export function isLogin(one: string, other: string): boolean {
  const plain = (login: string) => login.toLowerCase().replace(/\[bot\]$/, '');
  return plain(one) === plain(other) && one.endsWith('[bot]') === other.endsWith('[bot]');
}
