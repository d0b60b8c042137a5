/** What an act was, as far as it can be told: the graver of what its type and its text say. */
export type ActKind = 'signed-in' | 'sign-in-failed' | 'signed-out' | 'seen' | 'changed' | 'exported' | 'unknown';

/** One provider access: an audit event as an act of a person. Every text in it comes from outside. */
export interface Act {
  /** `_id` of its document. */
  readonly key: string;
  /** SHA-256 of its event, hex. */
  readonly hash?: string;
  /** Mimecast's id. */
  readonly id: string | undefined;
  /** ms UTC. */
  readonly time: number;
  readonly kind: ActKind;
  /** What type and text say besides, where that needs a permission of its own. */
  readonly also?: readonly ActKind[];
  readonly category: string | undefined;
  readonly auditType: string | undefined;
  /** What was acted on, as one text; undefined if the event names nothing. */
  readonly object: string | undefined;
  readonly outcome: 'success' | 'failure' | undefined;
  /** Network address in its shortest spelling, or what stands in its place. */
  readonly address: string | undefined;
  /** Further addresses, where the event names several. */
  readonly moreAddresses?: readonly string[];
  /** How many there are besides these; nobody knows where they lie. */
  readonly addressesLeftOut?: number;
  readonly application: string | undefined;
  /** True if the content of mail was seen, or mail left the account. */
  readonly content: boolean;
  /** It can't be told for sure that it was the provider, or who of its staff: no approval covers it. */
  readonly doubtful: boolean;
}

/** A provider access without a time that can be read: it belongs to no session. Texts are cut; every one comes from outside. */
export interface UntimedAccess {
  /** `_id` of its document. */
  readonly key: string;
  /** Mimecast's id. */
  readonly id: string | undefined;
  readonly category: string | undefined;
  readonly auditType: string | undefined;
  readonly who: string | undefined;
  /** Network address, or what stands in its place. */
  readonly from: string | undefined;
  readonly what: string | undefined;
}

/** Provider accesses of one person that are close together, first act to last. */
export interface Session {
  /** Made from the tenant and the key of its first act, so that it is the same in every run that sees its beginning. 22 characters. */
  readonly id: string;
  /** Who, as the first act writes it; undefined if no act names anyone. */
  readonly person: string | undefined;
  /** ms UTC. */
  readonly first: number;
  readonly last: number;
  /**
   * In order of time, then id. Of very many the last ones are left out, looks and sign-ins before changes, and these before what
   * sees mail or exports; `counts` has all.
   */
  readonly acts: readonly Act[];
  readonly counts: Readonly<Record<ActKind, number>>;
  /** Acts in which the content of mail was seen or exported. */
  readonly contentActs: number;
  /** Of some act it can't be told for sure that it was the provider, or who of its staff. */
  readonly doubtful: boolean;
  /** Of `acts`, each once, in order of appearance. */
  readonly addresses: readonly string[];
  readonly applications: readonly string[];
  /** False if what came before its first act is not known, so that it may have begun earlier. */
  readonly wholeBeginning: boolean;
}

/**
 * What a person is allowed to do by an approval. Every approval allows to sign in and out. `see` does not include the content
 * of mail; `content` is that and all that `see` is. To export or restore mail takes `content` besides `export` or `change`.
 */
export type Permission = 'sign-in' | 'see' | 'content' | 'change' | 'export';

/** Why a provider comes in: the codes of Google's Access Transparency (https://cloud.google.com/assured-workloads/access-transparency/docs/reading-logs). */
export type ReasonCode =
  | 'CUSTOMER_INITIATED_SUPPORT'
  | 'PROVIDER_INITIATED_SERVICE'
  | 'PROVIDER_INITIATED_REVIEW'
  | 'PROVIDER_RESPONSE_TO_PRODUCTION_ALERT'
  | 'THIRD_PARTY_DATA_REQUEST';

