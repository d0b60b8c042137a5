import type { Change } from '../../change.ts';
import { ElasticError } from '../../errors.ts';
import { type Asset, type AssetOptions, assetsOf, bodyOf, PIPELINE } from '../assets/assets.ts';
import { type Door, refusalOf } from './door.ts';
import { type Existing, existing } from './existing.ts';
import { overlaps } from './overlap.ts';

export interface PutOptions {
  readonly retentionDays: number;
  readonly toolVersion: string;
  /** Processors that the server surely lacks; with one of them there is no pipeline. */
  readonly lacksProcessors: readonly string[];
  /** Takes what was done, in order, also of what is done before something fails. */
  done(change: Change): void;
  warn(sentence: string): void;
}

/**
 * Puts pipeline, component templates and index templates: what is missing or older, and nothing else. If one of the names belongs
 * to somebody else, nothing at all is changed.
 * @returns what the templates were made with.
 * @throws Error of one sentence that says what stands in the way; the signal's reason if it aborts.
 */
export async function putAssets(door: Door, options: PutOptions): Promise<AssetOptions> {
  const { retentionDays, toolVersion, lacksProcessors, done, warn } = options;
  let made: AssetOptions = { retentionDays, pipeline: lacksProcessors.length === 0 };
  if (!made.pipeline) done(withoutPipeline(`The server has no processor ${lacksProcessors.join(', ')}.`));
  const found = await look(door, assetsOf(made), options);

  for (const [asset, state] of found.entries()) {
    if (asset.kind !== 'ingest pipeline') continue;
    try {
      done(await put(door, asset, state, toolVersion));
    } catch (error) {
      // What it says of the pipeline is fixed, so what it does not take can only be something that it does not have.
      if (!(error instanceof ElasticError) || error.status !== 400) throw asError(error, asset);
      made = { retentionDays, pipeline: false };
      done(withoutPipeline('The server did not take it (HTTP 400): it may lack the processor geoip.'));
    }
  }
  if (!made.pipeline) warn('Without the ingest pipeline no place is added to addresses; all else works.');

  const states = new Map([...found].map(([{ path }, state]) => [path, state]));
  for (const asset of assetsOf(made)) {
    if (asset.kind === 'ingest pipeline') continue;
    // Without the pipeline the settings are others than those that were compared.
    const state =
      made.pipeline || lacksProcessors.length > 0 ? states.get(asset.path) : await existing(door, asset, toolVersion);
    try {
      done(await put(door, asset, state ?? { state: 'none' }, toolVersion));
    } catch (error) {
      throw asError(error, asset);
    }
  }
  return made;
}

/** What is there, and that nothing stands in the way. @throws Error of one sentence. */
async function look(
  door: Door,
  assets: readonly Asset[],
  { toolVersion, done, warn }: PutOptions,
): Promise<Map<Asset, Existing>> {
  const found = new Map<Asset, Existing>();
  for (const asset of assets) found.set(asset, await existing(door, asset, toolVersion));
  const refused = [...found].flatMap(([{ kind, name }, state]): Change[] => {
    const note =
      state.state === 'foreign'
        ? 'It was not made by this set-up, so it is left alone. Rename or delete it, and start the set-up again.'
        : state.state === 'newer'
          ? `Version ${state.version} of this Action put it. Use that version, or set up with it.`
          : undefined;
    return note === undefined ? [] : [{ name: `${kind} ${name}`, action: 'refused', note }];
  });
  for (const change of refused) done(change);
  const [first] = refused;
  if (first) {
    const more = refused.length === 1 ? '' : ` and ${refused.length - 1} more`;
    throw new Error(`Nothing was changed, since ${first.name}${more} may not be touched. ${first.note}`);
  }
  const { same, higher } = await overlaps(door, assets);
  if (same.length > 0) {
    throw new Error(
      `Nothing was changed, since index template ${same.join(', ')} matches streams of ours with the same priority. Give it another priority, or narrow its patterns.`,
    );
  }
  if (higher.length > 0) {
    warn(
      `Index template ${higher.join(', ')} matches streams of ours with a higher priority: those streams are made from it, and what this set-up put does not reach them.`,
    );
  }
  return found;
}

async function put(door: Door, asset: Asset, { state }: Existing, toolVersion: string): Promise<Change> {
  const name = `${asset.kind} ${asset.name}`;
  if (state === 'same') return { name, action: 'unchanged', note: undefined };
  await door.send('PUT', asset.path, bodyOf(asset, toolVersion));
  if (state === 'none') return { name, action: 'created', note: undefined };
  const note =
    state === 'edited'
      ? 'It had been changed by hand and is now as the set-up makes it. Changes of your own belong into the @custom component template.'
      : undefined;
  return { name, action: 'updated', note };
}

function withoutPipeline(why: string): Change {
  return { name: `ingest pipeline ${PIPELINE}`, action: 'skipped', note: why };
}

function asError(error: unknown, { kind, name }: Asset): unknown {
  return error instanceof ElasticError ? new Error(refusalOf(error, `${kind} ${name}`), { cause: error }) : error;
}
