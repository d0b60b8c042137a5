/**
 * Values between labels that follow each other in a known order. People choose names, and a name may hold a label; so a
 * value is given only if both of its ends are certain: the label can stand in one place only.
 * @returns a value for each label: the trimmed text from it to the next one; undefined where it is empty, the word
 * `null`, or in doubt. Undefined altogether if a label is missing.
 */
export function readFields(text: string, labels: readonly string[]): (string | undefined)[] | undefined {
  const first: number[] = [];
  let from = 0;
  for (const label of labels) {
    const at = text.indexOf(label, from);
    if (at < 0) return undefined;
    first.push(at);
    from = at + label.length;
  }
  const certain: boolean[] = [];
  let to = text.length;
  for (let i = labels.length - 1; i >= 0; i -= 1) {
    const at = text.lastIndexOf(labels[i] ?? '', to - (labels[i]?.length ?? 0));
    certain[i] = at === first[i];
    to = at;
  }
  return labels.map((label, i) => {
    const isLast = i === labels.length - 1;
    if (!certain[i] || !(isLast || certain[i + 1])) return undefined;
    return value(text.slice((first[i] ?? 0) + label.length, isLast ? text.length : first[i + 1]));
  });
}

/** The trimmed text, or undefined where it is empty or the word `null`. */
export function value(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' || trimmed === 'null' ? undefined : trimmed;
}

/** A copy without the fields that are undefined; undefined if nothing is left. */
export function defined<T extends object>(fields: { [Key in keyof T]: T[Key] | undefined }): T | undefined {
  let some = false;
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (field === undefined) continue;
    copy[key] = field;
    some = true;
  }
  return some ? (copy as T) : undefined;
}
