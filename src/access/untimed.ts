import type { AuditEvent } from '../event.ts';
import type { UntimedAccess } from '../session.ts';
import { accessOf, shown } from './acts.ts';
import { describe } from './ecs.ts';

/** Accesses that are listed; all are counted. */
const MOST_LISTED = 1000;
/** Keys by which an event is known that comes twice. */
const MOST_KEYS = 100_000;

/** Provider accesses whose time can't be read: they belong to no session, and must be told all the same. */
export interface Untimed {
  /**
   * Takes an event of any kind; what has a time, is no provider access, or was there before, is left aside.
   * @param asked it came as an answer to a question for accesses alone.
   * @returns true if it was taken.
   */
  add(event: AuditEvent, asked?: boolean): boolean;
  readonly count: number;
  readonly listed: readonly UntimedAccess[];
}

/** An empty list. @param domains the provider's, in lower case. */
export function createUntimed(domains: readonly string[]): Untimed {
  const keys = new Set<string>();
  const listed: UntimedAccess[] = [];
  let count = 0;
  return {
    add(event, asked = false) {
      if (event.time !== undefined || keys.has(event.key) || !accessOf(event, domains, asked)) return false;
      if (keys.size < MOST_KEYS) keys.add(event.key);
      count += 1;
      if (listed.length < MOST_LISTED) {
        const { key, id, category, auditType } = event;
        listed.push({
          key,
          id: shown(id, 1000),
          category: shown(category),
          auditType: shown(auditType),
          ...describe(event),
        });
      }
      return true;
    },
    get count() {
      return count;
    },
    listed,
  };
}
