import { isWrittenNumber } from './json.ts';

/**
 * Writes a parsed JSON value as canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no blanks, numbers and texts
 * as ECMAScript writes them. One line, the same for the same content.
 *
 * RFC 8785 refuses what I-JSON forbids. Here nothing that a provider sends may stop a run, so half a surrogate pair is
 * written as its escape, and no depth is too deep. A number that a double doesn't hold as it was written is written as it
 * came (see src/json.ts): two numbers that differ must not become one. A double beyond all numbers is null.
 */
export function canonicalJson(root: unknown): string {
  let out = '';
  const todo: Step[] = [{ value: root }];
  for (let step = todo.pop(); step; step = todo.pop()) {
    if ('text' in step) out += step.text;
    else if (typeof step.value !== 'object' || step.value === null || isWrittenNumber(step.value))
      out += JSON.stringify(step.value) ?? 'null';
    else open(step.value, todo);
  }
  return out;
}

type Step = { readonly text: string } | { readonly value: unknown };

/** Puts the parts of an object or array on the stack, the first on top. */
function open(value: object, todo: Step[]): void {
  if (Array.isArray(value)) {
    todo.push({ text: ']' });
    for (let index = value.length - 1; index >= 0; index -= 1) {
      todo.push({ value: value[index] }, { text: index === 0 ? '[' : ',' });
    }
    if (value.length === 0) todo.push({ text: '[' });
    return;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(fields).sort();
  todo.push({ text: '}' });
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const key = keys[index] ?? '';
    todo.push({ value: fields[key] }, { text: `${index === 0 ? '{' : ','}${JSON.stringify(key)}:` });
  }
  if (keys.length === 0) todo.push({ text: '{' });
}
