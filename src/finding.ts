import { type AuditEvent, keyOf } from './event.ts';
import type { Altered, Held } from './reconcile.ts';
import type { Acknowledgement } from './session.ts';
import { formatSpan, type Span } from './span.ts';

/** Something that a person should look at. Nothing in it is text of an event. */
export interface Finding {
  readonly kind:
    | 'vanished-event'
    | 'vanished-event-withdrawn'
    | 'altered-event'
    | 'forged-document'
    | 'late-event'
    | 'missing-document'
    | 'undated-event'
    | 'misdated-event'
    | 'hole-lost'
    | 'clock-skew'
    | 'rejected-document'
    | 'unexplained-access'
    | 'against-policy'
    | 'access-outside-hours'
    | 'first-seen'
    | 'content-viewed'
    | 'acknowledged-access'
    | 'acknowledged-finding'
    | 'category-changed';
  /** What makes it one: two findings of a kind and subject are the same finding. */
  readonly subject: string;
  readonly severity: 'low' | 'medium' | 'high';
  /** One plain sentence. */
  readonly sentence: string;
  /** Keys of the events that it is about: `_id` of their documents. */
  readonly events: readonly string[];
  /** When the event happened, or the span begins, ms UTC. */
  readonly time: number | undefined;
  /** More of it, by the names that it has below `mimecast.finding`. */
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
  /** Somebody's word on it, or that it is no longer so: then nobody has to look at it any more. Not a part of what is stored. */
  readonly answered?: Acknowledgement | 'withdrawn';
}

const ABOUT_ACCESS: readonly string[] = [
  'unexplained-access',
  'against-policy',
  'access-outside-hours',
  'first-seen',
  'content-viewed',
  'acknowledged-access',
  'acknowledged-finding',
] satisfies readonly Finding['kind'][];

/** True for the kinds that tell what the provider's staff did, or what somebody said of findings; the others tell what became of the log, or of the collecting. */
export function isAboutAccess(kind: string): boolean {
  return ABOUT_ACCESS.includes(kind);
}

/** Field names of one event that are named; more are counted. */
const MOST_FIELDS = 30;

/**
 * An event that Elastic has, of a span that was read completely now, and that Mimecast no longer gives out.
 * @param receivedBy the run that received it, as its document says.
 * @param earlier how often it was found so before and came back: each time is a finding of its own.
 */
export function vanishedFinding(
  { key, hash, time, category }: Held,
  receivedBy: string | undefined,
  earlier = 0,
): Finding {
  const before = receivedBy === undefined ? 'an earlier run' : `the run ${shown(receivedBy)}`;
  return {
    kind: 'vanished-event',
    subject: earlier === 0 ? key : `${key}|${earlier}`,
    severity: 'high',
    sentence: `By its document in Elastic, ${before} received the event of ${momentOf(time)}${inCategory(category)}, but Mimecast no longer gives it out.`,
    events: [key],
    time,
    details: {
      held_hash: hash,
      ...categoryDetail(category),
      ...(receivedBy === undefined ? {} : { received_by: shown(receivedBy) }),
    },
  };
}

/** An event that an earlier run called vanished, and that Mimecast gives out again. @param earlier how often that was so before. */
export function withdrawnFinding({ key, hash, time, category }: AuditEvent, earlier = 0): Finding {
  return {
    kind: 'vanished-event-withdrawn',
    subject: earlier === 0 ? key : `${key}|${earlier}`,
    severity: 'low',
    sentence: `The event of ${momentOf(time)}${inCategory(category)}, which an earlier run found to have vanished, is given out by Mimecast again.`,
    events: [key],
    time,
    details: { read_hash: hash, ...categoryDetail(category) },
  };
}

/**
 * An event whose id is known with other content. What it is now makes a finding of its own, so that a second change is told
 * too.
 * @param changed names of the fields that differ; undefined if they were not compared.
 */
