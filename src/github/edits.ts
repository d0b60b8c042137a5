import { fieldsOf, textOf } from './answer.ts';
import type { GitHubApi } from './api.ts';
import type { Author } from './writers.ts';

/** Who changed the text of an issue or a comment last: nobody, that one, or somebody of whom GitHub does not tell. */
export type Editor = Author | 'nobody' | 'unknown';

const QUERY = `query ($node: ID!) {
  node(id: $node) { ... on Comment { lastEditedAt editor { __typename login } } }
}`;

/** REST tells that a text was changed, and not by whom. @throws GitHubError; the signal's reason if it aborts. */
export async function editorOf(api: GitHubApi, node: string): Promise<Editor> {
  if (node === '') return 'unknown';
  const answer = await api.query(QUERY, { node }, 'to tell who edited an issue');
  const { lastEditedAt, editor } = fieldsOf(answer.node);
  if (lastEditedAt === null) return 'nobody';
  if (textOf(lastEditedAt) === '') return 'unknown';
  // Of an account that is gone there is no more than that somebody did it.
  const { __typename, login } = fieldsOf(editor);
  const [type, name] = [textOf(__typename), textOf(login)];
  return { login: type === 'Bot' && !name.endsWith('[bot]') ? `${name}[bot]` : name, type };
}
