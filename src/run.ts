import type { ElasticClient, ElasticTarget } from './elastic/client.ts';
import type { ArtifactResult } from './evidence/artifact.ts';
import type { Spool } from './evidence/spool.ts';
import type { Source } from './mimecast/reader.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report/report.ts';
import type { Clock } from './runner/clock.ts';
import type { Log } from './runner/log.ts';
import type { Settings } from './settings.ts';

/** What a run works with: the real parts come from main.ts, tests bring their own. */
export interface Parts {
  readonly log: Log;
  readonly clock: Clock;
  /** Aborts when the job is cancelled. */
  readonly cancelled: AbortSignal;
  readonly tool: { readonly name: string; readonly version: string };
  source(settings: Settings, signal: AbortSignal): Source;
  spool(folder: string): Promise<Spool>;
  /** @returns `'no-service'` where there is none. @throws Error, one sentence, also when the signal aborts. */
  upload(upload: Upload, signal: AbortSignal): Promise<ArtifactResult | 'no-service'>;
  elastic(target: ElasticTarget): Promise<ElasticClient>;
}

/** Files that become an artifact. */
interface Upload {
  readonly name: string;
  /** Absolute, all below `root`. */
  readonly files: readonly string[];
  readonly root: string;
  readonly retentionDays: number | undefined;
}

/** One run, as its steps hand it on. Only `report` changes. */
export interface Run {
  readonly settings: Settings;
  readonly parts: Parts;
  readonly plan: Plan;
  readonly report: Report;
}
