import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/access/acts.ts';
import { toDocument } from '../../src/access/ecs.ts';
import { accessesIn } from '../../src/elastic/accesses.ts';
import { hashesAmong } from '../../src/elastic/held.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import { parseEvent } from '../event.ts';
import { playedElastic } from '../proof/elastic.ts';

const STREAM = 'logs-mimecast.audit-default';
const SIGNAL = new AbortController().signal;
const TIME = Date.UTC(2026, 10, 24, 9);
const CONTEXT = {
  ...{ tenant: 'default', namespace: 'default', created: TIME, fallbackTime: TIME, tool: { version: '0' } },
  ...{ providerDomains: PROVIDER_DOMAINS, run: undefined },
};
/** Nothing of it says that it is the provider's. */
const row = parseEvent({
  ...{
    id: 'one',
    user: 'clerk@harbourlight.example',
    eventTime: new Date(TIME).toISOString().replace('.000Z', '+0000'),
  },
  ...{ category: 'case_review_logs', auditType: 'Case Action', eventInfo: 'Viewed Case - Name: Q3' },
});

async function stored(accessesAlone: boolean, tenant = 'default') {
  const { client } = playedElastic();
  const { id, json } = toDocument(row, { ...CONTEXT, accessesAlone, tenant });
  await client.bulk(STREAM, Buffer.from(`${JSON.stringify({ create: { _id: id } })}\n${json}\n`), SIGNAL);
  return client;
}

async function accesses(accessesAlone: boolean) {
  const options = { stream: STREAM, tenant: 'default', domains: PROVIDER_DOMAINS, from: TIME, to: TIME + 1 };
  const found = [];
  for await (const event of accessesIn(await stored(accessesAlone), { ...options, signal: SIGNAL })) {
    found.push(accessOf(event, PROVIDER_DOMAINS));
  }
  return found;
}

describe('a row that is an access only because of the question', () => {
  it('is one when it is read back from Elastic', async () => {
    expect(await accesses(true)).toMatchObject([{ doubtful: true, act: { key: row.key } }]);
  });

  it('is none where everything was asked for', async () => expect(await accesses(false)).toEqual([]));
});

describe('a document under the key of an event', () => {
  it.each(['default', 'other'])('says whose it is: %s', async (tenant) => {
    const owners: unknown[] = [];
    const asked = { stream: STREAM, keys: [row.key], signal: SIGNAL };
    await hashesAmong(await stored(false, tenant), asked, (...told) => owners.push(told));
    expect(owners).toEqual([[row.key, tenant]]);
  });
});
