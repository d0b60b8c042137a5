import { describe, expect, it } from 'vitest';
import { createHistory, networkOf } from '../../src/access/history.ts';
import { createSessions } from '../../src/access/sessions.ts';
import { type AuditEvent, PROVIDER_DOMAINS } from '../../src/event.ts';
import type { JudgedSession } from '../../src/session.ts';
import { parseEvent } from '../event.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 9);

function access(daysAgo: number, more: { user?: string; address?: string; auditType?: string } = {}): AuditEvent {
  const { user = 'tmarrowby@mimecast.local', address = '198.51.100.23', auditType = 'Mimecast Support Login' } = more;
  const eventTime = new Date(NOW - daysAgo * DAY).toISOString().replace(/\.\d+Z/, '+0000');
  const eventInfo = `Action Performed - Synthetic by ${user}<Synthetic> Date: 2026-11-24 Time: 09:00:00 +0000 IP: ${address} Application: Administration Console`;
  return parseEvent({ id: `${daysAgo}-${user}-${address}-${auditType}`, eventTime, auditType, eventInfo, user });
}

/** What the last session has for the first time. */
function firsts(held: readonly AuditEvent[], read: readonly AuditEvent[]): JudgedSession['firsts'] {
  const history = createHistory(PROVIDER_DOMAINS);
  const sessions = createSessions({ tenant: 'default', gapMs: 1_800_000, domains: PROVIDER_DOMAINS });
  for (const event of held) history.add(event, true);
  for (const event of read) {
    history.add(event, false);
    sessions.add(event);
  }
  const last = sessions.finish().sessions.at(-1);
  if (!last) throw new Error('there is no session');
  return history.firstsOf(last);
}

describe('what is seen for the first time', () => {
  it('is a person, a network, a kind of act that no earlier access had', () => {
    const held = [access(30), access(8)];
    expect(firsts(held, [access(0)])).toEqual([]);
    expect(firsts(held, [access(0, { user: 'oquillfeather@mimecast.local' })])).toEqual(['person']);
    expect(firsts(held, [access(0, { address: '203.0.113.77' })])).toEqual(['network']);
    expect(firsts(held, [access(0, { auditType: 'Policy Deleted' })])).toEqual(['act']);
    const all = { user: 'x@mimecast.com', address: '2001:db8::1', auditType: 'Policy Deleted' };
    expect(firsts(held, [access(0, all)])).toEqual(['person', 'network', 'act']);
  });

  it('is not one of the same network, or a person written otherwise', () => {
    const held = [access(30)];
    expect(firsts(held, [access(0, { address: '198.51.100.200' })])).toEqual([]);
    expect(firsts(held, [access(0, { user: 'TMarrowby@MIMECAST.local' })])).toEqual([]);
  });

  it('is told only when a week of the past is held', () => {
    const newcomer = access(0, { user: 'oquillfeather@mimecast.local' });
    expect(firsts([], [newcomer])).toEqual([]);
    expect(firsts([access(6.9)], [newcomer])).toEqual([]);
    expect(firsts([access(7)], [newcomer])).toEqual(['person']);
    // What this run read says nothing of how much earlier ones had.
    expect(firsts([], [access(30), newcomer])).toEqual([]);
  });

  it('is not what another session of the same run had before', () => {
    const user = 'oquillfeather@mimecast.local';
    expect(firsts([access(30)], [access(1, { user }), access(0, { user })])).toEqual([]);
    // What came later does not make it known.
    expect(firsts([access(30), access(-1, { user })], [access(0, { user })])).toEqual(['person']);
  });
});

describe('networkOf', () => {
  it.each([
    ['198.51.100.23', '198.51.100.0/24'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['2001:db8:5:6::', '2001:db8:5::/48'],
    ['2001:db8:5:6:7:8:9:a', '2001:db8:5::/48'],
    ['::1', '0:0:0::/48'],
    ['::', '0:0:0::/48'],
    ['Unknown', 'Unknown'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
