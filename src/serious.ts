import type { Finding } from './finding.ts';

/**
 * Kinds of finding that stay news until somebody has answered them: each says that the log, what is held of it, or what is known
 * of it may be wrong. Words for one and for many. Accesses are not among them: their sessions are answered.
 */
export const SERIOUS: ReadonlyMap<Finding['kind'], readonly [one: string, many: string]> = new Map([
  ['altered-event', ['altered event', 'altered events']],
  ['vanished-event', ['vanished event', 'vanished events']],
  ['forged-document', ['forged document', 'forged documents']],
  ['missing-document', ['missing document', 'missing documents']],
  ['late-event', ['late event', 'late events']],
  ['undated-event', ['undated event', 'undated events']],
  ['misdated-event', ['misdated event', 'misdated events']],
  ['hole-lost', ['lost hole', 'lost holes']],
  ['clock-skew', ['clock that is off', 'clocks that are off']],
  ['rejected-document', ['rejected document', 'rejected documents']],
  ['category-changed', ['changed category', 'changed categories']],
]);

/** True for a finding that somebody has to answer. */
export function isSerious({ kind }: Pick<Finding, 'kind'>): boolean {
  return SERIOUS.has(kind);
}

/** `1 altered event`, `3 vanished events`. */
export function countOfKind(kind: Finding['kind'], count: number): string {
  const [one, many] = SERIOUS.get(kind) ?? [kind, kind];
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
