import { type Doubts, noDoubts } from '../doubts.ts';
import type { Finding } from '../finding.ts';
import type { Matter, OpenIssue } from '../matter.ts';
import type { Acknowledgement, Agreement, JudgedSession, UntimedAccess } from '../session.ts';
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
  /** Unique events whose time lies in one of the spans that were read. */
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
  /** Of restoring: the evidence that was given, by the name under which it was. `folder` is the first of it. */
  given?: readonly { readonly source: string; readonly manifestHash: string }[];
  /** There: nothing but the input evidence-kept says that the folder outlives the run. */
  onTrust?: true;
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

/** What came of holding what was read against what Elastic held, or a sentence on why that could not be. */
export type ComparisonResult =
  | { state: 'none'; why: string }
  | {
      state: 'done';
      /** Documents that Elastic held of the spans that were read. */
      held: number;
      /** Events that came after their span had been covered. */
      late: { count: number; maxSeconds: number };
      altered: number;
      vanished: number;
      /** Events that an earlier run had found to be vanished, and that are back. */
      withdrawn: number;
    };

/** Past time that no complete run has covered. */
export interface Hole {
  readonly span: Span;
  /** Days until Mimecast forgets its first moment. */
  readonly unrecoverableInDays: number;
}

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
  /** What was to be read, in order; more than `window` where an overlap or holes were added. */
  pieces: readonly { readonly span: Span; readonly why: 'window' | 'overlap' | 'hole' | 'asked' }[];
  /** True if the next run fills by itself what this one leaves open: catch-up, without a span given by hand or a query. */
  catchUp: boolean;
  /** Holes of earlier runs, or parts of some, that this one has read and recorded; in order. */
  filled: readonly Span[];
  /** Nothing of this tenant had been covered before. */
  firstRun: boolean;
  read: ReadResult | undefined;
  /** `count` is of all; `rows` are the first of them, oldest first, at most 500. `whole`: all events were looked at. */
  accesses: { count: number; rows: AccessRow[]; whole: boolean };
  /** Access sessions with an act in what is told of by this run, oldest first; at most 1000. */
  sessions: JudgedSession[];
  sessionsLeftOut: number;
  /** Of those left out: the ones that need a person or could not be judged. 0 if no approvals file is given. */
  openLeftOut: number;
  /** The first of the accesses without a readable time: `doubts.untimed` counts all. */
  untimed: UntimedAccess[];
  /** What speaks against saying that nobody was there, besides what was not read. */
  doubts: Doubts;
  /** undefined if no approvals file is given. */
  agreement: Agreement | undefined;
  /** undefined if no issues were wanted. */
  issues: { opened: number; updated: number; links: ReadonlyMap<string, string> } | undefined;
  /** By id of the session or matter, of this and earlier runs. */
  acknowledgements: ReadonlyMap<string, Acknowledgement>;
  /** Texts whose wording is not known. */
  unknownWordings: { count: number; file: string | undefined };
  /** access.html, absolute. */
  reportFile: string | undefined;
  /** The ECS documents, absolute. */
  documentsFile: string | undefined;
  evidence: EvidenceResult | undefined;
  elastic: ElasticResult | undefined;
  /** undefined if the run ended before it. */
  comparison: ComparisonResult | undefined;
  /** Spans that this run recorded as covered. */
  covered: Span[];
  /** What a person should look at, raised now or before, in any order. */
  findings: Finding[];
  /** How many of them were raised by this run. */
  findingsRaised: number;
  /** What somebody has to answer, or has answered: of this run and of earlier ones, oldest first. */
  matters: Matter[];
  /** Open issues about findings that are in none of these. */
  openIssues: readonly OpenIssue[];
  /** Still open after this run, oldest first. */
  holes: Hole[];
  /** Holes, or parts of some, that Mimecast no longer gives out. */
  lost: Span[];
  /** One sentence each, most important first. */
  failures: string[];
  cancelled: boolean;
}

/** The settings that a report names. */
interface ReportedSettings {
  readonly tenant: string;
  readonly time: { readonly timeZone: string; readonly kind?: 'window' | 'span'; readonly catchUp?: boolean };
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
    pieces: [],
    catchUp: settings.time.kind === 'window' && settings.time.catchUp === true && settings.query === undefined,
    firstRun: false,
    read: undefined,
    accesses: { count: 0, rows: [], whole: false },
    sessions: [],
    sessionsLeftOut: 0,
    openLeftOut: 0,
    untimed: [],
    doubts: noDoubts(),
    agreement: undefined,
    filled: [],
    issues: undefined,
    acknowledgements: new Map(),
    unknownWordings: { count: 0, file: undefined },
    reportFile: undefined,
    documentsFile: undefined,
    evidence: undefined,
    elastic: undefined,
    comparison: undefined,
    covered: [],
    findings: [],
    findingsRaised: 0,
    matters: [],
    openIssues: [],
    holes: [],
    lost: [],
    failures: [],
    cancelled: false,
  };
}
