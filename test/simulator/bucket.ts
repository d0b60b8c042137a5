export interface Limit {
  /** Calls that fit into the bucket. */
  readonly bucket: number;
  /** ms after which one call is put back. */
  readonly refillMs: number;
}

/** What a call finds in the bucket. */
export interface Take {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** ms until at least one call is put back: `X-RateLimit-Reset` (documentation: rate limiting). */
  readonly reset: number;
}

/** A bucket that is refilled step by step, not a window that is reset at once. `now` in ms, never falling. */
export function bucketOf({ bucket, refillMs }: Limit, now: () => number): () => Take {
  let left = bucket;
  let last = now();
  return () => {
    const steps = Math.floor((now() - last) / refillMs);
    last += steps * refillMs;
    left = Math.min(bucket, left + steps);
    if (left === bucket && steps > 0) last = now();
    const allowed = left > 0;
    if (allowed) left -= 1;
    return { allowed, limit: bucket, remaining: left, reset: Math.max(1, Math.ceil(last + refillMs - now())) };
  };
}
