import type { AuditEvent } from '../event.ts';
import { sameAccount } from './account.ts';
import { accountCode } from './id.ts';
import type { Cut } from './keyword.ts';
import { accountOf, type Objects, type Parts } from './parts.ts';

/**
 * `mimecast.*`: the raw fields, and the parts that ECS has no place for.
 * @param account the account in `user.*`: another actor in the text is named beside it.
 */
export function ownFields(
  event: AuditEvent,
  parts: Parts,
  account: string | undefined,
  cut: Cut,
): Record<string, unknown> {
  const actor = accountOf(parts);
  const other = actor !== undefined && !sameAccount(actor, account) ? actor : undefined;
  const dated = parts.textDate !== undefined || other !== undefined;
  const decoded = event.id === undefined ? undefined : accountCode(event.id);
  const fields = {
    audit_type: cut(event.auditType, 'mimecast.audit_type'),
    category: cut(event.category, 'mimecast.category'),
    user: cut(event.user, 'mimecast.user'),
    event_info: cut(event.eventInfo, 'mimecast.event_info'),
    account_code: decoded ?? parts.objects?.accountCode,
    method: cut(parts.method, 'mimecast.method'),
    second_factor: cut(parts.secondFactor, 'mimecast.second_factor'),
    ip_raw: cut(parts.ipRaw, 'mimecast.ip_raw'),
    text: dated
      ? { date: parts.textDate, time: parts.textTime, zone: parts.textZone, actor: cut(other, 'mimecast.text.actor') }
      : undefined,
  };
  return parts.objects ? { ...fields, ...objectFields(parts.objects, cut) } : fields;
}

function objectFields(objects: Objects, cut: Cut): Record<string, unknown> {
  const { message, searchSource, searchCriteria, folder, member, messageStatus } = objects;
  const own = 'mimecast';
  return {
    alias: cut(objects.alias, `${own}.alias`),
    person: cut(objects.person, `${own}.person`),
    requested_application: cut(objects.requested, `${own}.requested_application`),
    signed_into: cut(objects.signedInto, `${own}.signed_into`),
    case: named(objects.case, `${own}.case`, cut),
    review_set: named(objects.reviewSet, `${own}.review_set`, cut),
    domain: named(objects.domain, `${own}.domain`, cut),
    folder: group({ name: folder, member }, `${own}.folder`, cut),
    search: group({ source: searchSource, criteria: searchCriteria }, `${own}.search`, cut),
    message: group(
      {
        from_name: message?.from?.name,
        to_name: message?.to?.name,
        processed: message?.processed,
        content_viewed: message?.contentViewed,
        status: messageStatus,
      },
      `${own}.message`,
      cut,
    ),
    export: group(objects.export, `${own}.export`, cut),
    report: group(objects.report, `${own}.report`, cut),
    policy: group(objects.policy, `${own}.policy`, cut),
    connector: group(objects.connector, `${own}.connector`, cut),
    connection: group(objects.connection, `${own}.connection`, cut),
    task: group(objects.task, `${own}.task`, cut),
    incident: group(objects.incident, `${own}.incident`, cut),
    restore: group(objects.restore, `${own}.restore`, cut),
    api_application: group(objects.apiApplication, `${own}.api_application`, cut),
  };
}

function named(name: string | undefined, field: string, cut: Cut): { name: string } | undefined {
  return name === undefined ? undefined : { name: cut(name, `${field}.name`) };
}

/** The fields of one object with their texts cut, or undefined if there is none. */
function group(fields: object | undefined, path: string, cut: Cut): Record<string, unknown> | undefined {
  if (!fields) return undefined;
  let copy: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(fields) as [string, unknown][]) {
    if (field === undefined) continue;
    copy ??= {};
    copy[key] = typeof field === 'string' ? cut(field, `${path}.${key}`) : field;
  }
  return copy;
}
