import { createHash } from 'node:crypto';
import { keyOf, parseItem } from '../../src/event.ts';
import { isAboutAccess } from '../../src/finding.ts';
import { formatSpan, type Span } from '../../src/span.ts';
import type { Model, Stored } from './elastic/model.ts';
import { valuesOf } from './elastic/query.ts';
import type { History, Planned, RunPlan } from './history.ts';
import type { Ledger, Reading } from './ledger.ts';
import { placedOf } from './mimecast.ts';

type Kind =
  | 'loss'
  | 'duplicate'
  | 'foreign'
  | 'changed'
  | 'falsely covered'
  | 'not covered'
  | 'false proof'
  | 'false finding'
  | 'missed finding'
  | 'repeated finding'
  | 'hung'
  | 'bad end'
  | 'never green'
  | 'not at rest';

/** What must not be. */
export interface Violation {
  readonly kind: Kind;
  readonly sentence: string;
}

export interface Check {
  /** @param evidenceOf the run whose evidence is restored. @param beside other runs at work. */
  begins(
    run: number,
    command: RunPlan['command'],
    now: number,
    evidenceOf: number | undefined,
    beside: readonly number[],
  ): void;
  created(stream: string, stored: Stored, run: number, now: number): void;
  uploaded(run: number): void;
  /** The stream rolled over while two runs were at work: what both create may be there twice. */
  raced(): void;
  /** Somebody else has removed these documents, or put them there. */
  meddled(documents: readonly Stored[]): void;
  /** What a run said of a period. */
  said(run: number, sentences: string, period: Span | undefined, now: number): void;
  ended(run: number, code: number | undefined, thrown: unknown, lines: readonly string[], now: number): void;
  hung(run: number, moved: boolean): void;
  neverGreen(tries: number): void;
  /** What a run has read, as text. */
  spansOf(run: number): string;
  /** What is stored and found, to see later whether that has changed. */
  state(): ReadonlySet<string>;
  unchanged(before: ReadonlySet<string>, from: number, to: number): void;
  finish(): readonly Violation[];
}

const MOST_REMEMBERED = 2000;

interface RunRecord {
  readonly command: RunPlan['command'];
  readonly began: number;
  readonly evidenceOf: number | undefined;
  /** Another run was at work at the same time. */
  shared: boolean;
  uploaded: boolean;
}