export function alteredFinding({ key, hash, readHash, time, category }: Altered, changed?: readonly string[]): Finding {
  const names = changed === undefined ? [] : safeNames(changed);
  const what = names.length === 0 ? 'its content' : names.join(', ');
  return {
    kind: 'altered-event',
    subject: `${key}|${readHash}`,
    severity: 'high',
    sentence: `Mimecast changed the event of ${momentOf(time)}${inCategory(category)} after it had been received: ${what} differs. The held document stays, and the evidence of this run has the new version.`,
    events: [key],
    time,
    details: {
      held_hash: hash,
      read_hash: readHash,
      ...(names.length === 0 ? {} : { changed_fields: names }),
      ...categoryDetail(category),
    },
  };
}

/** One of several versions of an event that the same read had, under one id: each of them is stored. */
export function versionFinding(event: AuditEvent, tenant: string): Finding {
  const { key, hash, time, category } = event;
  const shared = keyOf(event, tenant);
  return {
    kind: 'altered-event',
    subject: `${shared}|${hash}`,
    severity: 'high',
    sentence: `Mimecast gives out more than one version of an event under one id. One of them is of ${momentOf(time)}${inCategory(category)}; each is a document of its own.`,
    events: [key, shared],
    time,
    details: { read_hash: hash, ...categoryDetail(category) },
  };
}

/** An event without a time that can be read: its document has that of the span for which it was given out. */
export function undatedFinding({ key, category }: AuditEvent): Finding {
  return {
    kind: 'undated-event',
    subject: key,
    severity: 'medium',
    sentence: `An event${inCategory(category)} has no time that can be read: its document has the end of the span that was asked for, and no period can be said to have it.`,
    events: [key],
    time: undefined,
    details: categoryDetail(category),
  };
}

/** An event that was given out for spans in which its time does not lie. */
export function misdatedFinding({ key, time, category }: AuditEvent): Finding {
  return {
    kind: 'misdated-event',
    subject: key,
    severity: 'medium',
    sentence: `Mimecast gave out the event of ${momentOf(time)}${inCategory(category)} when other times were asked for.`,
    events: [key],
    time,
    details: categoryDetail(category),
  };
}

/** A document in Elastic that has the id of an event, and is not what it says. */
export function forgedFinding({ key, time }: { readonly key: string; readonly time: number | undefined }): Finding {
  return {
    kind: 'forged-document',
    subject: key,
    severity: 'high',
    sentence: `The document of the event of ${momentOf(time)} in Elastic is not the event that its id and hash name: somebody else wrote or changed it. It proves nothing; the evidence of the runs has the event.`,
    events: [key],
    time,
    details: {},
  };
}

/**
 * An event that Elastic did not have, though its span was covered before. Whether it came late, or its document was removed, nothing
 * tells.
 * @param lateMs from its own time to when this run read it, ms.
 * @param coveredBy the run that had last covered its moment.
 */
export function lateFinding(
  { key, time, category }: Pick<Held, 'key' | 'time' | 'category'>,
  lateMs: number,
  coveredBy: string | undefined,
): Finding {
  const run = coveredBy === undefined ? 'an earlier run' : `the run ${shown(coveredBy)}`;
  return {
    kind: 'late-event',
    subject: key,
    severity: 'medium',
    sentence: `The event of ${momentOf(time)}${inCategory(category)} was not in Elastic, though ${run} had read its span before: it came late, up to ${lengthOf(lateMs)} after its time, or its document was removed.`,
    events: [key],
    time,
    details: { late_seconds: Math.round(lateMs / 1000), ...categoryDetail(category), ...runDetail(coveredBy) },
  };
}

/**
 * An event whose document was gone: of the span that a run recorded, Elastic held fewer events than it had counted; or the document was
 * there when this run compared, and no longer when it looked closer.
 * @param run this run.
 * @param found the record's run and count and what was held of it; undefined in the second case.
 */
export function missingFinding(
  { key, time, category }: Pick<AuditEvent, 'key' | 'time' | 'category'>,
  run: string | undefined,
  found: { readonly run: string | undefined; readonly recorded: number; readonly held: number } | undefined,
): Finding {
  const event = `the event of ${momentOf(time)}${inCategory(category)}`;
  const by = found?.run === undefined ? 'an earlier run' : `the run ${shown(found.run)}`;
  return {
    kind: 'missing-document',
    // It may be removed again.
    subject: `${key}|${found === undefined ? run : found.run}`,
    severity: 'high',
    sentence:
      found === undefined
        ? `The document of ${event} was removed from Elastic while this run was at work. It is stored again.`
        : `Elastic held ${found.held} of the ${found.recorded} events that ${by} recorded for a span: documents were removed. That of ${event} was not there, and is stored now.`,
    events: [key],
    time,
    details: { ...categoryDetail(category), ...runDetail(found?.run) },
  };
}

