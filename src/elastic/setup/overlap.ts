import { fieldsOf } from '../answer.ts';
import { type Asset, PRIORITY } from '../assets/assets.ts';
import type { Door } from './door.ts';

/** Index templates of others that match streams of ours. */
export interface Overlaps {
  /** Of the same priority: Elasticsearch then refuses ours. */
  readonly same: readonly string[];
  /** Of a higher one: streams are made from theirs. */
  readonly higher: readonly string[];
}

const FILTER = ['name', 'index_template.index_patterns', 'index_template.priority']
  .map((field) => `index_templates.${field}`)
  .join(',');
const NAME_LIMIT = 100;

/**
 * Looks for index templates that stand in the way of ours.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function overlaps(door: Door, assets: readonly Asset[]): Promise<Overlaps> {
  const ours = assets.filter(({ kind }) => kind === 'index template');
  const own = new Set(ours.map(({ name }) => name));
  const patterns = ours.flatMap(({ content }) => content.index_patterns as readonly string[]);
  const list = fieldsOf(await door.get(`_index_template?filter_path=${FILTER}`)).index_templates;
  const others = (Array.isArray(list) ? list : []).map(fieldsOf).flatMap(({ name, index_template: template }) => {
    const { index_patterns: theirs, priority } = fieldsOf(template);
    if (typeof name !== 'string' || own.has(name)) return [];
    const found = [theirs].flat().some((one) => typeof one === 'string' && patterns.some((p) => overlap(p, one)));
    return found ? [{ name: name.slice(0, NAME_LIMIT), priority: typeof priority === 'number' ? priority : 0 }] : [];
  });
  const names = (test: (priority: number) => boolean): string[] =>
    others.filter(({ priority }) => test(priority)).map(({ name }) => name);
  return { same: names((priority) => priority === PRIORITY), higher: names((priority) => priority > PRIORITY) };
}

/** True if a name can match both. @param ours a text with one `*`, at its end. @param theirs with a `*` wherever it likes. */
export function overlap(ours: string, theirs: string): boolean {
  const start = ours.slice(0, -1);
  const star = theirs.indexOf('*');
  if (star < 0) return theirs.startsWith(start);
  const head = theirs.slice(0, star);
  return head.startsWith(start) || start.startsWith(head);
}
