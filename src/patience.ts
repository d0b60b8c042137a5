import { ElasticError } from './errors.ts';
import type { Parts } from './run.ts';
import { retry } from './runner/retry.ts';

/** Asks Elastic a few times, for what may pass: no answer, 429, 5xx. @throws what the last try threw; the signal's reason if it aborts. */
export async function patiently<T>(
  label: string,
  operation: () => Promise<T>,
  parts: Parts,
  signal: AbortSignal,
): Promise<T> {
  const { clock, log } = parts;
  return retry(
    operation,
    (error) => {
      return error instanceof ElasticError && error.passes ? { retry: true, why: error.message } : { retry: false };
    },
    { label, attempts: 5, baseMs: 1000, capMs: 8000, clock, log, signal },
  );
}
