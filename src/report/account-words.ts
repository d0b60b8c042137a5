import { union } from '../coverage.ts';
import type { ActKind, JudgedSession, Permission, PolicyRule, ReasonCode } from '../session.ts';
import type { Span } from '../span.ts';
import { formatLength } from './text.ts';

/** In the order in which they are told. */
export const KINDS: readonly ActKind[] = [
  'exported',
  'changed',
  'seen',
  'unknown',
  'signed-in',
  'sign-in-failed',
  'signed-out',
];

export const KIND_WORDS: Readonly<Record<ActKind, string>> = {
  'signed-in': 'signed in',
  'sign-in-failed': 'sign-in failed',
  'signed-out': 'signed out',
  seen: 'seen',
  changed: 'changed',
  exported: 'exported',
  unknown: 'other act',
};

export const VERDICT_WORDS: Readonly<Record<JudgedSession['verdict'], string>> = {
  expected: 'As agreed',
  unexplained: 'Unexplained',
  'against-policy': 'Against policy',
  'not-judged': 'Not judged',
};

export const RULE_WORDS: Readonly<Record<PolicyRule, string>> = {
  hours: 'Working hours',
  networks: 'Networks',
  never: 'Persons who may never come in',
  length: 'Longest session',
  'per-day': 'Most in a day',
  ticket: 'Acts that need a ticket',
};

export const REASON_WORDS: Readonly<Record<ReasonCode, string>> = {
  CUSTOMER_INITIATED_SUPPORT: 'support that was asked for',
  PROVIDER_INITIATED_SERVICE: "service by the provider's own decision",
  PROVIDER_INITIATED_REVIEW: 'review for security, fraud or abuse',
  PROVIDER_RESPONSE_TO_PRODUCTION_ALERT: 'answer to an alert of the service',
  THIRD_PARTY_DATA_REQUEST: 'demand of a third party for data',
};

export const PERMISSION_WORDS: Readonly<Record<Permission, string>> = {
  'sign-in': 'sign in',
  see: 'see settings and records',
  content: 'see the content of mail',
  change: 'change',
  export: 'export',
};

/** The length of spans together, each second once: `3 h`, `2 days`. */
export function formatWindowLength(spans: readonly Span[]): string {
  return formatLength(union(spans).reduce((sum, { from, to }) => sum + to - from, 0));
}
