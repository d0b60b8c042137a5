import { type Dataset, FIELDS, type FieldType } from './fields.ts';

/** JSON of a request. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Fields that need more said than their type. The raw event is kept whole and not searched, however long it is (ECS: `event.original`). */
const MORE: Readonly<Record<string, JsonObject>> = {
  'event.original': { index: false, doc_values: false },
  'data_stream.type': { value: 'logs' },
};

/** Objects below which a document of a newer version may bring a field that is not named here. */
const OPEN = ['labels', 'mimecast'];

/**
 * The mapping of a stream. Fields outside of `mimecast` and `labels` that it does not name are kept and not indexed; inside, they
 * become keywords or numbers, so that neither an event nor a newer version can be refused for a field, and the templates' limit
 * of fields holds. No `ignore_above` and no `ignore_malformed`: what can't be indexed is refused, which a run sees and reports,
 * and not stored without being found.
 */
export function mappingOf(dataset: Dataset): JsonObject {
  const properties: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(FIELDS[dataset])) {
    place(properties, name.split('.'), fieldOf(name, type, dataset));
  }
  return {
    dynamic: 'false',
    date_detection: false,
    dynamic_templates: OPEN.map((name) => ({
      [`${name}_texts`]: { path_match: `${name}.*`, match_mapping_type: 'string', mapping: { type: 'keyword' } },
    })),
    properties: properties as JsonObject,
  };
}

function fieldOf(name: string, type: FieldType, dataset: Dataset): JsonObject {
  const more = name === 'data_stream.dataset' ? { value: `mimecast.${dataset}` } : MORE[name];
  return { type, ...more };
}

/** Puts a field into its objects, making those that are not there. */
function place(properties: Record<string, unknown>, [first = '', ...rest]: readonly string[], field: JsonObject): void {
  if (rest.length === 0) {
    properties[first] = field;
    return;
  }
  properties[first] ??= { ...(OPEN.includes(first) ? { dynamic: 'true' } : {}), properties: {} };
  place((properties[first] as { properties: Record<string, unknown> }).properties, rest, field);
}
