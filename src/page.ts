import type { Span } from './span.ts';

/** One answer of get-audit-events that was accepted as whole. */
export interface Page {
  /** The span that was asked for. */
  readonly span: Span;
  /** The answer's body as it came, after gzip was undone and before it was parsed: the evidence. */
  readonly bytes: Buffer;
  /** The items of `data`, as parsed and not yet understood. */
  readonly events: readonly unknown[];
  /** When the answer had arrived, ms UTC. */
  readonly received: number;
}
