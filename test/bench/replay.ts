import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { toDocument } from '../../src/access/ecs.ts';
import { batchesOf } from '../../src/elastic/batch.ts';
import { PROVIDER_DOMAINS } from '../../src/event.ts';
import { TOOL } from '../../src/tool.ts';
import { parseEventLine } from '../event.ts';

const pack = promisify(gzip);

/** All bulk bodies of a run's evidence, as the Action would send them, gzipped. */
export async function documentsOf(folder: string, namespace: string): Promise<Buffer[]> {
  const context = {
    tenant: 'default',
    namespace,
    created: 0,
    fallbackTime: 0,
    tool: TOOL,
    run: undefined,
    providerDomains: PROVIDER_DOMAINS,
  };
  async function* documents() {
    const lines = createInterface({ input: createReadStream(join(folder, 'events.ndjson')) });
    for await (const line of lines) yield toDocument(parseEventLine(line), context);
  }
  const bodies: Buffer[] = [];
  for await (const batch of batchesOf(documents(), () => 5_000_000))
    bodies.push(await pack(batch.ndjson, { level: 1 }));
  return bodies;
}

/** Sends the bodies, two at a time, and reads nothing of the answers but their status. @returns ms. */
export async function replay(bodies: readonly Buffer[], url: string, key: string, stream: string): Promise<number> {
  const left = [...bodies];
  const started = performance.now();
  async function sender(): Promise<void> {
    for (let body = left.shift(); body; body = left.shift()) {
      const response = await fetch(`${url}/${stream}/_bulk?filter_path=took,errors`, {
        method: 'POST',
        headers: {
          authorization: `ApiKey ${key}`,
          'content-type': 'application/x-ndjson',
          'content-encoding': 'gzip',
        },
        body: new Uint8Array(body),
      });
      if (!response.ok) throw new Error(`replay: HTTP ${response.status}`);
      await response.arrayBuffer();
    }
  }
  await Promise.all([sender(), sender()]);
  return performance.now() - started;
}
