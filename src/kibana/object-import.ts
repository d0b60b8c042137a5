import type { Change } from '../change.ts';
import { ElasticError } from '../errors.ts';
import type { Log } from '../runner/log.ts';
import { savedObjects } from './assets.ts';
import { type KibanaAnswer, type KibanaClient, refused } from './client.ts';
import { DASHBOARD_ID } from './dashboard.ts';
import { fieldsOf } from './json.ts';
import { ASSETS_VERSION, ndjsonOf, type SavedObject, versionIn } from './saved-object.ts';

/** Said of what was to be removed. */
export const NOT_THERE = 'It was not there.';
const IMPORT = 'the import of saved objects';
const PRIVILEGES = 'Saved Objects Management, Dashboard, Discover and Data View Management, each with All,';

/**
 * Puts data views, searches and the dashboard where they are missing or of an older version. The first import overwrites
 * nothing and so asks what is there: where it finds anything, Kibana makes none of the rest
 * (elastic/kibana, core saved objects, create_saved_objects.ts), whatever its `successCount` says.
 * @throws ElasticError
 */
export async function importObjects(kibana: KibanaClient): Promise<Change[]> {
  const objects = savedObjects();
  const there = conflictsOf(await upload(kibana, objects, false));
  if (there.size === 0) return objects.map((object) => ({ name: nameOf(object), action: 'created', note: undefined }));

  const found = there.has(DASHBOARD_ID) ? await readVersion(kibana, there.get(DASHBOARD_ID)) : undefined;
  const current = found !== undefined && found >= ASSETS_VERSION;
  const wanted = current ? objects.filter(({ id }) => !there.has(id)) : objects;
  if (wanted.length > 0) {
    const left = conflictsOf(await upload(kibana, wanted, true));
    if (left.size > 0) throw failed('conflict', [...left.keys()][0]);
  }
  const newer = found !== undefined && found > ASSETS_VERSION;
  return objects.map((object) => {
    const name = nameOf(object);
    if (!there.has(object.id)) return { name, action: 'created', note: undefined };
    if (newer) return { name, action: 'skipped', note: `Version ${found} is there, this is ${ASSETS_VERSION}.` };
    if (current) return { name, action: 'unchanged', note: undefined };
    return { name, action: 'updated', note: found === undefined ? undefined : `Version ${found} was there.` };
  });
}

/**
 * Deletes them by id. @throws ElasticError, unless this Kibana has no such API (Serverless): then a warning says what to do.
 */
export async function removeObjects(kibana: KibanaClient, log: Pick<Log, 'warn'>): Promise<Change[]> {
  const objects = savedObjects().toReversed();
  const asked = objects.map(({ type, id }) => ({ type, id }));
  // Deprecated since 8.7 and without a successor (docs: POST /api/saved_objects/_bulk_delete).
  const { status, body } = await kibana.post('/api/saved_objects/_bulk_delete', asked);
  if (status === 400 || status === 404) {
    const note = 'Delete it in Kibana under Stack Management, Saved Objects.';
    log.warn(`This Kibana has no API that deletes saved objects (HTTP ${status}). ${note}`);
    return objects.map((object) => ({ name: nameOf(object), action: 'skipped', note }));
  }
  const { statuses } = fieldsOf(body);
  if (status !== 200 || !Array.isArray(statuses)) throw refused(status, 'the removal of saved objects', PRIVILEGES);
  const answers = new Map(statuses.map((one) => [fieldsOf(one).id, fieldsOf(one)]));
  return objects.map((object) => {
    const answer = answers.get(object.id);
    const name = nameOf(object);
    if (answer?.success === true) return { name, action: 'removed', note: undefined };
    const code = Number(fieldsOf(answer?.error).statusCode);
    if (code === 404) return { name, action: 'unchanged', note: NOT_THERE };
    const note = 'Delete it in Kibana under Stack Management, Saved Objects.';
    log.warn(`Kibana did not delete ${name}${Number.isInteger(code) ? ` (${code})` : ''}. ${note}`);
    return { name, action: 'skipped', note };
  });
}

async function upload(
  kibana: KibanaClient,
  objects: readonly SavedObject[],
  overwrite: boolean,
): Promise<KibanaAnswer> {
  const file = { name: 'saved-objects.ndjson', text: ndjsonOf(objects) };
  const answer = await kibana.upload(`/api/saved_objects/_import?overwrite=${overwrite}`, file);
  if (answer.status !== 200) throw refused(answer.status, IMPORT, PRIVILEGES);
  return answer;
}

/**
 * Ids of our objects that are there already, each with the id that it has in this space.
 * @throws ElasticError if anything else is wrong: a 200 says nothing.
 */
function conflictsOf({ status, body }: KibanaAnswer): Map<string, string> {
  const { success, errors } = fieldsOf(body);
  const listed: unknown[] = Array.isArray(errors) ? errors : [];
  const conflicts = new Map<string, string>();
  for (const one of listed) {
    const { id, error } = fieldsOf(one);
    const { type, destinationId } = fieldsOf(error);
    if (type !== 'conflict' || typeof id !== 'string') throw failed(type, id);
    conflicts.set(id, typeof destinationId === 'string' ? destinationId : id);
  }
  if (success !== true && listed.length === 0) throw refused(status, IMPORT, PRIVILEGES);
  return conflicts;
}

/** The version of the dashboard that is there; undefined if it doesn't say. */
async function readVersion(kibana: KibanaClient, id = DASHBOARD_ID): Promise<number | undefined> {
  const { status, body } = await kibana.post('/api/saved_objects/_export', {
    objects: [{ type: 'dashboard', id }],
    includeReferencesDeep: false,
    excludeExportDetails: true,
  });
  if (status !== 200) throw refused(status, 'the export of the dashboard', PRIVILEGES);
  const [dashboard] = Array.isArray(body) ? (body as unknown[]) : [body];
  return versionIn(fieldsOf(fieldsOf(dashboard).attributes).description);
}

/** Kinds of error are plain words, ids are ours; anything else is not shown. */
function failed(type: unknown, id: unknown): ElasticError {
  const kind = typeof type === 'string' && /^[a-z_]{1,40}$/.test(type) ? type : 'unknown';
  const known = savedObjects().find((object) => object.id === id);
  const which = known === undefined ? 'a saved object' : nameOf(known);
  return new ElasticError(
    `Kibana did not import ${which} (${kind}). Check that it is Kibana 8.19 or later, or import docs/kibana/saved-objects.ndjson by hand.`,
    { status: 200, code: kind },
  );
}

function nameOf({ type, id }: Pick<SavedObject, 'type' | 'id'>): string {
  return `${type === 'index-pattern' ? 'data view' : type} ${id}`;
}
