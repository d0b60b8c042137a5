import type { AuditEvent } from '../event.ts';
import { isEmail, sameAccount } from './account.ts';
import { classify } from './action.ts';
import { accessOf, addressOf, objectOf, shown } from './acts.ts';
import { domainsNamed } from './domains.ts';
import { type Cut, keyword } from './keyword.ts';
import { ownFields } from './own.ts';
import { accountOf, type Objects, type Parts, targetsOf } from './parts.ts';
import { readWording } from './wording.ts';

/** What a document says that its event doesn't. */
export interface EcsContext {
  readonly tenant: string;
  readonly namespace: string;
  /** When the event was fetched, ms UTC. */
  readonly created: number;
  /** End of the span that was read, ms UTC: stands in for a time that can't be read. */
  readonly fallbackTime: number;
  readonly tool: { readonly version: string };
  /** Domains of the provider's own staff, in lower case. */
  readonly providerDomains: readonly string[];
  /** The categories that were asked for are those of provider accesses alone. Default: false. */
  readonly accessesAlone?: boolean;
  /** The run that fetched it: an id or a URL. */
  readonly run: string | undefined;
}

const DATASET = 'mimecast.audit';

/**
 * Makes the ECS 9.4 document of an event (https://www.elastic.co/docs/reference/ecs). Nothing of the event is lost:
 * `event.original` is all of it; what ECS or Elasticsearch has no place for stays only there.
 * @returns `id`, its `_id`, and `json`, one line. Never throws on account of the event.
 */
export function toDocument(event: AuditEvent, context: EcsContext): { id: string; json: string } {
  const cuts: string[] = [];
  const cut: Cut = (text, field) => (text === undefined ? text : (keyword(text, field, cuts) as typeof text));
  const parts = readWording(event);
  const time = isoTime(event.time);
  const access = accessOf(event, context.providerDomains, context.accessesAlone);
  const addresses = typeof parts.ip === 'string' ? [parts.ip] : (parts.ip ?? []);
  const account = event.user ?? accountOf(parts);
  const address = addresses[0] === undefined ? undefined : { ip: addresses[0] };
  const user = userFields(account, parts, cut);
  const target = targetFields(parts, cut);
  const users = relatedUsers(account, parts, cut);
  const document: Record<string, unknown> = {
    '@timestamp': time ?? new Date(context.fallbackTime).toISOString(),
    ecs: { version: '9.4.0' },
    data_stream: { type: 'logs', dataset: DATASET, namespace: context.namespace },
    tags: access ? ['mimecast-audit', 'provider-access'] : ['mimecast-audit'],
    labels: access ? { provider_access: 'true' } : undefined,
    event: eventFields(event, parts, context, cut),
    error: errorOf(event, time),
    organization: { id: context.tenant },
    observer: { vendor: 'Mimecast', product: 'Email Security', type: 'saas' },
    agent: { type: 'mimecast-audit-collector', version: context.tool.version },
    user: target ? { ...user, target } : user,
    source: address,
    client: address,
    related: addresses.length + users.length === 0 ? undefined : { ip: listed(addresses), user: listed(users) },
    service: parts.application === undefined ? undefined : { name: cut(parts.application, 'service.name') },
    file: fileFields(parts.objects?.file, cut),
    email: emailFields(parts.objects?.message, cut),
  };
  const own = ownFields(event, parts, account, cut);
  if (access) {
    // A fact, which may be all that tells whose it is: who reads it back did not ask the question.
    const asked = context.accessesAlone === true ? true : undefined;
    own.access = { provider: true, kind: access.act?.kind, content: access.act?.content, asked };
  }
  const domains = domainsNamed(event);
  if (domains.length > 0) own.domains = domains;
  if (context.run !== undefined) own.run = context.run;
  if (cuts.length > 0) own.truncated = cuts;
  document.mimecast = own;
  return { id: event.key, json: JSON.stringify(document) };
}

/** ISO 8601 with four digits of year, which is what Elasticsearch reads; undefined for a time it couldn't hold. */
function isoTime(time: number | undefined): string | undefined {
  const text = time === undefined ? undefined : new Date(time).toISOString();
  return text?.length === 24 ? text : undefined;
}

