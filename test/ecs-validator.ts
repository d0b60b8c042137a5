import { isIP } from 'node:net';
import { EcsFlat } from '@elastic/ecs';

/** What is used here of a field's definition in ECS. */
interface Definition {
  readonly type: string;
  readonly normalize?: readonly string[];
  readonly allowed_values?: readonly { readonly name: string; readonly expected_event_types?: readonly string[] }[];
}

const FIELDS = new Map<string, Definition>(Object.entries(EcsFlat));
/** Fields whose content ECS leaves free. */
const FREE = new Set(['flattened', 'nested', 'object']);
const LONGEST_TERM = 32_766;

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  ip: (value) => typeof value === 'string' && isIP(value) > 0,
  date: (value) =>
    typeof value === 'string' && Number.isFinite(Date.parse(value)) && new Date(value).toISOString() === value,
  long: (value) => Number.isSafeInteger(value),
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  float: (value) => Number.isFinite(value),
  double: (value) => Number.isFinite(value),
  scaled_float: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  keyword: isTerm,
  constant_keyword: isTerm,
  wildcard: (value) => typeof value === 'string' && value !== '',
  match_only_text: (value) => typeof value === 'string' && value !== '',
};

/**
 * Holds a document, parsed from its JSON, against ECS 9.4.0 (`@elastic/ecs`): every field exists there and has its type,
 * arrays stand exactly where ECS wants them, values are among the allowed ones, event types are expected by the category.
 * `mimecast.*` is our own: texts that an index can hold, numbers, booleans, and lists of them. Only documents of audit
 * events need `event.original` and `event.hash`.
 * @returns one sentence for each fault; empty if there is none.
 */
export function validateEcs(document: unknown): string[] {
  const faults: string[] = [];
  if (!isObject(document)) return ['the document is no object'];
  for (const [path, value] of leaves(document, '')) {
    if (path.startsWith('mimecast.')) checkOwn(path, value, faults);
    else if (path.startsWith('labels.')) checkLabel(path, value, faults);
    else checkField(path, value, faults);
  }
  // Coverage and findings are the collector's own: there is no event that they were made from.
  const own = ['mimecast.coverage', 'mimecast.finding'].includes(String(at(document, 'data_stream.dataset')));
  const needed = ['@timestamp', 'ecs.version', 'event.kind', ...(own ? [] : ['event.original', 'event.hash'])];
  for (const field of needed) {
    if (at(document, field) === undefined) faults.push(`${field} is missing`);
  }
  checkStream(document, faults);
  checkTypes(document, faults);
  return faults;
}

function checkField(path: string, value: unknown, faults: string[]): void {
  const definition = FIELDS.get(path);
  if (!definition) {
    faults.push(`${path} is not in ECS`);
    return;
  }
  if (FREE.has(definition.type)) return;
  const many = definition.normalize?.includes('array') ?? false;
  if (many !== Array.isArray(value)) faults.push(`${path} must ${many ? '' : 'not '}be an array`);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0 || new Set(values).size !== values.length) faults.push(`${path} is empty or has duplicates`);
  // The raw event is kept whole: ECS maps it with index false.
  const fits = path === 'event.original' ? isText : FITS[definition.type];
  for (const one of values) {
    if (!fits?.(one)) faults.push(`${path} is no ${definition.type}`);
    const allowed = definition.allowed_values;
    if (allowed && !allowed.some(({ name }) => name === one)) faults.push(`${path}: ${String(one)} is not allowed`);
  }
}

function checkOwn(path: string, value: unknown, faults: string[]): void {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) faults.push(`${path} is empty`);
  for (const one of values) {
    if (!isTerm(one) && typeof one !== 'boolean' && !Number.isSafeInteger(one)) faults.push(`${path} can't be indexed`);
  }
}

function checkLabel(path: string, value: unknown, faults: string[]): void {
  if (!isTerm(value) || path.split('.').length !== 2) faults.push(`${path} is no flat text`);
}

function checkStream(document: object, faults: string[]): void {
  const [type, dataset, namespace] = ['type', 'dataset', 'namespace'].map((part) =>
    at(document, `data_stream.${part}`),
  );
  if (type !== 'logs') faults.push('data_stream.type is not logs');
  for (const name of [dataset, namespace]) {
    // Elasticsearch's own rule for both parts of the name.
    if (typeof name !== 'string' || !/^[a-z0-9._]{1,100}$/.test(name)) faults.push('data_stream.* is no valid name');
  }
  if (at(document, 'event.dataset') !== dataset) faults.push('event.dataset differs from data_stream.dataset');
}

function checkTypes(document: object, faults: string[]): void {
  const categories = list(at(document, 'event.category'));
  const types = list(at(document, 'event.type'));
  if ((categories.length === 0) !== (types.length === 0)) faults.push('event.category and event.type go together');
  const known = FIELDS.get('event.category')?.allowed_values ?? [];
  const expected = categories.map((name) => known.find((value) => value.name === name)?.expected_event_types ?? []);
  for (const type of types) {
    if (!expected.some((one) => one.includes(type))) faults.push(`event.type ${type} is expected by no category`);
  }
  for (const one of expected) {
    if (!types.some((type) => one.includes(type))) faults.push('a category has no event.type that it expects');
  }
}

/** All values with their dotted path. A key with a dot in it is kept, so that it is not found in ECS. */
function* leaves(value: object, path: string): Generator<[string, unknown]> {
  for (const [key, child] of Object.entries(value)) {
    const name = path + (key.includes('.') ? `"${key}"` : key);
    if (isObject(child)) {
      if (Object.keys(child).length === 0) yield [`${name} (an empty object)`, child];
      yield* leaves(child, `${name}.`);
    } else yield [name, child];
  }
}

function at(document: object, path: string): unknown {
  let value: unknown = document;
  for (const key of path.split('.')) value = isObject(value) ? (value as Record<string, unknown>)[key] : undefined;
  return value;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.isWellFormed();
}

function isTerm(value: unknown): boolean {
  return typeof value === 'string' && isText(value) && Buffer.byteLength(value) <= LONGEST_TERM;
}
