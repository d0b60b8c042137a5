import type { Act, ActKind, Permission } from './session.ts';

/** What an act needs to be allowed: all of them. What can't be told what it is needs the strongest, `change`. */
export function needsOf({ kind, also = [], content }: Act): readonly Permission[] {
  const needs = new Set([kind, ...also].map((one) => NEEDS[one]));
  if (!content) return [...needs];
  needs.delete('see');
  return [...needs.add('content')];
}

const NEEDS: Readonly<Record<ActKind, Permission>> = {
  'signed-in': 'sign-in',
  'sign-in-failed': 'sign-in',
  'signed-out': 'sign-in',
  seen: 'see',
  changed: 'change',
  exported: 'export',
  unknown: 'change',
};
