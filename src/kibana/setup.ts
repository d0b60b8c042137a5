import type { Change } from '../change.ts';
import type { Log } from '../runner/log.ts';
import { savedObjects } from './assets.ts';
import { createKibana, type KibanaOptions } from './client.ts';
import { importObjects, removeObjects } from './object-import.ts';
import { importRules, removeRules } from './rule-import.ts';
import { RULES } from './rules.ts';
import { ndjsonOf } from './saved-object.ts';

/** Said in a dry run, which doesn't ask what is there. */
const ONLY_MISSING = 'If it is not there.';

export interface KibanaSetup extends KibanaOptions {
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Takes away what an earlier set-up made, by its id, and nothing else. */
  readonly remove: boolean;
  /** Prints the requests and sends none. */
  readonly dryRun: boolean;
}

/**
 * Puts data views, searches, the dashboard and the detection rules into a space of Kibana, or takes them away. Done again,
 * it changes nothing. A rule that is there is never touched: its user may have switched it on, or changed it.
 * A Kibana without Security, or a key that may not make rules, gets all but the rules, and a warning says so.
 * @returns one change for each; in a dry run what would become of it if all were missing, or all there to be removed.
 * @throws ElasticError, one sentence that says what to do; the signal's reason if it aborts.
 */
export async function setUpKibana(options: KibanaSetup): Promise<Change[]> {
  if (options.dryRun) return plan(options);
  const kibana = createKibana(options);
  // Rules first on the way out and last on the way in, so that what can't be had stops nothing else.
  const changes = options.remove
    ? [...(await removeRules(kibana, options.log)), ...(await removeObjects(kibana, options.log))]
    : [...(await importObjects(kibana)), ...(await importRules(kibana, options.log))];
  for (const { name, action, note } of changes) {
    options.log.info(`Kibana: ${name}: ${action}${note === undefined ? '' : `. ${note}`}`);
  }
  return changes;
}

/** The requests, without credentials. */
function plan({ log, remove, url }: KibanaSetup): Change[] {
  const objects = savedObjects();
  const size = (lines: readonly object[]) => `${lines.length} lines, ${Buffer.byteLength(ndjsonOf(lines))} bytes`;
  const requests = remove
    ? [
        ...RULES.map(({ rule_id: id }) => `GET /api/detection_engine/rules?rule_id=${id}`),
        'POST /api/detection_engine/rules/_bulk_action {"action":"delete","ids":[those that are there]}',
        `POST /api/saved_objects/_bulk_delete (${objects.length} objects)`,
      ]
    : [
        `POST /api/saved_objects/_import?overwrite=false, form field file=saved-objects.ndjson (${size(objects)})`,
        'POST /api/saved_objects/_import?overwrite=true, with those that are missing or of an older version',
        `POST /api/detection_engine/rules/_import?overwrite=false, form field file=rules.ndjson (${size(RULES)})`,
      ];
  log.info(`Kibana: dry run, nothing is sent to ${new URL(url).host}${new URL(url).pathname.replace(/\/$/, '')}`);
  for (const request of requests) log.info(`Kibana: ${request}`);
  const names = [...objects.map(({ type, id }) => `${type} ${id}`), ...RULES.map(({ rule_id: id }) => `rule ${id}`)];
  return names.map((name) => ({
    name,
    action: remove ? 'removed' : 'created',
    note: remove ? 'If it is there.' : ONLY_MISSING,
  }));
}