/** Past time that no run has covered, and that Mimecast no longer gives out. It may grow, and keeps its beginning: one finding. */
export function holeLostFinding(span: Span): Finding {
  const [from, to] = [isoOf(span.from * 1000), isoOf(span.to * 1000)];
  return {
    kind: 'hole-lost',
    subject: from ?? String(span.from),
    severity: 'high',
    sentence: `No run has read ${formatSpan(span)}, and Mimecast no longer gives it out: the events of that time are lost.`,
    events: [],
    time: span.from * 1000,
    details: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  };
}

/**
 * Two clocks that differ so much that times are in doubt. Once a day (UTC).
 * @param skewMs this machine's time less Mimecast's, ms.
 * @param now ms UTC.
 */
export function clockSkewFinding(skewMs: number, now: number): Finding {
  return {
    kind: 'clock-skew',
    subject: new Date(now).toISOString().slice(0, 10),
    severity: 'medium',
    sentence: `The clock of this machine is ${lengthOf(Math.abs(skewMs))} ${skewMs < 0 ? 'behind' : 'ahead of'} Mimecast's: windows and times of this run are off by as much.`,
    events: [],
    time: now,
    details: { skew_seconds: Math.round(skewMs / 1000) },
  };
}

/** A document that Elastic refused. */
export function rejectedFinding(rejection: {
  readonly id: string;
  readonly status: number;
  readonly type: string;
  readonly field: string | undefined;
  readonly kept: 'failure-store' | 'nowhere';
}): Finding {
  const { id, status, type, field, kept } = rejection;
  const why = `${shown(type)}, HTTP ${status}${field === undefined ? '' : `, field ${shown(field)}`}`;
  const where = kept === 'failure-store' ? 'It is in the failure store, and its event' : 'Its event';
  return {
    kind: 'rejected-document',
    subject: id,
    severity: 'medium',
    sentence: `Elastic refused the document of an event (${why}). ${where} is in the evidence of this run.`,
    events: [id],
    time: undefined,
    details: { status, error_type: shown(type), ...(field === undefined ? {} : { field: shown(field) }), kept },
  };
}

/** Names of fields come from outside: what does not look like one is only counted. */
function safeNames(names: readonly string[]): string[] {
  const safe = names.filter((name) => /^[\w.-]{1,64}$/.test(name));
  const kept = [...new Set(safe)].slice(0, MOST_FIELDS);
  const more = new Set(names).size - kept.length;
  return more === 0 ? kept : [...kept, `${more} ${kept.length > 0 ? 'other ' : ''}field${more === 1 ? '' : 's'}`];
}

/** Category codes are plain; anything else is not shown. */
function inCategory(category: string | undefined): string {
  return isCode(category) ? ` in ${category}` : '';
}

function categoryDetail(category: string | undefined): { category?: string } {
  return isCode(category) ? { category } : {};
}

function runDetail(run: string | undefined): { covered_by?: string } {
  return run === undefined ? {} : { covered_by: shown(run) };
}

function isCode(category: string | undefined): category is string {
  return category !== undefined && /^[\w.-]{1,64}$/.test(category);
}

/** A URL, a type or a name as far as it is made of what those are made of, at most 200 characters. */
function shown(text: string): string {
  return text.slice(0, 200).replace(/[^\w.:/@-]/g, '_') || '_';
}

function momentOf(time: number | undefined): string {
  const iso = time === undefined ? undefined : isoOf(time);
  return iso === undefined ? 'an unknown time' : iso.replace('.000Z', 'Z');
}

/** ISO 8601 with four digits of year; undefined for a time that has no such form. */
function isoOf(time: number): string | undefined {
  const date = new Date(time);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return text.length === 24 ? text : undefined;
}

/** A length for people, in its two largest units: `2 d 3 h`, `3 min 20 s`. */
function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