export function createCheck({
  history,
  model,
  ledger,
  streams,
}: {
  readonly history: History;
  readonly model: Model;
  readonly ledger: Ledger;
  readonly streams: Readonly<Record<'audit' | 'coverage' | 'finding', string>>;
}): Check {
  const violations: Violation[] = [];
  const runs = new Map<number, RunRecord>();
  /** Of each document of the audit stream: when it came. */
  const came = new Map<string, number>();
  const planned = plannedById(history);
  /** Mimecast's ids of what somebody else had his hands on. */
  const meddled = new Set<string>();

  const deeds = history.runs.flatMap(({ faults }) => faults.map(({ do: deed }) => deed));
  /** When something came is in doubt then. */
  const jumped = deeds.some((deed) => typeof deed === 'object' && 'jump' in deed);

  /** The runs that created a document, by stream and id. */
  const creators = new Map<string, Set<number>>();
  let raced = false;

  /** No client can keep two runs at once from it: what both looked up a moment ago, each creates in an index of its own. */
  const isRace = (stream: string, id: string): boolean => {
    const both = [...(creators.get(`${stream} ${id}`) ?? [])];
    return raced && both.length > 1 && both.every((run) => runs.get(run)?.shared);
  };

  const mayRead = history.privileges?.includes('read') ?? true;

  const accuse = (kind: Kind, sentence: string): void => void violations.push({ kind, sentence });
  const originalOf = ({ source }: Stored): string => String(valuesOf(source, 'event.original')[0] ?? '');

  /** The documents of events by Mimecast's id. */
  function held(): Map<string, Stored[]> {
    const byId = new Map<string, Stored[]>();
    for (const stored of model.documents(streams.audit)) {
      const id = idIn(originalOf(stored));
      byId.set(id, [...(byId.get(id) ?? []), stored]);
    }
    return byId;
  }

  function readingsOf(run: number): readonly Reading[] {
    const record = runs.get(run);
    return ledger.readingsOf(record?.evidenceOf ?? run);
  }

  function checkCoverage(stored: Stored, run: number): void {
    const [start, end] = [valuesOf(stored.source, 'event.start')[0], valuesOf(stored.source, 'event.end')[0]];
    if (start === undefined || end === undefined) return;
    const span = { from: Date.parse(String(start)) / 1000, to: Date.parse(String(end)) / 1000 };
    const record = runs.get(run);
    const reading = readingsOf(run).find((one) => one.complete && one.span.from <= span.from && one.span.to >= span.to);
    if (!reading) {
      accuse('falsely covered', `Run ${run} covered ${formatSpan(span)}, which it had not read to its last page`);
      return;
    }
    if (!record?.uploaded && record?.evidenceOf === undefined) {
      accuse('falsely covered', `Run ${run} covered ${formatSpan(span)} before its evidence was kept`);
    }
    const there = held();
    const lost = reading.events.filter(
      (event) => isIn(event, span) && !there.has(idIn(event)) && !meddled.has(idIn(event)),
    );
    if (lost.length === 0) return;
    accuse(
      'falsely covered',
      `Run ${run} covered ${formatSpan(span)}, and ${lost.length} of its events are not stored`,
    );
  }

  /** The acts of the provider in a span that a source holds: Mimecast shows them, or Elastic has them. */
  function actsIn(span: Span, now: number): number {
    const shown = placedOf(history).filter(
      ({ event, at = 0, visibleFrom = 0, visibleUntil = Number.POSITIVE_INFINITY }) =>
        isAct(event) && at >= span.from && at < span.to && visibleFrom <= now && visibleUntil > now,
    );
    const stored = model.documents(streams.audit).filter((one) => {
      const original = originalOf(one);
      // What has no time is of the time that it was given out for.
      const event = planned.get(idIn(original));
      const there = event?.undated ? event.at >= span.from && event.at < span.to : isIn(original, span);
      return there && isAct(JSON.parse(original));
    });
    return shown.length + stored.length;
  }

  /** What a run that ended well must have told of by now. */
  function checkFound(run: number): void {
    const record = runs.get(run);
    if (!record || record.shared || !mayRead) return;
    const subjects = findings();
    const told = (kind: string, key: string) => subjects.some((one) => one.kind === kind && one.events.includes(key));
    const complete = ledger.readingsOf(run).filter((one) => one.complete);
    const there = held();
    for (const id of new Set(complete.flatMap(({ events }) => events.map(idIn)))) {
      const [first] = there.get(id) ?? [];
      if (planned.get(id)?.undated && first && !told('undated-event', first.id))
        accuse('missed finding', `Run ${run} did not tell that ${first.id} has no readable time`);
    }
    for (const [id, [first]] of there) {
      const event = planned.get(id);
      if (!event || !first || event.undated || (came.get(first.id) ?? 0) >= record.began) continue;
      const reading = complete.find(({ span }) => event.at >= span.from && event.at < span.to);
      if (!reading) continue;
      if (event.hiddenFrom !== undefined && event.hiddenFrom <= record.began && !jumped) {
        if (!told('vanished-event', first.id))
          accuse('missed finding', `Run ${run} did not tell that ${first.id} had vanished`);
      }
      const original = originalOf(first);
      const given = reading.events.filter((one) => idIn(one) === id);
      if (given.length > 0 && !given.includes(original) && !told('altered-event', first.id)) {
        accuse('missed finding', `Run ${run} did not tell that ${first.id} was altered`);
      }
    }
  }

  function findings(): { document: string; kind: string; subject: string; events: string[]; raised: number }[] {
    return model.documents(streams.finding).map(({ id, source }) => ({
      document: id,
      kind: String(valuesOf(source, 'rule.name')[0]),
      subject: String(valuesOf(source, 'mimecast.finding.subject')[0]),
      events: valuesOf(source, 'mimecast.finding.events').map(String),
      raised: Date.parse(String(valuesOf(source, '@timestamp')[0])),
    }));
  }

  function checkFindings(): void {
    // Also of those whose documents somebody has removed.
    const byKey = new Map<string, Planned | undefined>();
    for (const { event } of placedOf(history)) {
      const item = parseItem(event);
      byKey.set(keyOf(item, 'default'), planned.get(item.id ?? ''));
    }
    const seen = new Set<string>();
    const refused = deeds.some((deed) => typeof deed === 'object' && ('items' in deed || 'status' in deed));
    for (const { document, kind, subject, events } of findings()) {
      const name = `${kind} ${subject}`;
      if (seen.has(name) && !isRace(streams.finding, document)) accuse('repeated finding', `${name} was raised twice`);
      seen.add(name);
      const about = byKey.get(events[0] ?? '');
      // Which of those that were not there were removed, and which came late, nothing tells.
      const isMeddled = meddled.size > 0;
      const isTrue =
        isAboutAccess(kind) ||
        (kind === 'vanished-event' && about?.hiddenFrom !== undefined) ||
        (kind === 'altered-event' && about?.alteredFrom !== undefined) ||
        (kind === 'late-event' && (about?.visibleFrom !== undefined || isMeddled)) ||
        (kind === 'missing-document' && isMeddled) ||
        (kind === 'undated-event' && about?.undated === true) ||
        (kind === 'clock-skew' && jumped) ||
        (kind === 'rejected-document' && refused);
      if (!isTrue) accuse('false finding', `${name} was raised, and nothing of that kind had happened`);
    }
  }

  return {
    begins(run, command, now, evidenceOf, beside) {
      runs.set(run, { command, began: now, evidenceOf, shared: beside.length > 0, uploaded: false });
      for (const other of beside) {
        const record = runs.get(other);
        if (record) record.shared = true;
      }
    },
    created(stream, stored, run, now) {
      const name = `${stream} ${stored.id}`;
      creators.set(name, (creators.get(name) ?? new Set()).add(run));
      if (stream === streams.audit) came.set(stored.id, Math.min(now, came.get(stored.id) ?? now));
      if (stream === streams.coverage) checkCoverage(stored, run);
    },
    raced() {
      raced = true;
    },
    meddled(documents) {
      for (const one of documents) meddled.add(idIn(originalOf(one)));
    },
    uploaded(run) {
      const record = runs.get(run);
      if (record) record.uploaded = true;
    },
    said(run, sentences, period, now) {
      if (!/\bproven\b/i.test(sentences.replaceAll(/not proven|nothing of it is proven/gi, ''))) return;
      const acts = period ? actsIn(period, now) : 0;
      if (acts === 0) return;
      accuse('false proof', `Run ${run} called the absence of the provider proven, and ${acts} acts of his are known`);
    },
    ended(run, code, thrown, lines, now) {
      if (thrown !== undefined) {
        accuse(
          'bad end',
          `Run ${run} threw: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
        );
        return;
      }
      if (code !== 0 && code !== 1) accuse('bad end', `Run ${run} ended with exit code ${code}`);
      if (!lines.some((line) => /^(?:Mimecast audit of|Provider access to) /.test(line))) {
        accuse('bad end', `Run ${run} ended without its sentence`);
      }
      const record = runs.get(run);
      if (code !== 0 || !record || record.command === 'report') return;
      const there = held();
      const lost = new Set(
        readingsOf(run)
          .flatMap(({ events }) => events.map(idIn))
          .filter((id) => !there.has(id) && !meddled.has(id)),
      );
      if (lost.size > 0) accuse('loss', `Run ${run} ended green, and ${lost.size} events that it read are not stored`);
      if (record.command !== 'restore' && readingsOf(run).some(({ complete }) => !complete)) {
        accuse('bad end', `Run ${run} ended green, and had not read all to the last page`);
      }
      if (record.command !== 'restore' && now - record.began >= 0) checkFound(run);
    },
    hung(run, moved) {
      accuse(
        'hung',
        moved ? `Run ${run} went on beyond its deadline` : `Run ${run} waits for something that never comes`,
      );
    },
    neverGreen(tries) {
      accuse('never green', `${tries} runs without faults did not end green`);
    },
    spansOf: (run) =>
      ledger
        .readingsOf(run)
        .map(({ span }) => formatSpan(span))
        .join(),
    state() {
      const documents = [streams.audit, streams.finding].flatMap((stream) =>
        model.documents(stream).map((one) => nameOf(stream, one)),
      );
      return new Set(documents);
    },
    unchanged(before, from, to) {
      const moves = (moment: number | undefined) => moment !== undefined && moment >= from - 3_600_000 && moment <= to;
      // What happens at Mimecast just then is news.
      if (
        history.events.some(({ visibleFrom, hiddenFrom, alteredFrom }) =>
          [visibleFrom, hiddenFrom, alteredFrom].some(moves),
        )
      )
        return;
      const after = this.state();
      const fresh = [...after].filter((one) => !before.has(one));
      if (fresh.length > 0)
        accuse('not at rest', `A second quiet run changed something: ${fresh[0]} and ${fresh.length - 1} more`);
    },
    finish() {
      for (const [id, stored] of held()) {
        if (!planned.has(id) && meddled.has(id)) continue;
        if (stored.length > 1 && !isRace(streams.audit, stored[0]?.id ?? ''))
          accuse('duplicate', `The event ${id.slice(0, 12)}… is stored ${stored.length} times`);
        for (const one of stored) {
          const original = originalOf(one);
          if (!ledger.given.has(original)) accuse('foreign', `${one.id} holds what Mimecast never gave out`);
          const hash = createHash('sha256').update(original).digest('hex');
          if (valuesOf(one.source, 'event.hash')[0] !== hash)
            accuse('changed', `${one.id} has another hash than its content`);
        }
      }
      checkFindings();
      return violations;
    },
  };
}

function nameOf(stream: string, { id, place }: Stored): string {
  return `${stream} ${id} ${place}`;
}

function plannedById(history: History): Map<string, Planned> {
  const ids = new Map<string, Planned>();
  // As placedOf: one or two versions of each event, in its order.
  let at = 0;
  const placed = placedOf(history);
  for (const event of history.events) {
    const versions = event.alteredFrom !== undefined && event.hiddenFrom === undefined ? 2 : 1;
    ids.set(idIn(JSON.stringify(placed[at]?.event)), event);
    at += versions;
  }
  return ids;
}

const ids = new Map<string, string>();

/** Mimecast's id of an event. Remembered, since the same few are asked for again and again. */
function idIn(event: string): string {
  const known = ids.get(event);
  if (known !== undefined) return known;
  const id = String((JSON.parse(event) as { id?: unknown }).id);
  if (ids.size > MOST_REMEMBERED) ids.clear();
  ids.set(event, id);
  return id;
}

function isIn(event: string, span: Span): boolean {
  const { eventTime } = JSON.parse(event) as { eventTime?: string };
  const time = Date.parse(String(eventTime).replace('+0000', 'Z')) / 1000;
  // One without a time belongs to every span that was read.
  return Number.isNaN(time) || (time >= span.from && time < span.to);
}

function isAct(event: unknown): boolean {
  const { category, user } = event as { category?: string; user?: string };
  return category?.toLowerCase() === 'mimecast_access_logs' || /@mimecast\.(?:local|com)\b/i.test(user ?? '');
}
