import { append } from '../append.ts';
import { parseJson } from '../json.ts';
import { isEmail, person, readAccount, sameAccount } from './account.ts';
import { defined, readFields, value } from './fields.ts';
import { readEntry, readLogon, readRefused, readSso } from './logon.ts';
import { readMessage } from './message.ts';
import type { Draft, Objects } from './parts.ts';

/** One known sentence: what it begins with, and how the rest is read. */
export interface Sentence {
  readonly prefix: string;
  /** What the prefix alone says, whatever follows. */
  readonly outcome?: 'success' | 'failure';
  /** `logon`: a name in angle brackets and log-on fields may follow. `short`: and neither address nor application. */
  readonly kind?: 'logon' | 'short' | 'refused';
  /** `Remote IP is …` is all that follows. */
  readonly remote?: true;
  /** Nothing follows. */
  readonly alone?: true;
  /** Reads the sentence without its fields. @returns false if it goes on otherwise than known. */
  read(head: string, draft: Draft, prefix: string, user: string | undefined): boolean;
}

/** Comma family, and what classic texts say after `Action Performed - `. */
export const SENTENCES: readonly Sentence[] = [
  { prefix: 'Successful authentication for ', outcome: 'success', kind: 'logon', read: readLogon },
  { prefix: 'Failed authentication for ', outcome: 'failure', kind: 'logon', read: readLogon },
  { prefix: 'Intermediate authentication for ', kind: 'logon', read: readLogon },
  { prefix: 'Successful SSO into ', outcome: 'success', kind: 'short', read: readSso },
  { prefix: 'User ', kind: 'refused', read: readRefused },
  { prefix: 'Succesfully enrolled user for user device enrollment', outcome: 'success', remote: true, read: isOnly },
  { prefix: 'Successfully enrolled user for user device enrollment', outcome: 'success', remote: true, read: isOnly },
  { prefix: 'Failed to enroll the user for user device enrollment', outcome: 'failure', remote: true, read: isOnly },
  { prefix: 'Password reset for user: ', remote: true, read: readPassword },
  { prefix: 'No changes found.', alone: true, read: isOnly },
  { prefix: 'Threat intel multiple feeds download', read: readFeed },
  { prefix: 'Viewed Message - Source: ', read: (head, draft) => readMessage(head, draft.objects) },
  { prefix: 'Viewed Case - Case: ', read: readCase },
  { prefix: 'Viewed Review Set Details - Case: ', read: readReviewSet },
  { prefix: 'Executed Search - Source: ', read: readSearch },
  { prefix: 'Inspected Review Set Messages - Source: Review Set - ', read: readInspected },
  { prefix: '[Export type :', read: readExport },
  { prefix: 'Remediation Incident Created', read: readIncident },
  { prefix: 'Restore Remediation Incident Created', read: readIncident },
  { prefix: 'API Gateway Application ', read: readApiApplication },
  { prefix: 'Archive mailbox restore created. Restored data from ', read: readRestore },
  { prefix: 'Mailbox export downloaded. Download filename (HTML Report recovery id): ', read: readMailboxExport },
  { prefix: 'Successfully updated ', outcome: 'success', read: readTask },
  { prefix: 'Connector creation for ', read: readConnector },
  { prefix: 'Custom Report Definition Created with name "', read: readReport },
  { prefix: 'Inbound checks changed for domain: ', read: readDomain },
  // Sentences that nobody has seen whole, but whose first words say how it ended.
  { prefix: 'Failed to ', outcome: 'failure', read: readOther },
  { prefix: 'Successfully ', outcome: 'success', read: readOther },
  { prefix: 'Succesfully ', outcome: 'success', read: readOther },
];

/** Sentences of the classic family alone, whose first words are too plain to mean the same elsewhere. */
export const CLASSIC_SENTENCES: readonly Sentence[] = [
  { prefix: 'Deleted ', read: readDeleted },
  { prefix: 'Unlinked ', read: readUnlinked },
];

/** What has no first words of its own. */
export const OTHER: Sentence = { prefix: '', read: readOther };

function readOther(head: string, draft: Draft): boolean {
  return readEntry(head, draft) || readPolicy(head, draft.objects);
}

function isOnly(head: string, _draft: Draft, prefix: string): boolean {
  return head.length === prefix.length;
}

