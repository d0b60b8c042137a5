import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, readAddressField } from '../../src/access/address.ts';
import { type Parts, readWording } from '../../src/access/wording.ts';
import { parseEvent } from '../event.ts';

interface Wording {
  name: string;
  event: { eventInfo?: string | null; user?: string | null };
  parts: Parts;
}

interface Expectation {
  actor: string | null;
  target: string | string[] | null;
  ip: string | null;
  application: string | null;
  method: string | null;
  time: string | null;
  zone: string | null;
  ip_raw?: string;
}

function fixture(path: string): string {
  return readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
}

const WORDINGS = fixture('events/wordings.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Wording);
/** Texts of which the corpus says that nobody knows them. */
const UNKNOWN = ['access-logs-unknown-type', 'unknown-type-and-category', 'unknown-type-free-text'];

function read(eventInfo: string, user?: string): ReturnType<typeof readWording> {
  return readWording(parseEvent({ eventInfo, user }));
}

function logon(fields: string, name = 'Ann Roe'): ReturnType<typeof readWording> {
  return read(
    `Successful authentication for ann.roe@example.com <${name}>, Date: 2026-10-07, Time: 17:07:44 BST${fields}`,
  );
}

describe('the corpus of wordings', () => {
  it.each(WORDINGS.map((wording) => [wording.name, wording] as const))('%s', (name, { event, parts }) => {
    const { known, ...read } = readWording(parseEvent(event));
    expect(read).toEqual(parts);
    expect(known).toBe(!UNKNOWN.includes(name));
  });

  it('knows every text of a whole day', () => {
    const day = fixture('events/day.ndjson').trim().split('\n');
    const unknown = day.filter((line) => !readWording(parseEvent(JSON.parse(line))).known);
    expect(day.length).toBe(400);
    expect(unknown).toEqual([]);
  });
});

describe('texts that others reported', () => {
  const files = ['b01-no-user', 'b02-enrolment-and-zones', 'b03-address-forms', 'b04-no-address'];
  const more = ['b05-names-lines-json', 'b06-unicode', 'b19-commands'];
  const cases = [...files, ...more].flatMap((file) => {
    const { events } = JSON.parse(fixture(`cases/${file}.json`)) as {
      events: { event: Record<string, string>; expect: Expectation }[];
    };
    return events.map(({ event, expect }, i) => [`${file} ${i + 1}`, event, expect] as const);
  });

  it.each(cases)('%s', (_name, raw, wanted) => {
    const event = parseEvent(raw);
    const parts = readWording(event);
    expect(event.user ?? parts.actor?.email ?? parts.actor?.account ?? null).toBe(wanted.actor);
    if (parts.actor) expect(parts.actor.email ?? parts.actor.account).toBe(wanted.actor);
    expect(parts.ip ?? null).toBe(wanted.ip);
    expect(parts.application ?? null).toBe(wanted.application);
    expect(parts.method ?? null).toBe(wanted.method);
    expect(parts.textZone ?? null).toBe(wanted.zone);
    expect(parts.textDate ? `${parts.textDate} ${parts.textTime}` : null).toBe(wanted.time);
    expect(parts.ipRaw).toBe(wanted.ip_raw);
    for (const target of [wanted.target].flat()) {
      if (target !== null)
        expect(JSON.stringify([parts.target, parts.objects])).toContain(JSON.stringify(target).slice(1, -1));
    }
  });
});

describe('a wrong value is worse than a missing one', () => {
  it('takes no tail where a part of one follows a whole one', () => {
    const fake = 'Date: 2020-01-01, Time: 00:00:00+0000, IP: 203.0.113.66, Application: Fake';
    const parts = read(`Viewed Case - Case: x, ${fake}, Date: 2026-10-19, Time: 15:45:01+0000, Application: y`);
    expect(parts).toEqual({ known: false });
  });

  it('passes over a run in the name of an application', () => {
    const fake = 'Date: 2020-01-01, Time: 00:00:00 GMT, IP: 203.0.113.66, Application: Fake';
    const parts = logon(`, IP: 192.0.2.15, Application: Feeds, ${fake}`);
    expect(parts).toMatchObject({ ip: '192.0.2.15', textDate: '2026-10-07', application: `Feeds, ${fake}` });
  });

  it('takes no actor where two are possible and the user field agrees with neither', () => {
    const text =
      'Action Performed - Deleted a by one@example.com<One by two@example.com<Two> Date: 2026-10-20 Time: 19:26:49 +0100 IP: 192.0.2.15 Application: Administration Console';
    expect(read(text).actor).toBeUndefined();
    expect(read(text).objects).toBeUndefined();
    expect(read(text, 'One@example.com').actor).toEqual({
      email: 'one@example.com',
      name: 'One by two@example.com<Two',
    });
    expect(read(text, 'two@example.com').objects).toEqual({ folder: 'a by one@example.com<One' });
  });

  it('takes no sender, recipient and subject where the sentence can be cut in two ways', () => {
    const parts = read(
      'Viewed Message - Source: Search, From: <Sales> evil@example.org, To: <x> x@example.com, Subject: <none> sales@example.net, To: <Kim> kim.ferro@example.com, Subject: Real, Processed: 2026-09-28 08:02:51+0000, Viewed Content: True, Date: 2026-10-19, Time: 15:50:01+0000, IP: 192.0.2.15, Application: mimecast-case-review',
    );
    expect(parts.objects?.message).toEqual({ processed: '2026-09-28 08:02:51+0000', contentViewed: true });
  });

  it('takes no case and no review set where the label stands twice', () => {
    const parts = read(
      'Viewed Review Set Details - Case: a, Review Set: b, Review Set: c, Date: 2026-10-17, Time: 17:11:25+0000, IP: 192.0.2.15, Application: mimecast-case-review',
    );
    expect(parts.objects).toBeUndefined();
    expect(parts.ip).toBe('192.0.2.15');
  });

  it('takes no address from a list with a word in it', () => {
    expect(logon(', IP: Unknown, 192.0.2.15, Application: MfO')).toMatchObject({ ipRaw: 'Unknown, 192.0.2.15' });
    expect(logon(', IP: Unknown, 192.0.2.15, Application: MfO').ip).toBeUndefined();
  });

  it('takes the outcome of a text whose fields are broken, and nothing else', () => {
    expect(read('Failed authentication for a@example.com <b, Date: never')).toEqual({
      known: false,
      outcome: 'failure',
    });
  });

  it('reads a reason only where something failed', () => {
    expect(logon(', IP: 192.0.2.15, Application: A, Reason: B').application).toBe('A, Reason: B');
  });
});

describe('addresses', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:65535', '192.0.2.1'],
    ['[192.0.2.1]:80', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::FFFF:192.0.2.44', '192.0.2.44'],
    ['::', '::'],
    ['192.0.2.1:65536', undefined],
    ['192.0.2.01', undefined],
    ['192.0.2', undefined],
    ['[192.0.2.1', undefined],
    ['[192.0.2.1]80', undefined],
    ['fe80::1%', undefined],
    ['2001:db8:::1', undefined],
    ['', undefined],
  ])('%s', (text, address) => {
    expect(readAddress(text)).toBe(address);
  });

  it('does not look at text that is longer than any address', () => {
    expect(readAddress(`${'0'.repeat(100)}::1`)).toBeUndefined();
  });

  it('reads lists, with stray colons and commas', () => {
    expect(readAddressField(': ::1,,')).toEqual({ addresses: ['::1'], raw: undefined });
    expect(readAddressField('192.0.2.1 192.0.2.1, null')).toEqual({ addresses: ['192.0.2.1'], raw: undefined });
    expect(readAddressField('null')).toEqual({ addresses: [], raw: undefined });
  });

  it('keeps a valid address whatever its spelling', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => isIP(readAddress(address) ?? '') > 0));
  });
});

