import { hash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { parseFaithfully, plain } from './json.ts';

/**
 * One item of `data` in an answer of get-audit-events. Nothing in it is trusted: every field may be missing, of another
 * type, or hostile text.
 */
export interface AuditItem {
  /** The event as canonical JSON (RFC 8785): one line, the same for the same content. */
  readonly canonical: string;
  /** SHA-256 of `canonical`, hex. */
  readonly hash: string;
  /** Mimecast's opaque id; of one that is no text, its canonical JSON. undefined if it is missing, null or empty. */
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

/** An item of somebody's log. */
export interface AuditEvent extends AuditItem {
  /** `_id` of its document, 43 characters: see `keyOf`. */
  readonly key: string;
  /** It came as an answer to a question for provider accesses alone, as far as its document says so. */
  readonly asked?: boolean;
}

/** The category in which Mimecast files the log-ons of its own staff (docs: get-audit-events, `categories`). */
export const ACCESS_CATEGORY = 'mimecast_access_logs';

/** Domains of the provider's own staff, unless the input provider-domains names others. */
export const PROVIDER_DOMAINS: readonly string[] = ['mimecast.local', 'mimecast.com'];

/** Stands in a list of the domains that an event names where there are more: whoever asks must take any of them for named. */
export const MORE_DOMAINS = '*';

/** Understands one item of `data` as far as it can be understood. Never refuses an item: what can't be read is undefined. */
export function parseItem(raw: unknown): AuditItem {
  return understand(raw, canonicalJson(raw));
}

/** The same, as an event of a tenant's log. */
export function parseEvent(raw: unknown, tenant: string): AuditEvent {
  return owned(parseItem(raw), tenant);
}

/** The same from a line of `events.ndjson`, which is canonical JSON already. @throws JsonFault if it is none. */
export function parseItemLine(line: string): AuditItem {
  return understand(parseFaithfully(line), line);
}

export function parseEventLine(line: string, tenant: string): AuditEvent {
  return owned(parseItemLine(line), tenant);
}

/**
 * The `_id` of an item's document: base64url SHA-256 of whose it is and of its id, or of its content where it has no id.
 * What is hashed is JSON, in which half a surrogate pair stays what it is, and says which of the two it was made of: two
 * items with one key have one owner, and one id or one content.
 */
export function keyOf(item: AuditItem, tenant: string): string {
  const { id } = fieldsOf(item.raw);
  return isId(id) ? keyOfParts(tenant, 'id', canonicalJson(id)) : contentKeyOf(item, tenant);
}

/** The `_id` of an item that has no id, or that shares it with another version in the same read: of its content. */
export function contentKeyOf({ hash }: AuditItem, tenant: string): string {
  return keyOfParts(tenant, 'content', hash);
}

/**
 * True if anything in an item says what it is: a JSON object with a time, category, type, actor or text that can be read. An
 * id alone says nothing.
 */
export function isUnderstood(raw: unknown): boolean {
  const { eventTime, category, auditType, user, eventInfo } = fieldsOf(raw);
  return (
    parseEventTime(eventTime) !== undefined ||
    [category, auditType, user, eventInfo].some((one) => text(one) !== undefined)
  );
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

function understand(raw: unknown, canonical: string): AuditItem {
  const fields = fieldsOf(raw);
  return {
    canonical,
    hash: hash('sha256', canonical),
    id: text(fields.id) ?? (isId(fields.id) ? canonicalJson(fields.id) : undefined),
    time: parseEventTime(fields.eventTime),
    category: text(fields.category),
    auditType: text(fields.auditType),
    user: text(fields.user),
    eventInfo: text(fields.eventInfo),
    raw: plain(raw),
  };
}

function owned(item: AuditItem, tenant: string): AuditEvent {
  return { ...item, key: keyOf(item, tenant) };
}

function keyOfParts(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

/** False for what names nothing: items that only share an empty id are not one. */
function isId(id: unknown): boolean {
  return id !== undefined && id !== null && id !== '';
}

function fieldsOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
}

/** A non-empty text, or undefined: Mimecast leaves fields empty where they don't apply. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
