import type { Person } from './account.ts';

/** What an event was done to, as far as its text names it. */
export interface Objects {
  case?: string;
  reviewSet?: string;
  searchSource?: string;
  /** The JSON of a search as it stands in the text. */
  searchCriteria?: string;
  message?: {
    from?: { email: string; name?: string };
    to?: { email: string; name?: string };
    subject?: string;
    processed?: string;
    contentViewed?: boolean;
  };
  messageStatus?: string;
  /** `size` in bytes, `type` with its dot. */
  file?: { name?: string; size?: number; type?: string };
  export?: { type?: string; name?: string; time?: string; columns?: string; id?: string };
  report?: { name?: string; description?: string };
  folder?: string;
  member?: string;
  policy?: { type?: string; name?: string; from?: string; to?: string; state?: string; action?: string };
  connector?: { name?: string; product?: string; app?: string; description?: string };
  connection?: { from?: string; to?: string };
  task?: { name?: string; count?: number };
  incident?: { id?: string; type?: string };
  restore?: { from: string; to: string };
  apiApplication?: { name: string };
  domain?: string;
  /** The address that was used to log on, other than the account's first. */
  alias?: string;
  accountCode?: string;
  /** The application that was asked for and refused. */
  requested?: string;
  signedInto?: string;
  /** Whom the sentence names, where it says that another did it. */
  person?: string;
}

/**
 * What the text of an event says, and nothing more. Absent means that the text doesn't say it. Every string stands
 * literally in the text; only addresses are respelt.
 */
export interface Parts {
  readonly actor?: Person;
  /** The account acted on, or a list if there are several. */
  readonly target?: { email: string } | readonly { email: string }[];
  /** Valid network address in its shortest spelling, or a list: the one of the labelled field first. */
  readonly ip?: string | readonly string[];
  /** What stands in the IP field and is no address. */
  readonly ipRaw?: string;
  readonly application?: string;
  readonly method?: string;
  readonly secondFactor?: string;
  readonly reason?: string;
  readonly outcome?: 'success' | 'failure';
  /** As written, never converted: the event's time is its `eventTime`. */
  readonly textDate?: string;
  readonly textTime?: string;
  readonly textZone?: string;
  readonly objects?: Objects;
}

/** The actor's address, or the account's name where it is no address. */
export function accountOf(parts: Parts): string | undefined {
  return parts.actor?.email ?? parts.actor?.account;
}

/** The accounts acted on, as a list. */
export function targetsOf(parts: Parts): readonly { email: string }[] {
  if (parts.target === undefined) return [];
  return 'email' in parts.target ? [parts.target] : parts.target;
}

/** Parts while they are gathered. */
export interface Draft {
  actor?: Person;
  targets: string[];
  addresses: string[];
  outcome?: 'success' | 'failure';
  reason?: string;
  readonly objects: Objects;
}
