import { comparable, isDate, type Source, unknown, valuesOf } from './query.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `filter_path`: keeps what one of the paths names; `*` stands for one name. Lists are passed through. */
export function filterPath(body: unknown, paths: string | undefined): unknown {
  if (paths === undefined) return body;
  return (
    keep(
      body,
      paths.split(',').map((path) => path.split('.')),
    ) ?? {}
  );
}

function keep(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const kept = value.map((one) => keep(one, paths)).filter((one) => one !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const rest = paths.filter(([first]) => first === name || first === '*').map((path) => path.slice(1));
    const one = rest.length === 0 ? undefined : keep(inner, rest);
    return one === undefined ? [] : [[name, one] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** What `_source` of a search asks for. undefined: none of it. */
export function sourceOf(source: Source, wanted: unknown): unknown {
  if (wanted === false) return undefined;
  if (wanted === undefined || wanted === true) return source;
  const paths = [wanted].flat();
  if (!paths.every((path) => typeof path === 'string' && !path.includes('*'))) throw unknown('_source', wanted);
  return filterPath(source, paths.join(','));
}

/** What `docvalue_fields` asks for; undefined if the document has none of them. */
export function fieldsOf(source: Source, wanted: unknown): Fields | undefined {
  if (wanted === undefined) return undefined;
  const found = (wanted as unknown[]).flatMap((field) => {
    if (typeof field !== 'string') throw unknown('docvalue_fields', field);
    const values = [...new Set(valuesOf(source, field).map((value) => comparable(field, value)))].sort();
    if (values.length === 0) return [];
    return [[field, isDate(field) ? values.map((value) => new Date(value).toISOString()) : values] as const];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** What Elasticsearch gives for a date that is missing: its largest number, as JSON gives it to JavaScript. */
const MISSING = 9_223_372_036_854_776_000;

/** A document's place in a sort that goes up: missing dates come last. */
export function sortValue(field: string, source: Source): number | string {
  const [least] = valuesOf(source, field)
    .map((value) => comparable(field, value))
    .sort();
  return least ?? MISSING;
}
