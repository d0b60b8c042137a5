import { cut } from '../runner/log.ts';
import type { Acknowledgement } from '../session.ts';
import type { Comment } from './answer.ts';
import { commentMarkIn } from './marker.ts';
import type { Author } from './writers.ts';

/** What the comments of an issue say. */
export interface Talk {
  /** The newest reason that somebody with the right to write gave since the session last grew. */
  readonly reason: Acknowledgement | undefined;
  /** True if a reason was asked for since then. */
  readonly asked: boolean;
}

/** Whose comments count, and for what. */
export interface Listening {
  /** True for this program's own actor. */
  isOwn(author: Author): boolean;
  /** True if what a person wrote there is that person's word, and that person may write to the repository. */
  counts(comment: Comment): Promise<boolean>;
}

export const SILENCE: Talk = { reason: undefined, asked: false };

const REASON_LIMIT = 500;

/**
 * Reads the comments of an issue, oldest first. Hidden lines count only from ourselves.
 * @throws as `counts` does.
 */
export async function talkOf(comments: readonly Comment[], { isOwn, counts }: Listening): Promise<Talk> {
  let talk = SILENCE;
  const sorted = [...comments].sort((one, other) => one.created - other.created);
  for (const comment of sorted) {
    const { author, body, created, url } = comment;
    if (isOwn(author)) {
      const mark = commentMarkIn(body);
      if (mark === 'changed') talk = SILENCE;
      if (mark === 'asked') talk = { ...talk, asked: true };
      if (mark !== undefined) continue;
    }
    const reason = reasonIn(body);
    if (reason === undefined || !(await counts(comment))) continue;
    talk = { ...talk, reason: { by: author.login, at: created, reason, url } };
  }
  return talk;
}

/**
 * What follows `reason:` (in any case) at the begin of a line, up to the next blank line, as one line of at most 500
 * characters. What an answer by mail quotes of an older comment begins with `>` and is not taken.
 * @returns undefined if there is none, or nothing follows.
 */
export function reasonIn(body: string): string | undefined {
  const lines = body.split(/\r\n|\n|\r/).map((line) => line.trim());
  const first = lines.findIndex((line) => line.slice(0, 7).toLowerCase() === 'reason:');
  if (first < 0) return undefined;
  const rest = lines.slice(first);
  const end = rest.findIndex((line, index) => index > 0 && (line === '' || line.startsWith('>')));
  const text = (end < 0 ? rest : rest.slice(0, end)).join(' ').slice(7).trim();
  return text === '' ? undefined : cut(text, REASON_LIMIT);
}
