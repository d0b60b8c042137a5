import { isEmail, readAccount } from './account.ts';
import { defined, value } from './fields.ts';
import type { Objects } from './parts.ts';

interface Mailbox {
  email: string;
  name?: string;
}

/** Where a sender's or recipient's name ends, and the address after it. */
interface Close {
  readonly at: number;
  readonly account: string;
  readonly end: number;
}

const START = 'Viewed Message - Source: ';
const FROM = ', From: <';
const TO = ', To: <';
const SUBJECT = ', Subject: ';

/**
 * Reads `Viewed Message - Source: …, From: <…> …, To: <…> …, Subject: …, Processed: …, Viewed Content: True`. Outsiders
 * choose names and subject, so from and to and subject are given only where the sentence can be cut in one way alone.
 * @returns false if it is another sentence.
 */
export function readMessage(head: string, objects: Objects): boolean {
  const from = head.indexOf(FROM);
  const end = /, Processed: ([^,<>]{1,60}), Viewed Content: (True|False)$/.exec(head.slice(-120));
  if (from < 0 || !end) return false;
  const source = value(head.slice(START.length, from));
  if (source && !source.includes(',')) objects.searchSource = source;
  const text = head.slice(0, head.length - end[0].length);
  const senders = closes(text, from + FROM.length, TO);
  const sender = senders.length === 1 ? senders[0] : undefined;
  const recipients = sender ? closes(text, sender.end + TO.length, SUBJECT) : [];
  const recipient = recipients.length === 1 ? recipients[0] : undefined;
  const message = {
    from: sender && mailbox(text.slice(from + FROM.length, sender.at), sender.account),
    to: sender && recipient && mailbox(text.slice(sender.end + TO.length, recipient.at), recipient.account),
    subject: recipient && value(text.slice(recipient.end + SUBJECT.length)),
    processed: value(end[1] ?? ''),
    contentViewed: end[2] === 'True',
  };
  const kept = defined<NonNullable<Objects['message']>>(message);
  if (kept) objects.message = kept;
  return true;
}

/** The places where `> address` is followed by the label, at most two: more than one is too many already. */
function closes(text: string, from: number, label: string): Close[] {
  const found: Close[] = [];
  for (let at = text.indexOf('>', from); at >= 0 && found.length < 2; at = text.indexOf('>', at + 1)) {
    if (text[at + 1] !== ' ') continue;
    const account = readAccount(text, at + 2);
    if (account && text.startsWith(label, account.end)) found.push({ at, account: account.text, end: account.end });
  }
  return found;
}

/** With unequal brackets in the name there is no reading. */
function mailbox(name: string, email: string): Mailbox | undefined {
  let depth = 0;
  for (const character of name) {
    if (character === '<') depth += 1;
    if (character === '>') depth -= 1;
    if (depth < 0) return undefined;
  }
  if (depth !== 0 || !isEmail(email)) return undefined;
  const shown = value(name);
  return shown && shown.toLowerCase() !== email.toLowerCase() ? { email, name: shown } : { email };
}
