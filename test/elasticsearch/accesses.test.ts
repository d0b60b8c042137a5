import { describe, expect, it } from 'vitest';
import { toDocument } from '../../src/access/ecs.ts';
import { accessesIn, countAccesses } from '../../src/elastic/accesses.ts';
import { createFew } from '../../src/elastic/request.ts';
import { type AuditEvent, PROVIDER_DOMAINS } from '../../src/event.ts';
import { parseEvent } from '../event.ts';
import { type Asking, asking } from './asking.ts';
import { hasNode, sharedNode } from './delivery.ts';
import { ask } from './request.ts';

const FROM = Date.UTC(2026, 10, 24);
const DAY = { from: FROM, to: FROM + 86_400_000 };

function eventOf(
  id: string,
  second: number,
  user: string | undefined,
  category = 'policy_logs',
  tenant = 'harbour',
): AuditEvent {
  const eventTime = new Date(FROM + second * 1000).toISOString().replace('.000Z', '+0000');
  return parseEvent({ id, eventTime, category, user, auditType: 'Synthetic', eventInfo: 'Synthetic' }, tenant);
}

async function store(at: Asking, events: readonly AuditEvent[], tenant = 'harbour'): Promise<void> {
  const { client, namespace, audit, signal } = at;
  const context = { tenant, namespace, created: FROM, fallbackTime: FROM, tool: { version: '1.2.3' }, run: undefined };
  const documents = events.map((event) => {
    const { id, json } = toDocument(event, { ...context, providerDomains: PROVIDER_DOMAINS });
    return { id, document: JSON.parse(json) as object };
  });
  await createFew(client, audit, documents, signal);
}

async function found(at: Asking, given: object = {}): Promise<(string | undefined)[]> {
  const { client, audit: stream, signal } = at;
  const ids: (string | undefined)[] = [];
  const options = { stream, tenant: 'harbour', domains: PROVIDER_DOMAINS, ...DAY, signal, ...given };
  for await (const { id } of accessesIn(client, options)) ids.push(id);
  expect(await countAccesses(client, options)).toBeGreaterThanOrEqual(ids.length);
  return ids;
}

describe.skipIf(!hasNode)('provider accesses that are held', () => {
  it('are those of the tenant and the span, in order of time, whatever their category', async () => {
    const at = await asking();
    expect(await found(at)).toEqual([]);
    await store(at, [
      eventOf('later', 60, 'tmarrowby@mimecast.local'),
      eventOf('ordinary', 61, 'user@harbourlight.example'),
      eventOf('first', 0, 'oquillfeather@mimecast.com'),
      eventOf('nobody', 62, undefined, 'mimecast_access_logs'),
      eventOf('before', -1, 'tmarrowby@mimecast.local'),
      eventOf('after', 86_400, 'tmarrowby@mimecast.local'),
      parseEvent({ id: 'undated', user: 'tmarrowby@mimecast.local' }, 'harbour'),
    ]);
    await store(at, [eventOf('theirs', 5, 'tmarrowby@mimecast.local', 'policy_logs', 'lighthouse')], 'lighthouse');
    expect(await found(at)).toEqual(['first', 'later', 'nobody']);
    expect(await found(at, { tenant: 'lighthouse' })).toEqual(['theirs']);
  });

  it('come once, though two backing indices hold a copy', async () => {
    const at = await asking();
    const events = [eventOf('one', 1, 'a@mimecast.com'), eventOf('two', 1, 'a@mimecast.com')];
    await store(at, events);
    await ask(sharedNode(), 'POST', `${at.audit}/_rollover`);
    await store(at, events);
    expect((await found(at)).toSorted()).toEqual(['one', 'two']);
    const { client, audit: stream, signal } = at;
    expect(await countAccesses(client, { stream, tenant: 'harbour', domains: PROVIDER_DOMAINS, ...DAY, signal })).toBe(
      4,
    );
  });

  it('give the event as it was, and leave out what is no event', async () => {
    const at = await asking();
    const event = eventOf('one', 1, 'a@mimecast.com');
    await store(at, [event]);
    const broken = { '@timestamp': FROM, labels: { provider_access: 'true' }, organization: { id: 'harbour' } };
    await createFew(
      at.client,
      at.audit,
      [
        { id: 'a', document: broken },
        { id: 'b', document: { ...broken, event: { original: '{"cut' } } },
      ],
      at.signal,
    );
    const all: AuditEvent[] = [];
    const options = { stream: at.audit, tenant: 'harbour', domains: PROVIDER_DOMAINS, ...DAY, signal: at.signal };
    const unlike: string[] = [];
    for await (const one of accessesIn(at.client, options, (id) => unlike.push(id))) all.push(one);
    expect(all).toEqual([event]);
    expect(unlike.toSorted()).toEqual(['a', 'b']);
  });
});
