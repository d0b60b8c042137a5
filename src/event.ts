import { hash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { parseFaithfully, plain } from './json.ts';

/**
 * One item of `data` in an answer of get-audit-events. Nothing in it is trusted: every field may be missing, of another
 * type, or hostile text.
 */
export interface AuditEvent {
  /** The event as canonical JSON (RFC 8785): one line, the same for the same content. */
  readonly canonical: string;
  /** SHA-256 of `canonical`, hex. */
  readonly hash: string;
  /** `_id` of its document: base64url SHA-256 of `id`, or of `canonical` where there is no id. 43 characters. */
  readonly key: string;
  /** Mimecast's opaque id. */
  readonly id: string | undefined;
  /** `eventTime`, ms UTC; undefined if it is missing or can't be read. Never a time taken from the text. */
  readonly time: number | undefined;
  readonly category: string | undefined;
  readonly auditType: string | undefined;
  /** The actor's address; undefined for the system's own jobs, whose `user` is empty or missing. */
  readonly user: string | undefined;
  readonly eventInfo: string | undefined;
  /** The parsed item itself, for whoever needs a field that is not named above. */
  readonly raw: unknown;
}

/** The category in which Mimecast files the log-ons of its own staff (docs: get-audit-events, `categories`). */
export const ACCESS_CATEGORY = 'mimecast_access_logs';

/** Domains of the provider's own staff, unless the input provider-domains names others. */
export const PROVIDER_DOMAINS: readonly string[] = ['mimecast.local', 'mimecast.com'];

/** Understands one item of `data` as far as it can be understood. Never refuses an item: what can't be read is undefined. */
export function parseEvent(raw: unknown): AuditEvent {
  return understand(raw, canonicalJson(raw));
}

/** The same from a line of `events.ndjson`, which is canonical JSON already. @throws JsonFault if it is none. */
export function parseEventLine(line: string): AuditEvent {
  return understand(parseFaithfully(line), line);
}

/**
 * True if the provider's own staff made this event: its category is `mimecast_access_logs`, or the domain of `user` is
 * exactly one of the provider's. Blanks around it, angle brackets and a dot at its end hide nobody.
 * @param domains in lower case.
 */
export function isProviderAccess(event: AuditEvent, domains: readonly string[]): boolean {
  if (event.category === ACCESS_CATEGORY) return true;
  const user = event.user?.trim() ?? '';
  const at = user.lastIndexOf('@');
  if (at < 0) return false;
  let end = user.length;
  while (end > at && '>. '.includes(user.charAt(end - 1))) end -= 1;
  return domains.includes(user.slice(at + 1, end).toLowerCase());
}

type Numbers = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/**
 * Reads `eventTime`. Mimecast writes `2026-11-24T09:05:31+0000`; a one-digit hour, a fraction, `Z` and `+00:00` have been
 * seen by others and are read too. A date that doesn't exist (31 February) is not a time.
 * @returns ms UTC, or undefined.
 */
export function parseEventTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/.exec(text);
  if (!match) return undefined;
  const offset = offsetMinutes(match[8] ?? 'Z');
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Numbers;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  // Date.UTC carries what is too large over to the next unit, and reads years below 100 as of the last century.
  const exists =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!exists || offset === undefined) return undefined;
  return time - offset * 60_000 + (match[7] === undefined ? 0 : Math.trunc(Number(`0.${match[7]}`) * 1000));
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === '+0000') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function understand(raw: unknown, canonical: string): AuditEvent {
  const fields = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const id = text(fields.id);
  return {
    canonical,
    hash: hash('sha256', canonical),
    key: hash('sha256', id ?? canonical, 'base64url'),
    id,
    time: parseEventTime(fields.eventTime),
    category: text(fields.category),
    auditType: text(fields.auditType),
    user: text(fields.user),
    eventInfo: text(fields.eventInfo),
    raw: plain(raw),
  };
}

/** A non-empty text, or undefined: Mimecast leaves fields empty where they don't apply. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
