import { SettingsError } from '../errors.ts';
import type { InputName } from './names.ts';

/** One error for a value that is not what it should be; `allowed` says in words what may stand there. Not for secrets. */
export function refusal(input: InputName, value: string, allowed: string): SettingsError {
  return new SettingsError(input, `Input ${input} is "${shown(value)}": ${allowed}.`);
}

/** One error that does not quote the value: for secrets, and for inputs that contradict each other or are missing. */
export function fault(input: InputName, sentence: string): SettingsError {
  return new SettingsError(input, `Input ${input} ${sentence}.`);
}

/** A value for people: 60 characters at most, and nothing but letters, digits, blanks and harmless marks. */
export function shown(value: string): string {
  const characters = [...value];
  const head = characters
    .slice(0, 60)
    .join('')
    .replaceAll(/[^\p{L}\p{N} \-_.:/+,=@~]/gu, '?');
  return characters.length > 60 ? `${head}...` : head;
}

/** The six words of YAML 1.2's core schema, as @actions/core's getBooleanInput. */
export function booleanOf(input: InputName, value: string): boolean {
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw refusal(input, value, 'allowed are true, True, TRUE, false, False, FALSE');
}

/** A whole number in digits, from `least` to `most`. */
export function integerOf(input: InputName, value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw refusal(input, value, `allowed is a whole number from ${least} to ${most}, in digits`);
}

/** One of `words`, exactly. */
export function choiceOf<Word extends string>(input: InputName, value: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw refusal(input, value, `allowed are ${words.join(', ')}`);
}

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** A length of time, `90s`, `5m`, `2h`, `1d`. `least` and `most` are written the same way. @returns seconds. */
export function durationOf(input: InputName, value: string, least: string, most: string): number {
  const seconds = secondsOf(value);
  if (seconds >= secondsOf(least) && seconds <= secondsOf(most)) return seconds;
  throw refusal(input, value, `allowed is a whole number and s, m, h or d, from ${least} to ${most}, for example 5m`);
}

function secondsOf(value: string): number {
  const match = /^(\d{1,9})([smhd])$/.exec(value);
  return match ? Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS] : Number.NaN;
}

/** Text on one line that can be printed: at most `most` characters, no control, format or surrogate characters. */
export function lineOf(input: InputName, value: string, most: number): string {
  if ([...value].length > most) throw refusal(input, value, `at most ${most} characters are allowed`);
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(value)) {
    throw refusal(input, value, 'line breaks, tabs and other characters that cannot be printed are not allowed');
  }
  return value;
}

/**
 * An address to send secrets to: https, or http to this machine only. User, query and fragment are refused; they would
 * carry a secret into logs, or get lost.
 * @returns the address without a `/` at its end.
 */
export function urlOf(input: InputName, value: string, path: 'path allowed' | 'no path'): string {
  if (value.includes('@')) {
    throw fault(input, 'must not hold a user or password; give those in inputs of their own');
  }
  if (/[?#]/.test(value)) throw fault(input, 'must not hold a query (?) or a fragment (#)');
  lineOf(input, value, 2000);
  const url = URL.parse(value);
  const known = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !known || !/^https?:\/\//i.test(value)) {
    throw refusal(input, value, 'allowed is a full address such as https://host.example.com');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refusal(input, value, 'it must begin with https:// (http:// is allowed for localhost only)');
  }
  let pathname = url.pathname;
  while (pathname.endsWith('/')) pathname = pathname.slice(0, -1);
  if (path === 'no path' && pathname !== '')
    throw refusal(input, value, 'leave out the path, give scheme and host only');
  return url.origin + pathname;
}

/** True for the names and addresses by which a machine reaches itself (RFC 6761, RFC 1122, RFC 4291). */
export function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$/.test(hostname) || /^127(?:\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}
