import type { AuditEvent } from '../event.ts';
import { readWording } from './wording.ts';

/** An unknown wording with its personal parts masked: fit to be shown to others, and to become a fixture. */
export interface MaskedWording {
  readonly auditType: string | undefined;
  readonly category: string | undefined;
  readonly text: string;
}

/** Masked forms of unknown wordings, each once. */
export interface UnknownWordings {
  /** Takes note of an event if its wording is unknown. */
  add(event: AuditEvent): void;
  /** Events whose wording is unknown. */
  readonly count: number;
  /** Those of them whose form is not kept, because there were too many others before it. */
  readonly leftOut: number;
  /**
   * One form a line, in order of appearance: `count` (events that have it), `auditType`, `category`, `text`. Empty if there is
   * none. The same events in the same order give the same bytes.
   */
  toNdjson(): string;
}

const MOST_FORMS = 1000;
/** UTF-16 units of a text that are looked at. */
const LONGEST_TEXT = 2000;
/** What a type or category looks like: words for people, or a code. */
const MACHINE_WORDS = /^[A-Za-z_ ()-]{1,60}$/;

/**
 * Words of Mimecast's own machine wording (those of the known sentences), which say what kind of text it is and nothing
 * of a person. Only these exact words stay readable. Left out are words that are names too, such as Grant, Will, or Mark.
 */
const KEPT_WORDS: ReadonlySet<string> = new Set(
  [
    'Date Time IP Application Method 2FA Reason Remote Address User Source From To Subject Processed Content Name Success',
    'Action Performed by for from to into of with and or is not null true false True False on in at until the this has',
    'Successful Successfully Succesfully Failed Intermediate failed successful success failure Error error',
    'authentication enrolled enroll user device enrollment logged account accounts access attempted required permissions',
    'Password password reset Reset Changed changed Change change Created created Creation creation Updated updated Update',
    'Deleted deleted Removed removed Added added Enabled enabled Disabled disabled Moved moved Viewed viewed Exported',
    'exported Export Download Downloaded downloaded Restored restored Restore restore Inspected Executed Unlinked Linked',
    'Message Messages Case Review Set Details Search Criteria criteria search Status type Type Folder folder Policy policy',
    'Definition Report name description Description Requested requested Export time Columns exported File name Size size',
    'Mailbox mailbox Archive archive Remediation Incident Connector connector Product provider App API Gateway domain',
    'Domain tasks task associated Inbound Outbound checks Support support extended ticket data filename recovery id',
    'Administration Console Cloud Challenge Step Two Auth TOTP Wrong Locked locked expired Expired Unknown None',
    'UTC GMT BST',
  ]
    .join(' ')
    .split(' '),
);

/** Words and numbers with their combining marks; characters that are neither and are not kept as they are. */
const HIDDEN = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\p{P}\p{Zs}\t\n$+<=>^`|~]/gu;

/**
 * True if the text of the event is in none of the known forms, so that something may not have been read from it.
 * An event without text is not unknown.
 */
export function isUnknownWording(event: AuditEvent): boolean {
  return !readWording(event).known;
}

/**
 * The wording of an event without what is personal in it: each letter is an `x` or, if it is a capital, an `X`, each digit a
 * `0`, any other sign than punctuation and blanks a `?`; so the form stays. Only machine words stay readable, and none in a
 * word with an `@`. At most 2000 characters; what is longer ends in an ellipsis. Linear time on any text.
 */
export function maskWording(event: AuditEvent): MaskedWording {
  return { auditType: label(event.auditType), category: label(event.category), text: maskText(event.eventInfo ?? '') };
}

/** An empty collection; it keeps at most 1000 forms, and counts what comes after them. */
export function createUnknownWordings(): UnknownWordings {
  const forms = new Map<string, { readonly form: MaskedWording; count: number }>();
  let count = 0;
  let leftOut = 0;
  return {
    add(event) {
      if (!isUnknownWording(event)) return;
      count += 1;
      const form = maskWording(event);
      const key = JSON.stringify([form.auditType, form.category, form.text]);
      const known = forms.get(key);
      if (known) known.count += 1;
      else if (forms.size < MOST_FORMS) forms.set(key, { form, count: 1 });
      else leftOut += 1;
    },
    get count() {
      return count;
    },
    get leftOut() {
      return leftOut;
    },
    toNdjson: () => [...forms.values()].map(({ form, count }) => `${JSON.stringify({ count, ...form })}\n`).join(''),
  };
}

function label(text: string | undefined): string | undefined {
  return text === undefined || MACHINE_WORDS.test(text) ? text : maskText(text);
}

function maskText(text: string): string {
  const whole = text.length <= LONGEST_TEXT;
  const start = whole ? text : text.slice(0, LONGEST_TEXT - 1);
  // Blanks are kept by the split: a piece with an @ is an address, whatever words it is made of.
  const masked = start.split(/([\p{Zs}\t\n])/u).map((piece, place, pieces) => {
    // The last word of a text that was cut may be the beginning of another word.
    const readable = !piece.includes('@') && (whole || place < pieces.length - 1);
    return piece.replace(HIDDEN, (part) => (readable && KEPT_WORDS.has(part) ? part : hidden(part)));
  });
  return masked.join('') + (whole ? '' : '…');
}

function hidden(part: string): string {
  return part
    .replace(/\p{N}/gu, '0')
    .replace(/[\p{Lu}\p{Lt}]/gu, 'X')
    .replace(/(?!X)[\p{L}\p{M}]/gu, 'x')
    .replace(/[^Xx0]/gu, '?');
}
