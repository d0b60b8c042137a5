import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { describe, toDocument } from '../../src/access/ecs.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import { validateEcs } from '../ecs-validator.ts';
import { parseEvent } from '../event.ts';

type Fields = Record<string, unknown>;

interface Wording {
  name: string;
  event: Fields;
  ecs: Fields;
  provider: boolean;
  judgement?: string[];
}

function lines<T>(path: string): T[] {
  const text = readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function caseEvents(file: string): Fields[] {
  const text = readFileSync(new URL(`../fixtures/cases/${file}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { events: { event: Fields }[] }).events.map(({ event }) => event);
}

const WORDINGS = lines<Wording>('events/wordings.ndjson');
const CONTEXT = {
  tenant: 'harbour',
  namespace: 'default',
  created: Date.UTC(2026, 10, 25, 6, 0, 0, 123),
  fallbackTime: Date.UTC(2026, 10, 25),
  tool: { version: '1.2.3' },
  providerDomains: PROVIDER_DOMAINS,
  run: 'https://github.example/runs/1',
};

/** The document as Elasticsearch sees it: parsed, with flat keys. */
function flat(raw: unknown): Fields {
  const fields: Fields = {};
  const walk = (value: object, path: string): void => {
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object' && child !== null && !Array.isArray(child)) walk(child, `${path}${key}.`);
      else fields[path + key] = child;
    }
  };
  walk(document(raw), '');
  return fields;
}

function document(raw: unknown): object {
  const { json } = toDocument(parseEvent(raw), CONTEXT);
  expect(json).not.toContain('\n');
  return JSON.parse(json) as object;
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}

group('the corpus as ECS documents', () => {
  it.each(WORDINGS.map((wording) => [wording.name, wording] as const))('%s', (_name, { event, ecs, provider }) => {
    const fields = flat(event);
    const { 'organization.id': code, ...wanted } = ecs;
    // An event without a time still needs one to be stored; then it says so.
    if (wanted['@timestamp'] === undefined) {
      expect(fields['error.message']).toContain('eventTime');
      expect(fields['@timestamp']).toBe('2026-11-25T00:00:00.000Z');
    } else expect(fields['error.message']).toBeUndefined();
    for (const [field, value] of Object.entries(wanted)) expect(sorted(fields[field]), field).toEqual(sorted(value));
    expect(fields['organization.id']).toBe('harbour');
    if (code !== undefined) expect(fields['mimecast.account_code']).toBe(code);
    expect(fields['labels.provider_access']).toBe(provider ? 'true' : undefined);
    expect(fields['mimecast.access.provider']).toBe(provider ? true : undefined);
    expect(validateEcs(document(event))).toEqual([]);
  });

  it.each([
    'source.ip',
    'user.email',
    'user.full_name',
    'user.target.email',
    'event.outcome',
    'event.category',
    'event.reason',
    'service.name',
    'related.ip',
    'related.user',
    'file.name',
    'email.subject',
  ])('has %s only where the corpus has it', (field) => {
    const extra = WORDINGS.filter(({ event, ecs }) => ecs[field] === undefined && flat(event)[field] !== undefined);
    expect(extra.map(({ name }) => name)).toEqual([]);
  });

  it('makes valid documents of a whole day, 16 of them provider accesses', () => {
    const day = lines<Fields>('events/day.ndjson');
    expect(day.flatMap((event) => validateEcs(document(event)))).toEqual([]);
    const fields = day.map(flat);
    expect(fields.filter((one) => one['labels.provider_access'] === 'true').length).toBe(16);
    // The corpus counts 280, the texts that begin with the word; 4 `logged into this account` and 1 `Success: true` come in.
    expect(fields.filter((one) => one['event.outcome'] === 'success').length).toBe(285);
    expect(fields.filter((one) => one['event.outcome'] === 'failure').length).toBe(29);
  });

  it.each([
    'b01-no-user',
    'b02-enrolment-and-zones',
    'b03-address-forms',
    'b04-no-address',
    'b05-names-lines-json',
    'b06-unicode',
    'b19-commands',
  ])('stores every event of %s with its raw text and its own time', (file) => {
    for (const event of caseEvents(file)) {
      const fields = flat(event);
      expect(validateEcs(document(event))).toEqual([]);
      expect(JSON.parse(fields['event.original'] as string)).toEqual(event);
      expect(fields['mimecast.event_info']).toBe(event.eventInfo);
      expect(Date.parse(fields['@timestamp'] as string)).toBe(Date.parse(event.eventTime as string));
      expect(Object.values(fields)).not.toContain('');
    }
  });
});

group('what Elastic would refuse or lose', () => {
  it('is cut at a character and marked, the original stays whole (B18)', () => {
    const eventInfo = 'a'.repeat(40_000);
    const fields = flat({
      id: '1',
      eventTime: '2026-03-02T00:00:00+0000',
      eventInfo,
      user: `${'🦉'.repeat(20_000)}@example.com`,
    });
    expect(JSON.parse(fields['event.original'] as string)).toMatchObject({ eventInfo });
    expect(fields['mimecast.event_info']).toBe('a'.repeat(32_766));
    expect(fields['user.name']).toBe('🦉'.repeat(8191));
    expect(fields['user.domain']).toBe('example.com');
    expect(sorted(fields['mimecast.truncated'])).toEqual(
      ['mimecast.event_info', 'mimecast.user', 'related.user', 'user.email', 'user.name'].sort(),
    );
  });

  it('is not cut where it just fits', () => {
    const fields = flat({ eventInfo: 'é'.repeat(16_383), user: 'x'.repeat(32_766) });
    expect(fields['mimecast.event_info']).toBe('é'.repeat(16_383));
    expect(fields['mimecast.truncated']).toBeUndefined();
    expect(flat({ user: 'x'.repeat(32_767) })['mimecast.truncated']).toContain('user.name');
  });

  it('is no bad address in a field of addresses', () => {
    const text =
      'Action Performed - Deleted x by a@example.com<a> Date: 2026-03-02 Time: 00:00:00 +0000 IP: 10.1.2.300 Application: y';
    const fields = flat({ eventInfo: text });
    expect(fields).toMatchObject({ 'mimecast.ip_raw': '10.1.2.300' });
    expect(fields['source.ip'] ?? fields['client.ip'] ?? fields['related.ip']).toBeUndefined();
  });

  it.each([
    'not a date',
    '',
    undefined,
    '0000-01-01T00:00:00+0100',
    '9999-12-31T23:59:59-1200',
    '2026-02-30T00:00:00Z',
  ])('is no bad time: %s', (eventTime) => {
    expect(flat({ eventTime })).toMatchObject({
      '@timestamp': '2026-11-25T00:00:00.000Z',
      'error.message': expect.any(String),
    });
  });

  it('is no half surrogate pair', () => {
    const event = parseEvent({ user: 'half \ud800', eventInfo: '\udc00', auditType: 'x' });
    const { json } = toDocument(event, CONTEXT);
    expect(json.isWellFormed()).toBe(true);
    expect(validateEcs(JSON.parse(json))).toEqual([]);
    expect(JSON.parse(json)).toMatchObject({ user: { name: 'half \ufffd' }, mimecast: { event_info: '\ufffd' } });
  });

  it('is no new field for each field of an event', () => {
    const known = flat({ id: 'x', user: 'y' });
    const fields = flat({ id: 'x', user: 'y', surprise: { deep: [1, { '@timestamp': 'x' }] }, 'event.kind': 'alert' });
    expect(Object.keys(fields)).toEqual(Object.keys(known));
    expect(fields['event.original']).toContain('surprise');
  });

  it.each([null, 'text', 42, [], [1], true])('is a document even where the item is no object: %j', (raw) => {
    const fields = flat(raw);
    expect(validateEcs(document(raw))).toEqual([]);
    expect(fields['event.original']).toBe(JSON.stringify(raw));
    expect(fields['error.message']).toContain('no JSON object');
  });

  it('never comes out of any event', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...WORDINGS.map(({ event }) => event.eventInfo)),
    );
    const field = fc.oneof(
      word,
      fc.constant(undefined),
      fc.constant(null),
      fc.integer(),
      fc.array(word, { maxLength: 2 }),
    );
    const event = fc.record({
      id: field,
      auditType: field,
      user: field,
      eventTime: field,
      eventInfo: field,
      category: field,
    });
    fc.assert(
      fc.property(event, (raw) => {
        expect(validateEcs(document(raw))).toEqual([]);
      }),
    );
  });
});

group('an event for the report', () => {
  it('says who, from where and what', () => {
    const told = (name: string) => describe(parseEvent(WORDINGS.find((wording) => wording.name === name)?.event));
    expect(told('support-login-empty-user-field')).toEqual({
      who: 'tmarrowby@mimecast.local',
      from: '198.51.100.23',
      what: 'Mimecast Support Login',
    });
    expect(told('support-login-ip-word').from).toBe('Unknown');
    expect(told('support-login-failed').what).toBe('Mimecast Support Login (failed)');
    expect(told('message-viewed-by-provider-person').what).toBe('Message Action: Offer: final, signed');
    expect(told('password-reset-by-provider-person').what).toBe('User Password Changed: kim.ferro@example.com');
    expect(describe(parseEvent(null))).toEqual({ who: undefined, from: undefined, what: undefined });
  });

  it('is bounded', () => {
    const { who, what } = describe(parseEvent({ user: '🦉'.repeat(5000), auditType: 'x'.repeat(5000) }));
    expect(Array.from(who ?? '').length).toBe(200);
    expect(what?.length).toBe(200);
  });
});

group('the validator', () => {
  it('finds each kind of fault', () => {
    const good = document(WORDINGS[0]?.event) as Record<string, Fields>;
    const faults = (change: Fields) => validateEcs({ ...good, ...change });
    expect(faults({})).toEqual([]);
    expect(faults({ invented: 1 })).toEqual(['invented is not in ECS']);
    expect(faults({ 'source.ip': '192.0.2.1' })).toEqual(['"source.ip" is not in ECS']);
    expect(faults({ source: { ip: 'Unknown' } })).toEqual(['source.ip is no ip']);
    expect(faults({ '@timestamp': '2026-10-01' })).toEqual(['@timestamp is no date']);
    expect(faults({ tags: 'x' })).toEqual(['tags must be an array']);
    expect(faults({ labels: { a: { b: 'x' } } })).toEqual(['labels.a.b is no flat text']);
    expect(faults({ mimecast: { x: 'y'.repeat(40_000) } })).toEqual(["mimecast.x can't be indexed"]);
    expect(faults({ event: { ...good.event, outcome: 'maybe' } })).toEqual(['event.outcome: maybe is not allowed']);
    expect(faults({ event: { ...good.event, type: ['user'] } })).toHaveLength(2);
    expect(validateEcs([])).toEqual(['the document is no object']);
  });
});