/** One line of the approvals file. */
export interface Approval {
  readonly ticket: string;
  /** An address, or a pattern in which `*` stands for anything but `@`. Compared without regard to case. */
  readonly person: string;
  /** ms UTC; from is included, to is not. */
  readonly from: number;
  readonly to: number;
  readonly may: readonly Permission[];
  /** Rules of the policy that it lifts. */
  readonly waives: readonly PolicyRule[];
  readonly reason: ReasonCode;
  readonly agreedBy: string;
  readonly note: string | undefined;
}

/** `ticket` can't be lifted: an approval is the ticket. */
export type PolicyRule = 'hours' | 'networks' | 'never' | 'length' | 'per-day' | 'ticket';

/** Rules that hold for every provider access. What is not given is not a rule. */
export interface Policy {
  readonly hours:
    | {
        /** 1 is Monday, 7 Sunday (ISO 8601). */
        readonly days: readonly number[];
        /** Minutes after midnight; `to` is not included, and may be smaller than `from`: then it is of the next day. */
        readonly from: number;
        readonly to: number;
        readonly timeZone: string;
      }
    | undefined;
  /** CIDR blocks, or single addresses, that access may come from. */
  readonly networks: readonly string[] | undefined;
  /** Persons, or patterns of them, who may never come in. */
  readonly never: readonly string[];
  /** ms. */
  readonly longestSession: number | undefined;
  /** Most sessions, and the longest time in ms all together, of one person on one day of `timeZone`. */
  readonly perDay:
    | { readonly sessions: number | undefined; readonly length: number | undefined; readonly timeZone: string }
    | undefined;
  /** Acts that always need a ticket. */
  readonly ticket: readonly Permission[];
}

/** What the approvals file says. */
export interface Agreement {
  readonly approvals: readonly Approval[];
  readonly policy: Policy;
}

/** Somebody's word on a session or on findings, by closing their GitHub issue. */
export interface Acknowledgement {
  /** What it is about. Default is a session. */
  readonly about?: 'session' | 'finding';
  /** GitHub login. */
  readonly by: string;
  /** ms UTC. */
  readonly at: number;
  readonly reason: string;
  readonly url: string | undefined;
  /** Number of the issue. */
  readonly issue?: number;
  /** What it was given for: `eventsHash` of the session as it was then, or that of the findings. It counts for nothing else. */
  readonly events?: string;
  /** True if Elastic has it so and GitHub could not be asked. */
  readonly unconfirmed?: boolean;
}

export interface BrokenRule {
  readonly rule: PolicyRule;
  /** One plain sentence without text from outside. */
  readonly sentence: string;
}

/** The approval that comes nearest to covering what none covers. */
export interface NearMiss {
  readonly approval: Approval;
  /** Why it does not cover it, to follow its ticket: no text from outside. */
  readonly sentence: string;
}

/** A session and what is to be thought of it. */
export interface JudgedSession {
  readonly session: Session;
  /**
   * `expected`: approvals cover every act. `unexplained`: some act has none. `against-policy`: a rule is broken, whether approved or not.
   * `not-judged`: no approvals file is given.
   */
  readonly verdict: 'expected' | 'unexplained' | 'against-policy' | 'not-judged';
  /** Tickets of the approvals that cover its acts, and how many of them each. */
  readonly approvedBy: readonly { readonly approval: Approval; readonly acts: number }[];
  /** Acts that no approval covers, and those that are too many to be kept; 0 if it is expected or not judged. */
  readonly unapproved: number;
  /** Keys of the first of them, at most 100. */
  readonly uncovered?: readonly string[];
  /** undefined if none comes near, or nothing is left to be covered. */
  readonly near?: NearMiss;
  readonly broken: readonly BrokenRule[];
  /** What the held past has not seen before. */
  readonly firsts: readonly ('person' | 'network' | 'act')[];
  acknowledged: Acknowledgement | undefined;
}
