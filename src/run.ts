import type { Coverage } from './coverage.ts';
import type { ElasticClient } from './elastic/client.ts';
import type { Vanishings } from './elastic/findings.ts';
import type { ElasticTarget } from './elastic-target.ts';
import type { AuditEvent } from './event.ts';
import type { ArtifactResult } from './evidence/artifact.ts';
import type { Manifest } from './evidence/manifest.ts';
import type { Spool } from './evidence/spool.ts';
import type { IssueOptions, KeptIssues } from './github/issues.ts';
import type { RunCreated } from './github/run-created.ts';
import type { Source } from './mimecast/reader.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report/report.ts';
import type { Clock } from './runner/clock.ts';
import type { Log } from './runner/log.ts';
import type { Agreement, JudgedSession, Session } from './session.ts';
import type { IssueSettings } from './settings/access.ts';
import type { Settings } from './settings.ts';
import type { Span } from './span.ts';

/** Days of which a run asks Elastic: twice those that Mimecast gives out, since a hole that it no longer fills begins where an older record ends. */
export const REMEMBERED_DAYS = 120;

/** What a run works with: the real parts come from main.ts, tests bring their own. */
export interface Parts {
  readonly log: Log;
  readonly clock: Clock;
  /** Aborts when the job is cancelled. */
  readonly cancelled: AbortSignal;
  readonly tool: { readonly name: string; readonly version: string };
  /** Mimecast as the settings name it. */
  source(settings: Settings, signal: AbortSignal): Source;
  /** Codes of the categories that the Mimecast account offers. @throws ProviderError; the signal's reason if it aborts. */
  categories(settings: Settings, signal: AbortSignal): Promise<readonly string[]>;
  /** When the first attempt of this workflow run was created; never throws. */
  created(settings: Settings, signal: AbortSignal): Promise<RunCreated>;
  /** A text file of the user's. @throws EncodingError if it is not UTF-8; Error of the file system. */
  readText(path: string): Promise<string>;
  /** Keeps GitHub issues about sessions and findings. Never throws. */
  issues(settings: IssueSettings, asked: AskedIssues, signal: AbortSignal): Promise<KeptIssues>;
  spool(folder: string): Promise<Spool>;
  /** @returns `'no-service'` where there is none. @throws Error, one sentence, also when the signal aborts. */
  upload(upload: Upload, signal: AbortSignal): Promise<ArtifactResult | 'no-service'>;
  elastic(target: ElasticTarget): Promise<ElasticClient>;
}

/** What issues are to be about. */
type AskedIssues = Pick<
  IssueOptions,
  'judged' | 'again' | 'matters' | 'mode' | 'tenant' | 'timeZone' | 'runUrl' | 'artifactUrl' | 'dryRun'
>;

/** What reviewing found out, besides what it says in the report. */
export interface Reviewed {
  /** All sessions that are known, held ones too, oldest first. */
  readonly sessions: readonly Session[];
  /** Those that an earlier run told of and that were read again, judged anew. */
  readonly again: readonly JudgedSession[];
  /** From when on these are all that there were, ms UTC; undefined if they are those of this run only. */
  readonly sessionsSince: number | undefined;
  /** Content of `unknown-wordings.ndjson`; undefined if all wordings are known. */
  readonly wordings: string | undefined;
}

/** Files that become an artifact. */
interface Upload {
  readonly name: string;
  /** Absolute, all below `root`. */
  readonly files: readonly string[];
  readonly root: string;
  readonly retentionDays: number | undefined;
}

/** What a run works on: evidence that was made now, or an earlier one that was opened again. */
export interface Evidence {
  readonly folder: string;
  readonly manifest: Manifest;
  /** SHA-256 of manifest.json, hex. */
  readonly manifestHash: string;
  /** By time, then id; those without a time last. */
  events(): AsyncIterable<AuditEvent>;
}

/** What Elastic tells of earlier runs. */
export interface Past {
  /** undefined if there is no Elastic, or it can't be reached. */
  readonly client: ElasticClient | undefined;
  /** Of the last 60 days; undefined if it can't be read. */
  readonly coverage: readonly Coverage[] | undefined;
  /**
   * Why nothing may be delivered: what Elastic holds can be asked in principle, and could not be now. Sending all the same
   * could store events twice after a rollover, and the next run does it in order.
   */
  readonly blocked: string | undefined;
  /** When Elastic was first asked, ms UTC. */
  readonly asked: number;
  /** By event key, what earlier runs found to have vanished, and to be back. */
  readonly vanishings: ReadonlyMap<string, Vanishings>;
}

/** A span that was read, and whether to its end. */
export interface ReadSpan {
  readonly span: Span;
  readonly complete: boolean;
}

/** One run, as its steps hand it on. */
export interface Run {
  readonly settings: Settings;
  readonly parts: Parts;
  readonly past: Past;
  readonly plan: Plan;
  /** undefined if no approvals file is given. */
  readonly agreement: Agreement | undefined;
  /** Filled in by every step. */
  readonly report: Report;
  /** Filled in by reading. */
  readonly readSpans: ReadSpan[];
  /** Filled in by delivering: keys of documents that Elastic refused. */
  readonly rejectedKeys: Set<string>;
  /** Filled in by reviewing: keys of provider accesses that are counted. Pieces of evidence that are restored overlap. */
  readonly counted: Set<string>;
  /** Filled in by comparing: keys of events whose document in Elastic is not what a run wrote. */
  readonly falseKeys: Set<string>;
}
