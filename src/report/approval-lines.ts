import { needsOf } from '../needs.ts';
import type { JudgedSession, Permission } from '../session.ts';
import { formatMoment } from '../span.ts';
import { actsOf } from './account-verdict.ts';

/**
 * An address that means nothing but itself in YAML, in a fence of Markdown, and as a pattern of the approvals file: a person
 * called `*@mimecast.com` must not end up as an approval of everybody.
 */
const PLAIN_ADDRESS = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,126}[A-Za-z0-9]$/;

/**
 * An approval that explains a session, as YAML to be pasted into the approvals file (docs/approvals.md). What only a person
 * knows is left blank, and a file with a blank is refused: nothing is approved by pasting alone.
 * @returns undefined if no approval can explain it, or its person is not written as a plain address.
 */
export function approvalLines({ session, ...rest }: JudgedSession): string | undefined {
  const { person, first, last, acts, doubtful } = session;
  // Who did it has to be known for sure.
  if (doubtful) return undefined;
  if (person === undefined || !PLAIN_ADDRESS.test(person)) return undefined;
  // Acts that are not kept are covered by nothing.
  if (acts.length < actsOf({ session, ...rest })) return undefined;
  const waives = [...new Set(rest.broken.map(({ rule }) => rule))].filter((rule) => rule !== 'ticket');
  return [
    '  - ticket:      # your ticket, or the case at the provider',
    `    person: "${person}"`,
    `    from: ${formatMoment(Math.floor(first / 1000))}`,
    // The end is not included.
    `    to: ${formatMoment(Math.floor(last / 1000) + 1)}`,
    `    may: [${permissionsOf(session).join(', ')}]`,
    ...(waives.length === 0 ? [] : [`    waives: [${waives.join(', ')}]`]),
    '    reason:      # CUSTOMER_INITIATED_SUPPORT, or another code of docs/approvals.md',
    '    agreed-by:   # who agreed',
  ].join('\n');
}

const PERMISSIONS: readonly Permission[] = ['see', 'content', 'change', 'export'];

/** The least that covers all acts. Signing in and out needs no permission of its own. */
function permissionsOf({ acts }: JudgedSession['session']): Permission[] {
  const needs = new Set(acts.flatMap(needsOf));
  const may = PERMISSIONS.filter((one) => needs.has(one) && !(one === 'see' && needs.has('content')));
  return may.length > 0 ? may : ['sign-in'];
}
