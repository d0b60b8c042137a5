/**
 * Makes an input smaller while it still does what it did: items and fields are left out, texts are cut. Stops when nothing more
 * can be left out, or at its limits.
 * @param still whether an input still leads to the same fault.
 */
export async function shrink<T>(
  input: T,
  still: (smaller: T) => Promise<boolean>,
  limits: { readonly tries: number; readonly ms: number },
): Promise<T> {
  const until = Date.now() + limits.ms;
  let tries = limits.tries;
  let best = input;
  for (let better = true; better; ) {
    better = false;
    for (const smaller of smallerThan(best)) {
      if (tries <= 0 || Date.now() > until) return best;
      tries -= 1;
      if (!(await still(smaller as T))) continue;
      best = smaller as T;
      better = true;
      break;
    }
  }
  return best;
}

/** Inputs that are a little smaller, the much smaller ones first. */
function* smallerThan(value: unknown): Generator<unknown> {
  if (typeof value === 'string') yield* textsIn(value);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length && value.length > 1; index += 1) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries())
      for (const smaller of smallerThan(item)) yield value.with(index, smaller);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      for (const smaller of smallerThan(item)) yield { ...value, [key]: smaller };
    }
  }
}

function* textsIn(text: string): Generator<string> {
  // An item as JSON text: field after field.
  if (text.startsWith('{')) {
    try {
      const fields = JSON.parse(text) as Record<string, unknown>;
      for (const key of Object.keys(fields)) yield JSON.stringify({ ...fields, [key]: undefined });
      for (const [key, field] of Object.entries(fields)) {
        if (typeof field !== 'string') continue;
        for (const smaller of cutsOf(field)) yield JSON.stringify({ ...fields, [key]: smaller });
      }
      return;
    } catch {
      // Not JSON: a text.
    }
  }
  yield* cutsOf(text);
}

function* cutsOf(text: string): Generator<string> {
  for (let size = Math.floor(text.length / 2); size >= 4; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= text.length && at < 12 * size; at += size)
      yield text.slice(0, at) + text.slice(at + size);
  }
  if (text.length < 24) for (let at = 0; at < text.length; at += 1) yield text.slice(0, at) + text.slice(at + 1);
}
