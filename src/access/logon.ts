import { isEmail, person, readAccount, sameAccount } from './account.ts';
import { value } from './fields.ts';
import type { Draft } from './parts.ts';

/** Reads `… for address <name>`. @returns false if the sentence goes on otherwise. */
export function readLogon(head: string, draft: Draft, prefix: string): boolean {
  return readNamed(head, prefix.length, draft);
}

/** Reads `Successful SSO into MimecastCentral for address <name>`. */
export function readSso(head: string, draft: Draft, prefix: string): boolean {
  const at = head.indexOf(' for ', prefix.length);
  if (at < 0 || !readNamed(head, at + 5, draft)) return false;
  const into = value(head.slice(prefix.length, at));
  if (into) draft.objects.signedInto = into;
  return true;
}

/** Reads `User … attempted to access the … but does not have the required permissions to do so`. */
export function readRefused(head: string, draft: Draft, prefix: string): boolean {
  const middle = ' attempted to access the ';
  const end = 'does not have the required permissions to do so';
  const account = readAccount(head, prefix.length);
  if (!account || !head.startsWith(middle, account.end) || !head.endsWith(` but ${end}`)) return false;
  draft.actor = person(account.text);
  draft.reason = end;
  draft.outcome = 'failure';
  const requested = value(head.slice(account.end + middle.length, -(end.length + 5)));
  if (requested) draft.objects.requested = requested;
  return true;
}

const ENTRIES = [
  { text: ' logged into this account.', outcome: 'success' },
  { text: ' failed to log into this account.', outcome: 'failure' },
  { text: ' logged out of this account.', outcome: undefined },
] as const;

/** Reads `address logged into this account.`, the sentence of provider access, with or without a name. */
export function readEntry(head: string, draft: Draft): boolean {
  const entry = ENTRIES.find(({ text }) => head.endsWith(text));
  const account = entry && readAccount(head, 0);
  if (!account) return false;
  const rest = head.slice(account.end, -entry.text.length).trim();
  if (rest !== '' && !(rest.startsWith('<') && rest.endsWith('>'))) return false;
  if (entry.outcome) draft.outcome = entry.outcome;
  const by = draft.actor?.email ?? draft.actor?.account;
  if (by === undefined) draft.actor = person(account.text, rest.slice(1, -1));
  else if (!sameAccount(account.text, by)) draft.objects.person = account.text;
  return true;
}

const DUMP = 'Creating the auditLog entry for failed authentication, emailAddress :';

/**
 * Reads a failed log-on whose text is a printed Java object: the address is a value inside it.
 * @returns what stands after `remote IP :` and after `application :`, or undefined if it is another text.
 */
export function readDump(text: string, draft: Draft): { ip: string; application: string } | undefined {
  if (!text.startsWith(DUMP)) return undefined;
  draft.outcome = 'failure';
  const application = text.lastIndexOf(' application :');
  const ip = text.lastIndexOf(' remote IP :', application);
  const close = text.lastIndexOf(']', ip);
  if (application < 0 || ip < 0 || close < 0) return { ip: '', application: '' };
  const label = ',emailAddress=';
  const at = text.indexOf(label);
  const account = at < 0 ? undefined : readAccount(text, at + label.length);
  // The value ends where the next key begins, and nowhere else.
  if (account && text.startsWith(',domainName=', account.end) && isEmail(account.text))
    draft.actor = person(account.text);
  const code = /\[accountCode=(\w{1,40}),accountId=/.exec(text.slice(DUMP.length, DUMP.length + 300));
  if (code?.[1]) draft.objects.accountCode = code[1];
  return { ip: text.slice(ip + 12, application), application: text.slice(application + 14) };
}

/** Reads an account, and a name in angle brackets that reaches to the end of the sentence. */
function readNamed(head: string, from: number, draft: Draft): boolean {
  const account = readAccount(head, from);
  if (!account) return false;
  const rest = head.slice(account.end).trim();
  if (rest !== '' && !(rest.startsWith('<') && rest.endsWith('>'))) return false;
  draft.actor = person(account.text, rest.slice(1, -1));
  return true;
}
