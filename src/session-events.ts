import { hash } from 'node:crypto';
import type { Session } from './session.ts';

/**
 * What a session consists of, as one hash: key and content of each act, and how many there are of each kind. It is another one
 * as soon as an act is added, left out or changed. 22 characters of base64url.
 */
export function eventsHash({ acts, counts }: Session): string {
  // Reasons that were given while a failed sign-in was counted as one go on to count.
  const { 'sign-in-failed': failed, ...others } = counts;
  const kinds = Object.entries({ ...others, 'signed-in': others['signed-in'] + failed }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const all = [acts.map(({ key, hash: content }) => [key, content ?? '']), kinds];
  return hash('sha256', JSON.stringify(all), 'base64url').slice(0, 22);
}
