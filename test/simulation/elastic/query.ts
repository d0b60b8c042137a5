/** The source of a document. */
export type Source = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, unknown>>;

const DATES: ReadonlySet<string> = new Set(['@timestamp', 'event.start', 'event.end', 'event.created']);

/** True for the fields that the mappings call dates. */
export function isDate(field: string): boolean {
  return DATES.has(field);
}

/** The values of a field, in the order of the source; nulls are none. */
export function valuesOf(source: unknown, field: string): unknown[] {
  const step = (value: unknown, names: readonly string[]): unknown[] => {
    if (Array.isArray(value)) return value.flatMap((one) => step(one, names));
    const [name, ...rest] = names;
    if (name === undefined) return value === null || value === undefined ? [] : [value];
    return typeof value === 'object' && value !== null ? step((value as Fields)[name], rest) : [];
  };
  return step(source, field.split('.'));
}

/**
 * Understands a query as Elasticsearch does.
 * @returns which documents it finds. @throws Error for anything that is not played here.
 */
export function matcherOf(query: unknown): (id: string, source: Source) => boolean {
  const entries = Object.entries((query ?? {}) as Fields);
  const [kind, content] = entries[0] ?? [];
  if (entries.length !== 1 || typeof content !== 'object' || content === null) throw unknown('query', query);
  switch (kind) {
    case 'match_all':
      return () => true;
    case 'ids': {
      const { values, ...rest } = content as Fields;
      refuseMore('ids', rest);
      const ids = new Set(values as string[]);
      return (id) => ids.has(id);
    }
    case 'exists': {
      const { field, ...rest } = content as Fields;
      refuseMore('exists', rest);
      return (_id, source) => valuesOf(source, field as string).length > 0;
    }
    case 'term':
    case 'prefix': {
      const { field, wanted, folded } = wantedOf(kind, content as Fields);
      const fold = (value: number | string) => (folded ? asciiLower(String(value)) : value);
      const value = fold(comparable(field, wanted));
      const fits = (one: number | string) => (kind === 'term' ? one === value : String(one).startsWith(String(value)));
      return (_id, source) => valuesOf(source, field).some((one) => fits(fold(comparable(field, one))));
    }
    case 'terms': {
      const [[field, wanted] = ['', undefined], ...more] = Object.entries(content);
      if (more.length > 0) throw unknown(kind, content);
      const values = new Set([wanted].flat().map((value) => comparable(field, value)));
      return (_id, source) => valuesOf(source, field).some((value) => values.has(comparable(field, value)));
    }
    case 'range':
      return rangeOf(content as Fields);
    case 'bool':
      return boolOf(content as Fields);
    default:
      throw unknown('query', query);
  }
}

function wantedOf(kind: string, content: Fields): { field: string; wanted: unknown; folded: boolean } {
  const [[field, given] = ['', undefined], ...more] = Object.entries(content);
  if (more.length > 0) throw unknown(kind, content);
  if (typeof given !== 'object' || given === null) return { field, wanted: given, folded: false };
  const { value, case_insensitive: folded = false, ...rest } = given as Fields;
  refuseMore(kind, rest);
  return { field, wanted: value, folded: folded === true };
}

/** Only the letters that ASCII has (docs: term query, `case_insensitive`). */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function boolOf(content: Fields): (id: string, source: Source) => boolean {
  const { filter, must, must_not: mustNot, should, minimum_should_match: least, ...rest } = content;
  refuseMore('bool', rest);
  const listed = (clauses: unknown) => (clauses === undefined ? [] : [clauses].flat().map(matcherOf));
  const all = [...listed(filter), ...listed(must)];
  const none = listed(mustNot);
  const some = listed(should);
  const wanted = (least as number | undefined) ?? (all.length === 0 && some.length > 0 ? 1 : 0);
  return (id, source) =>
    all.every((matches) => matches(id, source)) &&
    !none.some((matches) => matches(id, source)) &&
    (wanted === 0 || some.filter((matches) => matches(id, source)).length >= wanted);
}

function rangeOf(content: Fields): (id: string, source: Source) => boolean {
  const [[field, bounds] = ['', {}], ...more] = Object.entries(content);
  if (more.length > 0) throw unknown('range', content);
  const { gte, gt, lte, lt, format, ...rest } = bounds as Fields;
  refuseMore('range', rest);
  if (format !== undefined && format !== 'epoch_millis') throw unknown('format', format);
  const [least, over, most, under] = [gte, gt, lte, lt].map((bound) =>
    bound === undefined ? undefined : comparable(field, bound),
  );
  return (_id, source) =>
    valuesOf(source, field).some((raw) => {
      const value = comparable(field, raw);
      return (
        (least === undefined || value >= least) &&
        (over === undefined || value > over) &&
        (most === undefined || value <= most) &&
        (under === undefined || value < under)
      );
    });
}

/** A value as it is compared: dates as ms. */
export function comparable(field: string, value: unknown): number | string {
  if (isDate(field)) return typeof value === 'number' ? value : Date.parse(String(value));
  return typeof value === 'number' ? value : String(value);
}

function refuseMore(what: string, rest: Fields): void {
  if (Object.keys(rest).length > 0) throw unknown(what, rest);
}

/** What the model does not know must not be taken for an answer. */
export function unknown(what: string, value: unknown): Error {
  return new Error(`The Elasticsearch in memory does not know this ${what}: ${JSON.stringify(value)}`);
}
