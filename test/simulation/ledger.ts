import { canonicalJson } from '../../src/canonical.ts';
import type { Span } from '../../src/span.ts';

/** One reading of a span by one run, as far as its answers came. */
export interface Reading {
  /** s UTC: what was asked for, without the second before. */
  readonly span: Span;
  /** Each event that was given out, as canonical JSON. */
  readonly events: string[];
  /** The last page came, and no answer told of a fault. */
  complete: boolean;
}

/** What Mimecast gave out to the runs of a history. */
export interface Ledger {
  /** Takes an answer that a run got. */
  take(run: number, asked: string, answered: Buffer): void;
  readingsOf(run: number): readonly Reading[];
  /** All events that some run got, as canonical JSON. */
  readonly given: ReadonlySet<string>;
}

export function createLedger(): Ledger {
  const readings = new Map<number, Reading[]>();
  const given = new Set<string>();
  return {
    given,
    readingsOf: (run) => readings.get(run) ?? [],
    take(run, asked, answered) {
      const answer = parse(answered);
      if (!Array.isArray(answer?.data)) return;
      const { meta, data } = JSON.parse(asked) as {
        meta: { pagination: { pageToken?: string } };
        data: [{ startDateTime: string; endDateTime: string }];
      };
      const own = readings.get(run) ?? [];
      readings.set(run, own);
      const [from, to] = [secondsOf(data[0].startDateTime) + 1, secondsOf(data[0].endDateTime)];
      let reading = own.at(-1);
      if (meta.pagination.pageToken === undefined || !reading) {
        reading = { span: { from, to }, events: [], complete: false };
        own.push(reading);
      }
      const events = answer.data.map(canonicalJson);
      for (const event of events) given.add(event);
      reading.events.push(...events);
      const faulty = Array.isArray(answer.fail) && answer.fail.length > 0;
      const next = answer.meta?.pagination?.next;
      // A reading with a fault in its middle stays incomplete: its last page comes all the same.
      if (faulty) reading.complete = false;
      else if (events.length === 0 || !next) reading.complete = !tainted.has(reading);
      if (faulty) tainted.add(reading);
    },
  };
}

const tainted = new WeakSet<Reading>();

interface AuditAnswer {
  readonly data?: unknown[];
  readonly fail?: unknown[];
  readonly meta?: { readonly pagination?: { readonly next?: string } };
}

function parse(bytes: Buffer): AuditAnswer | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as AuditAnswer;
  } catch {
    return undefined;
  }
}

function secondsOf(text: string): number {
  return Date.parse(text.replace('+0000', 'Z')) / 1000;
}
