import * as events from '../src/event.ts';

/** An item as an event of the tenant that most tests have. */
export function parseEvent(raw: unknown, tenant = 'default'): events.AuditEvent {
  return events.parseEvent(raw, tenant);
}

/** A line of `events.ndjson` as an event of the same. */
export function parseEventLine(line: string, tenant = 'default'): events.AuditEvent {
  return events.parseEventLine(line, tenant);
}
