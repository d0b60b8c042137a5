import { hash } from 'node:crypto';
import type { JudgedSession } from '../session.ts';

/** What an issue is about. */
export type About = 'session' | 'finding';

/** What is to be thought of it. */
export type MarkedVerdict = 'expected' | 'unexplained' | 'against-policy' | 'withdrawn' | 'unanswered';

/** What an issue says of itself in a hidden line, so that the next run finds it again and knows what it told. */
export interface Marker {
  readonly about: About;
  /** Id of its session, or of the matter that findings make. */
  readonly subject: string;
  /** Key of the session's first act, or id of the first finding: when more becomes known the id changes, and this stays among its keys. */
  readonly anchor: string;
  readonly tenant: string;
  /** Acts, or findings, that it counted. */
  readonly count: number;
  /** Hash of what it tells of: `eventsHash` of the session, `events` of the matter. */
  readonly events: string;
  readonly verdict: MarkedVerdict;
  /** Hash of title and text without the links to the run, which are other ones every day. */
  readonly text: string;
}

/** What a comment of ours says of itself: acts were added or the verdict is worse; or a reason was asked for. */
export type CommentMark = 'changed' | 'asked' | 'settled' | 'merged';

const NAME = 'mimecast-audit-collector';
const LINE =
  /^<!-- mimecast-audit-collector about=(session|finding) subject=([\w-]{1,64}) anchor=([\w-]{1,64}) tenant=([\w-]{1,64}) count=(\d{1,9}) events=([\w-]{1,64}) verdict=(expected|unexplained|against-policy|withdrawn|unanswered) text=([\w-]{1,64})(?: seal=([\w-]{1,64}))? -->\r?$/m;

/**
 * The text of an issue with its hidden line at the end: an HTML comment, which GitHub shows to nobody who reads the page. It
 * holds a hash of all that stands in the text, so that an edit shows.
 */
export function sealed(told: string, marker: Marker): string {
  const text = told.toWellFormed();
  return `${text}\n\n<!-- ${fieldsOf(marker)} seal=${sealOf(text, marker)} -->`;
}

/** True if the text of an issue is one that this program wrote, to the letter. */
export function isAsWritten(body: string): boolean {
  const text = body.replaceAll('\r\n', '\n').trimEnd();
  const marker = markerIn(text);
  const at = text.lastIndexOf('\n\n<!-- ');
  return marker !== undefined && at >= 0 && text === sealed(text.slice(0, at), marker);
}

function fieldsOf({ about, subject, anchor, tenant, count, events, verdict, text }: Marker): string {
  return `${NAME} about=${about} subject=${subject} anchor=${anchor} tenant=${tenant} count=${count} events=${events} verdict=${verdict} text=${text}`;
}

function sealOf(text: string, marker: Marker): string {
  return shortHash(`${text}\n${fieldsOf(marker)}`);
}

/** @returns undefined if the text has no such line. Who wrote it is for the caller to ask. */
export function markerIn(body: string): Marker | undefined {
  const [, about, subject, anchor, tenant, count, events, verdict, text] = LINE.exec(body) ?? [];
  if (!about || !subject || !anchor || !tenant || !count || !events || !verdict || !text) return undefined;
  const named = { about: about as About, subject, anchor, tenant, events, text };
  return { ...named, count: Number(count), verdict: verdict as MarkedVerdict };
}

/** The hidden line of a comment. */
export function commentMark(mark: CommentMark): string {
  return `<!-- ${NAME} ${mark} -->`;
}

/** @returns undefined if the comment has no such line. */
export function commentMarkIn(body: string): CommentMark | undefined {
  const [, mark] = /^<!-- mimecast-audit-collector (changed|asked|settled|merged) -->\r?$/m.exec(body) ?? [];
  return mark as CommentMark | undefined;
}

/** The tenant as issues name it: a hash, since its name need not be known to whoever may read them. */
export function tenantMark(tenant: string): string {
  return shortHash(`tenant|${tenant}`);
}

/** 22 characters of a SHA-256. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

/** All acts of a session, also those that are not listed. */
export function actsOf({ session }: JudgedSession): number {
  return Object.values(session.counts).reduce((sum, count) => sum + count, 0);
}
