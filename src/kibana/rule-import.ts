import type { Change } from '../change.ts';
import { ElasticError } from '../errors.ts';
import type { Log } from '../runner/log.ts';
import { type KibanaClient, refused } from './client.ts';
import { fieldsOf } from './json.ts';
import { NOT_THERE } from './object-import.ts';
import { RULES, type Rule, versionOfTags } from './rules.ts';
import { ASSETS_VERSION, ndjsonOf } from './saved-object.ts';

const PATH = '/api/detection_engine/rules';
const PRIVILEGES = 'Security (from 9.4 on: Rules and Exceptions) with All';

/**
 * Imports the rules that are not there. Nothing is overwritten: Kibana answers 409 for a rule that exists and leaves it as
 * it is, enabled or not, while it takes the others (elastic/kibana, security_solution, import_rules.ts).
 * @returns none but `skipped` ones, and a warning, if this Kibana has no Security or the credentials may make no rules.
 * @throws ElasticError
 */
export async function importRules(kibana: KibanaClient, log: Pick<Log, 'warn'>): Promise<Change[]> {
  const file = { name: 'rules.ndjson', text: ndjsonOf(RULES) };
  const { status, body } = await kibana.upload(`${PATH}/_import?overwrite=false`, file);
  if (isMissing(status)) return skipped(log, 'imported', status);
  const { success, errors } = fieldsOf(body);
  const listed: unknown[] = Array.isArray(errors) ? errors : [];
  if (status !== 200 || (success !== true && listed.length === 0)) {
    throw refused(status, 'the import of rules', PRIVILEGES);
  }
  const there = new Set<unknown>();
  for (const one of listed) {
    const { rule_id: id, error } = fieldsOf(one);
    const code = Number(fieldsOf(error).status_code);
    if (code !== 409) throw failed(id, code);
    there.add(id);
  }
  const changes: Change[] = [];
  for (const rule of RULES) {
    changes.push(there.has(rule.rule_id) ? await kept(kibana, rule) : changeOf(rule, 'created', undefined));
  }
  return changes;
}

/**
 * Deletes our rules, by their `rule_id`.
 * @returns none but `skipped` ones, and a warning, if this Kibana has no Security or the credentials may change no rules.
 * @throws ElasticError
 */
export async function removeRules(kibana: KibanaClient, log: Pick<Log, 'warn'>): Promise<Change[]> {
  const ids = new Map<Rule, string>();
  for (const rule of RULES) {
    const found = await read(kibana, rule);
    if (found === 'no rules here') return skipped(log, 'removed', 404);
    if (found === 'not allowed') return skipped(log, 'removed', 403);
    if (typeof found?.id === 'string') ids.set(rule, found.id);
  }
  if (ids.size > 0) {
    const { status, body } = await kibana.post(`${PATH}/_bulk_action`, { action: 'delete', ids: [...ids.values()] });
    if (status === 403) return skipped(log, 'removed', status);
    const { succeeded } = fieldsOf(fieldsOf(fieldsOf(body).attributes).summary);
    if (status !== 200 || succeeded !== ids.size) throw refused(status, 'the removal of rules', PRIVILEGES);
  }
  return RULES.map((rule) =>
    ids.has(rule) ? changeOf(rule, 'removed', undefined) : changeOf(rule, 'unchanged', NOT_THERE),
  );
}

async function kept(kibana: KibanaClient, rule: Rule): Promise<Change> {
  const found = await read(kibana, rule);
  const version = typeof found === 'object' ? versionOfTags(found.tags) : undefined;
  if (version === ASSETS_VERSION) return changeOf(rule, 'unchanged', undefined);
  const which = version === undefined ? 'A rule of unknown version' : `Version ${version}`;
  const note = `${which} is there, this is ${ASSETS_VERSION}; to have it, delete that rule in Kibana and run the set-up again.`;
  return changeOf(rule, 'skipped', note);
}

/** The rule as it is in Kibana; undefined if it isn't there. */
async function read(
  kibana: KibanaClient,
  { rule_id: id }: Rule,
): Promise<Readonly<Record<string, unknown>> | 'no rules here' | 'not allowed' | undefined> {
  const { status, body } = await kibana.get(`${PATH}?rule_id=${id}`);
  if (status === 200) return fieldsOf(body);
  if (status === 403) return 'not allowed';
  // Only the rules' own "not found" spells the status so; Kibana's "no such path" does not.
  if (status === 404) return 'status_code' in fieldsOf(body) ? undefined : 'no rules here';
  throw refused(status, 'the search for a rule', PRIVILEGES);
}

/** 404: no such API in this Kibana or space. 403: these credentials may not. */
function isMissing(status: number): boolean {
  return status === 403 || status === 404;
}

function skipped(log: Pick<Log, 'warn'>, done: 'imported' | 'removed', status: number): Change[] {
  const why =
    status === 403
      ? `the credentials need the Kibana privilege ${PRIVILEGES} in this space`
      : 'this Kibana, or this space, has no Security';
  log.warn(
    `The detection rules were not ${done} (HTTP ${status}): ${why}. Everything else is done; see docs/kibana.md.`,
  );
  return RULES.map((rule) => changeOf(rule, 'skipped', `It was not ${done}: ${why}.`));
}

function failed(id: unknown, code: number): ElasticError {
  const known = RULES.find(({ rule_id: ours }) => ours === id);
  const which = known === undefined ? 'a rule' : `the rule ${known.rule_id}`;
  const status = Number.isInteger(code) ? code : undefined;
  return new ElasticError(
    `Kibana did not import ${which}${status === undefined ? '' : ` (${status})`}. Check that it is Kibana 8.19 or later, or import docs/kibana/rules.ndjson by hand.`,
    { status, code: 'kibana' },
  );
}

function changeOf({ rule_id: id }: Rule, action: Change['action'], note: string | undefined): Change {
  return { name: `rule ${id}`, action, note };
}
