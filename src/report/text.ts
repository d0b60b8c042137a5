import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { showable } from '../runner/log.ts';
import type { Span } from '../span.ts';
import { offsetAt } from '../zone.ts';

dayjs.extend(utc);

/** Most of one sentence, UTF-16 units. */
export const SENTENCE_LIMIT = 1500;
const LISTED_SENTENCES = 20;

/** What means something in HTML, in GitHub's Markdown, or to its mentions, references and formulas, wherever it stands. */
const MARKS = /[&<>"'`|\\*_~[\]#@$]/g;
/** What does so in some places: addresses and short names of emoji, `www.`, and what begins a list. */
const PLACED_MARKS = /:(?![\s\d]|$)|(?<=www)\.|(?<=^\s*)[-+]|(?<=^\s*\d{1,9})\.(?=\s|$)/gi;

/**
 * Text from outside for one line of GitHub Markdown, in a table cell or out of it: it shows as it is and does nothing.
 * Line breaks, control characters and direction marks become visible escapes.
 * @param limit length in UTF-16 units before escaping; what is longer ends in an ellipsis.
 */
export function escapeMarkdown(text: string, limit: number): string {
  return showable(text, limit).replace(MARKS, entity).replace(PLACED_MARKS, entity);
}

/** The same as code: GitHub looks for no mentions and references in there, and an address stays fit to be copied. */
export function codeMarkdown(text: string, limit: number): string {
  return `<code>${escapeMarkdown(text, limit)}</code>`;
}

/**
 * A link only to a web address, and to nothing that could end the link early; anything else is the label alone.
 * @param label Markdown that is harmless already.
 */
export function linkMarkdown(label: string, url: string | undefined): string {
  if (url === undefined || url.length > 1000 || !/^https?:\/\/[\w.:/%?=&#-]+$/.test(url)) return label;
  return `[${label}](${url})`;
}

/**
 * A moment on the clock of a time zone, with its offset from UTC: `2026-11-24 10:05:31 +01:00`.
 * @param ms ms since 1970, UTC.
 * @param timeZone IANA name.
 */
export function formatTime(ms: number, timeZone: string): string {
  const offset = offsetAt(timeZone, Math.floor(ms / 1000));
  // As UTC, so that no clock change of the machine's own zone gets in: dayjs's utcOffset() formats by way of it.
  return `${dayjs.utc(ms + offset * 1000).format('YYYY-MM-DD HH:mm:ss')} ${offsetText(offset)}`;
}

/** A span on the clock of a time zone, to the minute if it has no seconds: `2026-11-24 00:00 +01:00 to …`. */
export function formatWindow(span: Span, timeZone: string): string {
  const ends = [span.from, span.to].map((seconds) => formatTime(seconds * 1000, timeZone));
  const whole = ends.every((end) => end.slice(16, 19) === ':00');
  return ends.map((end) => (whole ? end.slice(0, 16) + end.slice(19) : end)).join(' to ');
}

/** A count for people, with its word if one is given: `1 event`, `1,234 events`. */
export function formatCount(count: number, one?: string, many = `${one}s`): string {
  const digits = count.toLocaleString('en-US');
  return one === undefined ? digits : `${digits} ${count === 1 ? one : many}`;
}

/** A length of time to two units: `45 s`, `3 h`, `2 h 5 min`, `10 days`, `1 day 1 h`. @param seconds at least 0. */
export function formatLength(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Math.floor(seconds % 60);
  const parts = [
    days > 0 ? formatCount(days, 'day') : [],
    hours > 0 ? `${hours} h` : [],
    minutes > 0 && days === 0 ? `${minutes} min` : [],
    rest > 0 && days === 0 && hours === 0 ? `${rest} s` : [],
  ].flat();
  return parts.slice(0, 2).join(' ') || '0 s';
}

/** The local days of a span that is too young to need its year: `12 Oct`, `12 Oct to 15 Oct`. */
export function formatDays({ from, to }: Span, timeZone: string): string {
  const [first, last] = [from, to - 1].map((moment) =>
    dayjs.utc((moment + offsetAt(timeZone, moment)) * 1000).format('D MMM'),
  );
  return first === last ? `${first}` : `${first} to ${last}`;
}

/** Sentences of text from outside as a list; of more than 20 the rest is counted. */
export function listMarkdown(sentences: readonly string[]): string {
  const lines = sentences.slice(0, LISTED_SENTENCES).map((sentence) => `- ${escapeMarkdown(sentence, SENTENCE_LIMIT)}`);
  const hidden = sentences.length - LISTED_SENTENCES;
  if (hidden > 0) lines.push(`- and ${formatCount(hidden)} more of this kind.`);
  return lines.join('\n');
}

function offsetText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${seconds < 0 ? '-' : '+'}${parts.join(':')}`;
}

function entity(mark: string): string {
  return `&#${mark.charCodeAt(0)};`;
}
