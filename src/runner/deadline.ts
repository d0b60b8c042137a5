/**
 * A signal that aborts after `ms`, with an Error of that sentence as its reason, or as soon as `earlier` does.
 * Its timer never keeps the process alive.
 */
export function deadline(ms: number, sentence: string, earlier: AbortSignal): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error(sentence)), ms).unref();
  return AbortSignal.any([controller.signal, earlier]);
}
