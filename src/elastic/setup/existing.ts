import { fieldsOf } from '../answer.ts';
import { type Asset, hashOf, MANAGED_BY, numberOf } from '../assets/assets.ts';
import type { Door } from './door.ts';

/** What is there under an asset's name. */
export type Existing =
  | { readonly state: 'none' }
  /** Somebody else's: not touched. */
  | { readonly state: 'foreign' }
  /** A newer version of this program put it: not touched either. */
  | { readonly state: 'newer'; readonly version: string }
  | { readonly state: 'same' }
  | { readonly state: 'older' }
  /** Of our hash, and yet not what we put. */
  | { readonly state: 'edited' };

/**
 * Compares what is there with an asset.
 * @param toolVersion of this program.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function existing(door: Door, asset: Asset, toolVersion: string): Promise<Existing> {
  const found = foundIn(await door.get(asset.path), asset);
  if (found === undefined) return { state: 'none' };
  const meta = fieldsOf(found._meta);
  if (meta.managed_by !== MANAGED_BY) return { state: 'foreign' };
  if (typeof found.version === 'number' && found.version > numberOf(toolVersion)) {
    const version = typeof meta.version === 'string' && /^[\w.+-]{1,40}$/.test(meta.version) ? meta.version : 'unknown';
    return { state: 'newer', version };
  }
  if (meta.hash !== hashOf(asset.content)) return { state: 'older' };
  return { state: holds(found, asset.content) ? 'same' : 'edited' };
}

/** The asset's own part of an answer; undefined if there is none. */
function foundIn(answer: unknown, { kind, name }: Asset): Readonly<Record<string, unknown>> | undefined {
  if (answer === undefined) return undefined;
  if (kind === 'ingest pipeline') {
    const pipeline = fieldsOf(answer)[name];
    return pipeline === undefined ? undefined : fieldsOf(pipeline);
  }
  const key = kind === 'component template' ? 'component_template' : 'index_template';
  const list = fieldsOf(answer)[`${key}s`];
  const one = (Array.isArray(list) ? list : []).find((entry) => fieldsOf(entry).name === name);
  return one === undefined ? undefined : fieldsOf(fieldsOf(one)[key]);
}

/** True if all of `ours` stands in `theirs`. The server adds defaults, and gives out numbers and booleans as texts. */
export function holds(theirs: unknown, ours: unknown): boolean {
  if (Array.isArray(ours)) {
    return Array.isArray(theirs) && theirs.length === ours.length && ours.every((one, at) => holds(theirs[at], one));
  }
  if (typeof ours === 'object' && ours !== null) {
    return (
      typeof theirs === 'object' &&
      theirs !== null &&
      Object.entries(ours).every(([key, one]) => holds(fieldsOf(theirs)[key], one))
    );
  }
  if (ours === null || theirs === null) return theirs === ours;
  return theirs !== undefined && typeof theirs !== 'object' && String(theirs) === String(ours);
}