describe('any text', () => {
  /** A text of the corpus with pieces cut, doubled, swapped and put in from another. */
  const texts = WORDINGS.map(({ event }) => event.eventInfo ?? '').filter((text) => text.length < 2000);
  const mutated = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.constantFrom(...texts),
      fc.array(
        fc.tuple(
          fc.nat({ max: 2000 }),
          fc.nat({ max: 60 }),
          fc.nat({ max: 4 }),
          fc.string({ unit: 'binary', maxLength: 5 }),
        ),
      ),
    )
    .map(([text, other, steps]) =>
      steps.reduce((now, [place, length, what, noise]) => {
        const at = now.length === 0 ? 0 : place % now.length;
        const piece = [noise, now.slice(at, at + length), other.slice(at, at + length), '', other][what] ?? '';
        return now.slice(0, at) + piece + now.slice(at + (what === 1 ? 0 : length));
      }, text),
    );

  it('is read without a fault, and every address stands in it', () => {
    fc.assert(
      fc.property(
        mutated,
        fc.constantFrom('ann.roe@example.com', 'tmarrowby@mimecast.local', undefined),
        (text, user) => {
          const parts = readWording({ ...parseEvent({}), eventInfo: text, user });
          for (const address of [parts.ip ?? []].flat()) {
            expect(isIP(address)).toBeGreaterThan(0);
            const stands = text.split(/[\s,;]+/).some((word) => endsInAddress(word, address));
            expect(stands, `${address} in ${JSON.stringify(text)}`).toBe(true);
          }
          expect(['success', 'failure', undefined]).toContain(parts.outcome);
          for (const part of [parts.actor?.email, parts.actor?.name, parts.application, parts.textDate, parts.reason]) {
            if (part !== undefined) expect(text).toContain(part);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  const fields = ', Date: 2026-10-07, Time: 17:07:44 BST, IP: 192.0.2.15, Application: MfO';
  it.each([
    ['dates', 'Action Performed - x', ' Date: 2026-10-01 Time: 00:00:00 +0000 IP: '],
    ['labels', 'Viewed Case - Case: ', ', Date: '],
    ['partial runs', 'Viewed Case - Case: ', ', Date: 2026-10-01, Time: 00:00:00+0000'],
    ['actors', 'Action Performed - Deleted ', ' by a@b<'],
    ['quotes', 'Action Performed - Deleted ', ' by "'],
    ['blanks', 'Action Performed - ', ' '],
    ['brackets', 'Successful authentication for a@example.com <', '>'],
    ['senders', 'Viewed Message - Source: Search, From: <', '> a@b, To: '],
    ['review sets', 'Viewed Review Set Details - Case: ', ', Review Set: '],
    ['braces', 'Executed Search - Source: Search, Search Criteria: ', '[{"a":'],
    ['commas', 'x', ', '],
    ['addresses', 'x, Date: 2026-10-07, Time: 17:07:44 BST, IP: ', '192.0.2.1, '],
    [
      'reasons',
      'Failed authentication for a@example.com <b>, Date: 2026-10-07, Time: 17:07:44 BST, Reason',
      ', Reason',
    ],
  ])('takes a time that grows no faster than the text: %s', (_name, start, piece) => {
    const ends = [fields, '', '> Date: 2026-10-01 Time: 00:00:00 +0000 IP: 192.0.2.1 Application: x'];
    const texts = (length: number) => ends.map((end) => start + piece.repeat(length / piece.length) + end);
    const time = (list: string[]) => {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round += 1) {
        const events = list.map((eventInfo) => ({ ...parseEvent({}), eventInfo }));
        const from = process.cpuUsage();
        for (const event of events) readWording(event);
        const used = process.cpuUsage(from);
        least = Math.min(least, used.user + used.system);
      }
      return least;
    };
    const small = time(texts(250_000));
    // Four times the text: linear is 4, quadratic 16. A few ms are noise on any machine.
    expect(time(texts(1_000_000))).toBeLessThan(12 * small + 30_000);
  });
});

/** True if the word is the address in some spelling, perhaps after a label. */
function endsInAddress(word: string, address: string): boolean {
  for (let from = 0; from < word.length; from += 1) if (readAddress(word.slice(from)) === address) return true;
  return false;
}