function readPassword(head: string, draft: Draft, prefix: string): boolean {
  const account = readAccount(head, prefix.length);
  if (!account || head.slice(account.end) !== ' User Password Changed') return false;
  if (isEmail(account.text)) draft.targets.push(account.text);
  return true;
}

function readFeed(head: string, draft: Draft, prefix: string): boolean {
  const name = /^\s{1,9}-\s{1,9}([\w.-]{1,250})$/.exec(head.slice(prefix.length, prefix.length + 300))?.[1];
  if (!name) return false;
  draft.objects.file = { name };
  return true;
}

function readCase(head: string, draft: Draft, prefix: string): boolean {
  assign(draft.objects, { case: value(head.slice(prefix.length)) });
  return true;
}

function readReviewSet(head: string, draft: Draft, prefix: string): boolean {
  const fields = readFields(head, [prefix, ', Review Set: ']);
  if (fields) assign(draft.objects, { case: fields[0], reviewSet: fields[1] });
  return fields !== undefined;
}

function readSearch(head: string, draft: Draft, prefix: string): boolean {
  const label = ', Search Criteria: ';
  const at = head.indexOf(label);
  if (at < 0) return false;
  const searchCriteria = value(head.slice(at + label.length));
  assign(draft.objects, { searchSource: value(head.slice(prefix.length, at)), searchCriteria });
  if (searchCriteria) append(draft.targets, mailboxes(searchCriteria));
  return true;
}

/** The mailboxes that a search went through: all of them, or none if one can't be read. */
function mailboxes(json: string): string[] {
  try {
    const criteria: unknown = parseJson(json);
    const list = typeof criteria === 'object' && criteria !== null && 'mailboxes' in criteria ? criteria.mailboxes : [];
    if (!Array.isArray(list)) return [];
    const named = list.filter((entry) => typeof entry === 'string' && isEmail(entry));
    return named.length === list.length ? [...new Set<string>(named)] : [];
  } catch {
    return [];
  }
}

function readInspected(head: string, draft: Draft, prefix: string): boolean {
  const fields = readFields(head, [prefix, ', Case - ', ', Message Status: ']);
  if (!fields) return false;
  const [reviewSet, name, messageStatus] = fields;
  assign(draft.objects, { searchSource: 'Review Set', reviewSet, case: name, messageStatus });
  return true;
}

const EXPORT = [
  '[Export type :',
  ',Name :',
  ',Requested By :',
  ',Export time :',
  ',IP Address :',
  ',Columns exported :',
  ',File name :',
  ',File Size:',
  ',File type :',
];

function readExport(head: string, draft: Draft, _prefix: string, user: string | undefined): boolean {
  const fields = head.endsWith(']') ? readFields(head.slice(0, -1), EXPORT) : undefined;
  if (!fields) return false;
  const [kind, name, by, time, ip, columns, fileName, size, type] = fields;
  const account = by === undefined ? undefined : readAccount(by, 0);
  if (account && account.end === by?.length) draft.actor = person(account.text);
  else if (user && head.includes(`,Requested By :${user},Export time :`)) draft.actor = person(user);
  if (ip) draft.addresses.push(ip);
  const bytes = size && /^\d{1,15}$/.test(size) ? Number(size) : undefined;
  assign(draft.objects, {
    export: defined<NonNullable<Objects['export']>>({ type: kind, name, time, columns, id: undefined }),
    file: defined<NonNullable<Objects['file']>>({ name: fileName, size: bytes, type }),
  });
  return true;
}

function readIncident(head: string, draft: Draft, prefix: string): boolean {
  const begin = /^\s{1,9}-\s{1,9}([\w-]{1,100}), type : (\w{1,40}), search criteria : /.exec(
    head.slice(prefix.length, prefix.length + 300),
  );
  if (!begin?.[1] || !begin[2]) return false;
  draft.objects.incident = { id: begin[1], type: begin[2] };
  assign(draft.objects, { searchCriteria: value(head.slice(prefix.length + begin[0].length)) });
  return true;
}

function readApiApplication(head: string, draft: Draft, prefix: string): boolean {
  const name = readFields(head, [prefix, ' Updated.'])?.[0];
  if (name) draft.objects.apiApplication = { name };
  return name !== undefined;
}

