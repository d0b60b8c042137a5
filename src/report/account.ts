import type { CalendarDay, TrendMonth } from '../calendar.ts';
import type { Doubts } from '../doubts.ts';
import type { Finding } from '../finding.ts';
import type { Approval, JudgedSession, UntimedAccess } from '../session.ts';
import type { Span } from '../span.ts';

const SEVERITIES = ['high', 'medium', 'low'] as const;

/** Most severe first; of the same severity in the order in which they were found. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/**
 * All that the account of provider access over a period holds: `access.json` is this, `access.html` and `access.csv` show it.
 * Plain values, nothing escaped; every text from outside is hostile.
 */
export interface Account {
  readonly tenant: string;
  readonly timeZone: string;
  readonly period: Span;
  /** ms UTC. */
  readonly made: number;
  readonly tool: { readonly name: string; readonly version: string };
  readonly run: { readonly id: string; readonly attempt: number; readonly url: string | undefined } | undefined;
  readonly categories: readonly string[] | 'all';
  /** Acts of persons with an address in one of these count as the provider's, whatever their category. In lower case. */
  readonly providerDomains: readonly string[];
  readonly completeness: {
    /** Every second of the period was read to its end. */
    readonly complete: boolean;
    readonly reasons: readonly string[];
    /** A query narrowed what Mimecast gave out, so that nothing is proven about what it left out. */
    readonly narrowed: boolean;
    readonly holes: readonly Span[];
    /** Parts that Mimecast no longer gives out and nobody has read. */
    readonly lost: readonly Span[];
    /** undefined where the account was made from what Elastic holds. */
    readonly pages: number | undefined;
    readonly events: number;
    /** What was read was held against what an earlier run had received; otherwise why not. */
    readonly compared: true | string;
    /** What else speaks against a proof. */
    readonly doubts: Readonly<Doubts>;
  };
  /** SHA-256 of the manifest that was recorded before this one, hex. */
  readonly previousManifest: string | undefined;
  /** By first act, oldest first. */
  readonly sessions: readonly JudgedSession[];
  /** Sessions that are left out because there are too many; 0 otherwise. */
  readonly sessionsLeftOut: number;
  /** Of those: the ones that need a person or could not be judged. 0 if no approvals file is given. */
  readonly openLeftOut: number;
  /** Provider accesses whose time can't be read, the first of them: `completeness.doubts.untimed` counts all. They are in no session. */
  readonly untimed: readonly UntimedAccess[];
  /** undefined if no approvals file is given. */
  readonly approvals: { readonly unused: readonly Approval[]; readonly expired: readonly Approval[] } | undefined;
  /** Of this run, most severe first. */
  readonly findings: readonly Finding[];
  /** The 60 days up to the end of the period, or all of a longer one; oldest first. */
  readonly calendar: readonly CalendarDay[];
  /** Oldest first; empty if nothing is held. */
  readonly trend: readonly TrendMonth[];
}
