/** Characters of a line, blanks at its beginning included. */
const LINE = 110;

/** A value as JSON by lines: what fits on one line stands on one, so that a person can read it and a machine too. */
export function linesOf(value: unknown): string[] {
  return layOut(value, 0).split('\n');
}

function layOut(value: unknown, depth: number): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + 2 * depth <= LINE) return flat;
  const inside = '  '.repeat(depth + 1);
  const parts = Array.isArray(value)
    ? value.map((one) => `${inside}${layOut(one, depth + 1)}`)
    : Object.entries(value).map(([key, one]) => `${inside}${JSON.stringify(key)}: ${layOut(one, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${'  '.repeat(depth)}${close}`;
}
