import type { Change } from '../../change.ts';
import { ElasticError } from '../../errors.ts';
import { fieldsOf } from '../answer.ts';
import { type Asset, assetsOf, PIPELINE, templateName } from '../assets/assets.ts';
import { DATASETS } from '../assets/fields.ts';
import { type Door, refusalOf } from './door.ts';
import { existing } from './existing.ts';

/**
 * Takes away what an earlier set-up put: templates, and the pipeline where no stream sends through it. Never a stream or a document,
 * and nothing that is not ours.
 * @param done takes each change in order.
 * @throws Error of one sentence; the signal's reason if it aborts.
 */
export async function removeAssets(
  door: Door,
  { toolVersion, done }: { readonly toolVersion: string; done(change: Change): void },
): Promise<void> {
  const streams = await streamsOf(door);
  const assets = assetsOf({ retentionDays: 1, pipeline: true });
  // Each is used by those that are taken away before it.
  const order: Asset['kind'][] = ['index template', 'component template', 'ingest pipeline'];
  const stay = new Set<string>();
  for (const asset of order.flatMap((kind) => assets.filter((one) => one.kind === kind))) {
    const change = await remove(door, asset, toolVersion, stay);
    if (change === undefined) continue;
    if (change.action !== 'removed') stay.add(asset.name);
    done(change);
  }
  for (const stream of streams) {
    done({ name: `data stream ${stream}`, action: 'skipped', note: 'It stays, with all that is in it.' });
  }
}

async function remove(
  door: Door,
  asset: Asset,
  toolVersion: string,
  stay: ReadonlySet<string>,
): Promise<Change | undefined> {
  const name = `${asset.kind} ${asset.name}`;
  const { state } = await existing(door, asset, toolVersion);
  if (state === 'none') return undefined;
  if (state === 'foreign') {
    return { name, action: 'refused', note: 'It was not made by this set-up, so it is left alone.' };
  }
  if (asset.kind === 'ingest pipeline') {
    const used = stay.has('mimecast-audit@settings') || (await isUsed(door));
    if (used) return { name, action: 'skipped', note: 'It stays, since streams send through it.' };
  }
  try {
    await door.send('DELETE', asset.path);
    return { name, action: 'removed', note: undefined };
  } catch (error) {
    if (!(error instanceof ElasticError)) throw error;
    if (error.status === 404) return undefined;
    if (error.status !== 400) throw new Error(refusalOf(error, name), { cause: error });
    const user = asset.kind === 'index template' ? 'data streams' : 'others';
    return { name, action: 'skipped', note: `It stays: Elasticsearch removes none that ${user} still need.` };
  }
}

/** Names of our streams, in every namespace; none if the key may not look. */
async function streamsOf(door: Door): Promise<string[]> {
  const patterns = DATASETS.map((dataset) => `${templateName(dataset)}-*`).join(',');
  const found = [fieldsOf(await readable(() => door.get(`_data_stream/${patterns}`))).data_streams].flat();
  return found.map((one) => fieldsOf(one).name).filter((name) => typeof name === 'string');
}

/** Whether an index sends its documents through the pipeline: without it they would be refused. If that can't be seen, it may. */
async function isUsed(door: Door): Promise<boolean> {
  const hidden = { 'a hidden index': { settings: { index: { default_pipeline: PIPELINE } } } };
  const answer = await readable(() => door.get(`${templateName('audit')}-*/_settings/index.default_pipeline`), hidden);
  return Object.values(fieldsOf(answer)).some((index) => {
    const settings = fieldsOf(fieldsOf(fieldsOf(index).settings).index);
    return settings.default_pipeline === PIPELINE;
  });
}

/** An answer, or `otherwise` if the key may not ask. */
async function readable(ask: () => Promise<unknown>, otherwise?: unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ElasticError && error.status === 403) return otherwise;
    throw error;
  }
}
