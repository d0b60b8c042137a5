import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';
import { createFew, frameOf, idOf, scan } from './request.ts';

/** What an account offered, and when it was asked, ms UTC. */
export interface Listing {
  readonly codes: readonly string[];
  readonly listed: number;
}

interface Place {
  /** `logs-mimecast.coverage-<namespace>`: what runs remember for later ones. */
  readonly stream: string;
  readonly tenant: string;
  readonly signal: AbortSignal;
}

/**
 * The last listing that was remembered of a tenant; undefined if there is none.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function readListing(
  client: ElasticClient,
  { stream, tenant, signal }: Place,
): Promise<Listing | undefined> {
  const query = { bool: { filter: [{ term: { 'organization.id': tenant } }, { term: { 'event.kind': 'state' } }] } };
  let last: Listing | undefined;
  for await (const { time, source } of scan(client, {
    stream,
    query,
    wanted: { _source: ['mimecast.categories'] },
    signal,
  })) {
    const codes = [fieldsOf(source.mimecast).categories].flat();
    // Anything else with this kind is none of ours.
    if (codes.length > 0 && codes.every((code) => typeof code === 'string')) last = { codes, listed: time };
  }
  return last;
}

/**
 * Remembers a listing, and waits until later runs can see it. The same listing twice is one document. It has no span, so that
 * it covers nothing.
 * @throws ElasticError if it could not be written. Trying again does no harm.
 */
export async function writeListing(
  client: ElasticClient,
  {
    stream,
    tenant,
    signal,
    listing,
    run,
    toolVersion,
  }: Place & { readonly listing: Listing; readonly run: string | undefined; readonly toolVersion: string },
): Promise<void> {
  const { codes, listed } = listing;
  const { dataset, ...frame } = frameOf(stream, tenant, listed);
  const document = {
    ...frame,
    agent: { type: 'mimecast-audit-collector', version: toolVersion },
    event: { kind: 'state', module: 'mimecast', dataset },
    mimecast: { run, categories: codes },
  };
  await createFew(client, stream, [{ id: idOf('categories', tenant, String(listed)), document }], signal);
}
