import { type AuditEvent, contentKeyOf, parseEventLine } from '../event.ts';
import { createBits } from '../reconcile.ts';
import { decodeUtf8 } from '../utf8.ts';
import { readChunks } from './lines.ts';
import type { Manifest } from './manifest.ts';

/** Keys that share a bit are counted one by one: of a million, some ten thousand. */
const BITS = 2 ** 24;

/**
 * The lines of `events.ndjson`, one after the other, as events of the manifest's tenant. Each has a key of its own: versions
 * that share an id have those of their content.
 */
export async function* readEvents(
  path: string,
  { tenant, events }: Pick<Manifest, 'tenant' | 'events'>,
): AsyncGenerator<AuditEvent, void, undefined> {
  const shared = events.conflicting === 0 ? NONE : await sharedKeys(path, tenant);
  for await (const event of eventsIn(path, tenant)) {
    yield shared.has(event.key) ? { ...event, key: contentKeyOf(event, tenant) } : event;
  }
}

const NONE: ReadonlySet<string> = new Set();

async function* eventsIn(path: string, tenant: string): AsyncGenerator<AuditEvent, void, undefined> {
  for await (const chunk of readChunks(path)) {
    for (const line of decodeUtf8(chunk).split('\n')) {
      if (line !== '') yield parseEventLine(line, tenant);
    }
  }
}

/** Keys that two lines have, which may lie far apart. A first pass leaves few to be remembered by the second. */
async function sharedKeys(path: string, tenant: string): Promise<ReadonlySet<string>> {
  const once = createBits();
  const twice = createBits();
  for await (const { key } of eventsIn(path, tenant)) {
    const bit = bitOf(key);
    (once.has(bit) ? twice : once).set(bit);
  }
  const seen = new Set<string>();
  const shared = new Set<string>();
  for await (const { key } of eventsIn(path, tenant)) {
    if (!twice.has(bitOf(key))) continue;
    if (seen.has(key)) shared.add(key);
    seen.add(key);
  }
  return shared;
}

function bitOf(key: string): number {
  return Buffer.from(key.slice(0, 8), 'base64url').readUInt32BE() % BITS;
}