function readRestore(head: string, draft: Draft, prefix: string): boolean {
  const from = readAccount(head, prefix.length);
  const to = from && head.startsWith(' to ', from.end) ? readAccount(head, from.end + 4) : undefined;
  const by = to && head.startsWith(' by ', to.end) ? readAccount(head, to.end + 4) : undefined;
  if (!from || !to || by?.end !== head.length) return false;
  draft.actor = person(by.text);
  draft.objects.restore = { from: from.text, to: to.text };
  if (isEmail(from.text) && isEmail(to.text)) {
    draft.targets.push(from.text);
    if (!sameAccount(from.text, to.text)) draft.targets.push(to.text);
  }
  return true;
}

function readMailboxExport(head: string, draft: Draft, prefix: string): boolean {
  const at = head.indexOf(' by ', prefix.length);
  const by = at < 0 ? undefined : readAccount(head, at + 4);
  const id = head.slice(prefix.length, at);
  if (by?.end !== head.length || !/^[\w-]{1,2000}$/.test(id)) return false;
  draft.actor = person(by.text);
  draft.objects.export = { id };
  return true;
}

function readTask(head: string, draft: Draft, prefix: string): boolean {
  const count = /^(\d{1,9}) '/.exec(head.slice(prefix.length, prefix.length + 20));
  const fields = readFields(head, [
    " '",
    '\' tasks associated with legacy connection ("',
    '") to new migrated connector ("',
  ]);
  if (!count || !fields || !head.endsWith('")')) return false;
  const to = fields[2]?.slice(0, -2);
  assign(draft.objects, {
    task: defined<NonNullable<Objects['task']>>({ name: fields[0], count: Number(count[1]) }),
    connection: defined<NonNullable<Objects['connection']>>({ from: fields[1], to: to && value(to) }),
  });
  return true;
}

function readConnector(head: string, draft: Draft, prefix: string): boolean {
  const fields = readFields(head, [
    prefix,
    '\nName: ',
    ', Description: ',
    ', Product: ',
    ', App (provider): ',
    '\nSuccess: ',
  ]);
  if (!fields) return false;
  const [, name, description, product, app, success] = fields;
  if (success === 'true') draft.outcome = 'success';
  if (success === 'false') draft.outcome = 'failure';
  assign(draft.objects, {
    connector: defined<NonNullable<Objects['connector']>>({ name, product, app, description }),
  });
  return true;
}

function readReport(head: string, draft: Draft, prefix: string): boolean {
  const middle = '" and description "';
  const at = head.indexOf(middle, prefix.length);
  if (at < 0 || !head.endsWith('"') || head.length === at + middle.length - 1) return false;
  const report = { name: value(head.slice(prefix.length, at)), description: value(head.slice(at + middle.length, -1)) };
  assign(draft.objects, { report: defined<NonNullable<Objects['report']>>(report) });
  return true;
}

function readDomain(head: string, draft: Draft, prefix: string): boolean {
  const domain = head.slice(prefix.length);
  if (domain.length > 255 || /[\s,]/.test(domain) || domain === '') return false;
  draft.objects.domain = domain;
  return true;
}

function readDeleted(head: string, draft: Draft, prefix: string): boolean {
  if (readPolicy(head, draft.objects)) return true;
  assign(draft.objects, { folder: value(head.slice(prefix.length)) });
  return true;
}

function readUnlinked(head: string, draft: Draft, prefix: string): boolean {
  const member = readAccount(head, prefix.length);
  if (!member || !head.startsWith(' from ', member.end)) return false;
  assign(draft.objects, { member: member.text, folder: value(head.slice(member.end + 6)) });
  return true;
}

/** Reads `type - name F(from) T(to) [state] [action]`. */
function readPolicy(head: string, objects: Objects): boolean {
  const dash = head.indexOf(' - ');
  const fields =
    dash > 0 && head.endsWith(']') ? readFields(head.slice(dash), [' - ', ' F(', ') T(', ') [', '] [']) : undefined;
  if (!fields) return false;
  // The first dash ends the type: Mimecast's own types have none, a policy's name may.
  const [, from, to, state, action] = fields;
  const end = head.indexOf(' F(', dash);
  const name = end === head.lastIndexOf(' F(') ? value(head.slice(dash + 3, end)) : undefined;
  const policy = { type: value(head.slice(0, dash)), name, from, to, state, action: action?.slice(0, -1) };
  assign(objects, { policy: defined<NonNullable<Objects['policy']>>(policy) });
  return true;
}

/** Adds the fields that are there. */
function assign(objects: Objects, fields: { [Key in keyof Objects]: Objects[Key] | undefined }): void {
  const kept = defined<Objects>(fields);
  if (kept) Object.assign(objects, kept);
}
