import type { Span } from '../span.ts';

/** One provider access as the report shows it. Everything in it comes from outside. */
export interface AccessRow {
  /** ms UTC; undefined if the event's time can't be read. */
  readonly time: number | undefined;
  readonly who: string | undefined;
  readonly from: string | undefined;
  readonly what: string | undefined;
}

/** What became of reading the window. */
export interface ReadResult {
  complete: boolean;
  /** Why spans are not complete, a sentence each. */
  reasons: string[];
  /** Unique events whose time lies in the window. */
  events: number;
  outside: number;
  undated: number;
  duplicates: number;
  /** Lines of events.ndjson: all unique events, wherever their time lies. */
  unique: number;
  pages: number;
  requests: number;
}

/** Where the evidence is. */
interface EvidenceResult {
  folder: string;
  /** SHA-256 of manifest.json, hex. */
  manifestHash: string;
  /** undefined if it was not uploaded: `problem` says why, or there is no artifact service here. */
  artifact: { id: string; url: string | undefined; digest: string | undefined; name: string } | undefined;
  problem: string | undefined;
}

/** What became of delivering to Elastic: no setting for it, not wanted in this run, or tried. */
export type ElasticResult =
  | { state: 'off' }
  | { state: 'dry-run' }
  | {
      state: 'used';
      stream: string;
      created: number;
      known: number;
      rejected: number;
      /** Documents that were to be delivered. */
      read: number;
      /** All of `read` were sent and answered. */
      complete: boolean;
      problem: string | undefined;
      rejectedFile: string | undefined;
    };

/** What a run did, filled in step by step by collect.ts; undefined is a step that was not reached. */
export interface Report {
  tenant: string;
  timeZone: string;
  categories: readonly string[] | 'all';
  /** Narrows what Mimecast gives out, so that nothing can be proven about what it leaves out. */
  query: string | undefined;
  dryRun: boolean;
  /** The span that was asked for. */
  window: Span | undefined;
  /** The part of `window` that Mimecast no longer gives out. */
  unreachable: Span | undefined;
  notes: string[];
  read: ReadResult | undefined;
  /** `count` is of all; `rows` are the first of them, oldest first, at most 500. `whole`: all events were looked at. */
  accesses: { count: number; rows: AccessRow[]; whole: boolean };
  evidence: EvidenceResult | undefined;
  elastic: ElasticResult | undefined;
  /** One sentence each, most important first. */
  failures: string[];
  cancelled: boolean;
}

/** The settings that a report names. */
interface ReportedSettings {
  readonly tenant: string;
  readonly time: { readonly timeZone: string };
  readonly categories: readonly string[] | 'all';
  readonly query?: string | undefined;
  readonly dryRun: boolean;
}

/** The report of a run that has done nothing yet. */
export function emptyReport(settings: ReportedSettings): Report {
  return {
    tenant: settings.tenant,
    timeZone: settings.time.timeZone,
    categories: settings.categories,
    query: settings.query,
    dryRun: settings.dryRun,
    window: undefined,
    unreachable: undefined,
    notes: [],
    read: undefined,
    accesses: { count: 0, rows: [], whole: false },
    evidence: undefined,
    elastic: undefined,
    failures: [],
    cancelled: false,
  };
}
