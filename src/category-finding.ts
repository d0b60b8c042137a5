import { hash } from 'node:crypto';
import type { Finding } from './finding.ts';
import { formatMoment } from './span.ts';

/** A category that the account offers now and did not before, or the other way round. */
export interface CategoryChange {
  readonly code: string;
  readonly change: 'appeared' | 'disappeared';
  /** When the list was made that it is compared with, ms UTC. */
  readonly since: number;
  /** When it was noticed, ms UTC. */
  readonly now: number;
}

/**
 * A code as it may be shown and stored: as it is if it looks like one (letters, digits, `_`, `.`, `-`, at most 64 characters),
 * else a stand-in made of its hash, so that two codes stay two, also if they differ only in half a surrogate pair. A stand-in looks like a code, so doing it twice changes nothing.
 */
export function safeCode(code: string): string {
  if (/^[\w.-]{1,64}$/.test(code)) return code;
  return `unreadable-${hash('sha256', JSON.stringify(code), 'base64url').slice(0, 22)}`;
}

/** What differs between two lists, in order of the codes. @param before the last list, and when it was made, ms UTC. */
export function changesBetween(
  before: { readonly codes: readonly string[]; readonly listed: number },
  codes: readonly string[],
  now: number,
): CategoryChange[] {
  const { listed: since } = before;
  const [old, young] = [new Set(before.codes), new Set(codes)];
  return [
    ...[...young].filter((code) => !old.has(code)).map((code) => ({ code, change: 'appeared' as const, since, now })),
    ...[...old]
      .filter((code) => !young.has(code))
      .map((code) => ({ code, change: 'disappeared' as const, since, now })),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * A change of what the account offers. The list that it was compared with is part of what makes it one: a category that
 * disappears a second time is a finding of its own, and a run that could not finish finds the same one again.
 */
export function categoryChangedFinding({ code: given, change, since, now }: CategoryChange): Finding {
  const code = safeCode(given);
  const moment = formatMoment(Math.floor(since / 1000));
  const sentence =
    change === 'appeared'
      ? `Mimecast offers the category ${code}, which it did not offer on ${moment}: it is read only if the input categories names it or is all.`
      : `Mimecast no longer offers the category ${code}, which it offered on ${moment}: what used to be recorded in it may be recorded elsewhere, or not at all.`;
  return {
    kind: 'category-changed',
    subject: `${code}|${change}|${new Date(since).toISOString()}`,
    severity: change === 'appeared' ? 'low' : 'medium',
    sentence,
    events: [],
    time: now,
    details: { category: code, change, since: new Date(since).toISOString() },
  };
}