function errorOf(event: AuditEvent, time: string | undefined): { message: string } | undefined {
  if (typeof event.raw !== 'object' || event.raw === null || Array.isArray(event.raw)) {
    return {
      message: 'The item is no JSON object: all of it is in event.original, and @timestamp is the end of the span',
    };
  }
  if (time !== undefined) return undefined;
  return { message: 'eventTime is missing or can not be read: @timestamp is the end of the span that was read' };
}

function eventFields(event: AuditEvent, parts: Parts, context: EcsContext, cut: Cut): Record<string, unknown> {
  const kind = classify(event.auditType, event.eventInfo);
  const code = cut(event.auditType, 'event.code');
  return {
    kind: 'event',
    module: 'mimecast',
    dataset: DATASET,
    provider: 'mimecast-audit',
    created: new Date(context.created).toISOString(),
    id: cut(event.id, 'event.id'),
    code,
    action: cut(code?.toLowerCase().replaceAll(' ', '-'), 'event.action'),
    category: kind?.category,
    type: kind?.type,
    outcome: parts.outcome,
    reason: cut(parts.reason, 'event.reason'),
    hash: event.hash,
    original: event.canonical,
  };
}

function userFields(account: string | undefined, parts: Parts, cut: Cut): Record<string, string> | undefined {
  if (account === undefined) return undefined;
  const fields = accountFields(account, 'user', cut);
  const name = sameAccount(account, accountOf(parts)) ? parts.actor?.name : undefined;
  if (name !== undefined) fields.full_name = cut(name, 'user.full_name');
  return fields;
}

function targetFields(parts: Parts, cut: Cut): Record<string, string> | undefined {
  const target = parts.target;
  return target && 'email' in target ? accountFields(target.email, 'user.target', cut) : undefined;
}

/** An address split at its last `@`; what is none is a name alone. */
function accountFields(account: string, field: string, cut: Cut): Record<string, string> {
  if (!isEmail(account)) return { name: cut(account, `${field}.name`) };
  const at = account.lastIndexOf('@');
  return {
    email: cut(account, `${field}.email`),
    name: cut(account.slice(0, at), `${field}.name`),
    domain: cut(account.slice(at + 1), `${field}.domain`),
  };
}

function relatedUsers(account: string | undefined, parts: Parts, cut: Cut): string[] {
  const users = new Set<string>();
  const add = (one: string): void => {
    users.add(cut(one, 'related.user'));
    if (isEmail(one)) users.add(cut(one.slice(0, one.lastIndexOf('@')), 'related.user'));
  };
  const actor = accountOf(parts);
  if (account !== undefined) add(account);
  if (actor !== undefined && actor !== account) add(actor);
  for (const { email } of targetsOf(parts)) add(email);
  return [...users];
}

/** An empty array is left out. */
function listed(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}

function fileFields(file: Objects['file'], cut: Cut): Record<string, unknown> | undefined {
  if (!file) return undefined;
  const type = file.type ?? (file.name?.includes('.') ? file.name.slice(file.name.lastIndexOf('.')) : undefined);
  const extension = type?.startsWith('.') ? type.slice(1) : type;
  return {
    name: cut(file.name, 'file.name'),
    size: file.size,
    extension: cut(extension || undefined, 'file.extension'),
  };
}

function emailFields(message: Objects['message'], cut: Cut): Record<string, unknown> | undefined {
  if (!message?.from && !message?.to && message?.subject === undefined) return undefined;
  return {
    from: message.from && { address: [cut(message.from.email, 'email.from.address')] },
    to: message.to && { address: [cut(message.to.email, 'email.to.address')] },
    subject: cut(message.subject, 'email.subject'),
  };
}

/**
 * An event for the report's table of provider accesses: who did it, from which address (or what stands in its place),
 * and what. Plain text of at most 200 characters each, not escaped; undefined where the event doesn't say it.
 */
export function describe(event: AuditEvent): {
  who: string | undefined;
  from: string | undefined;
  what: string | undefined;
} {
  const parts = readWording(event);
  const act = parts.outcome === 'failure' ? `${event.auditType ?? ''} (failed)`.trim() : event.auditType;
  const object = objectOf(parts);
  const what = act !== undefined && object !== undefined ? `${shown(act)}: ${object}` : (act ?? object);
  return { who: shown(event.user ?? accountOf(parts)), from: shown(addressOf(parts)), what: shown(what) };
}
