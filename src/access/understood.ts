import type { AuditEvent } from '../event.ts';
import { accessOf } from './acts.ts';

/** Fields that this program reads, or that hold no person. */
const READ: ReadonlySet<string> = new Set(['id', 'auditType', 'user', 'eventTime', 'eventInfo', 'category']);
const TEXTS = ['auditType', 'user', 'eventInfo', 'category'] as const;

/**
 * True if a row says enough to tell whether the provider's staff made it: it is an object, what is to be a text is one, it has an
 * actor or a text, and no field that nobody reads names a domain of the provider. A provider access is always understood.
 * @param domains in lower case.
 */
export function isUnderstood(event: AuditEvent, domains: readonly string[]): boolean {
  const { raw } = event;
  if (accessOf(event, domains)) return true;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const fields = raw as Readonly<Record<string, unknown>>;
  if (TEXTS.some((name) => fields[name] !== undefined && fields[name] !== null && typeof fields[name] !== 'string')) {
    return false;
  }
  if (!(event.user?.trim() || event.eventInfo?.trim())) return false;
  const names = (text: string) => domains.some((domain) => text.includes(`@${domain}`));
  if (!names(event.canonical.toLowerCase())) return true;
  return !Object.entries(fields).some(
    ([name, value]) => !READ.has(name) && value !== undefined && names(JSON.stringify(value).toLowerCase()),
  );
}
