import type { Chart, Column } from '../../src/kibana/lens.ts';
import { RECORDS } from '../../src/kibana/lens.ts';

/** What a KQL text asks: how Elasticsearch is asked the same, and by which fields. */
export interface Kql {
  readonly query: object;
  readonly fields: readonly string[];
}

/**
 * Translates the part of KQL that the assets use (docs: Kibana Query Language): `field: value`, `field: (a or b)`, quoted
 * values, `and`, `or`, `not`, brackets. A value is an exact one, so only fields that aren't analysed may be asked.
 * @throws Error for anything else, so that nothing is translated by guess.
 */
export function readKql(text: string): Kql {
  if (text.trim() === '') return { query: { match_all: {} }, fields: [] };
  const tokens = text.match(/"[^"\\]*"|[():]|[^\s():"]+/g) ?? [];
  if (tokens.join('') !== text.replace(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '')) throw new Error(`KQL not read: ${text}`);
  const fields: string[] = [];
  let at = 0;
  const next = (): string => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`KQL ends early: ${text}`);
    return token;
  };
  const skip = (token: string): boolean => {
    if (tokens[at]?.toLowerCase() !== token) return false;
    at += 1;
    return true;
  };

  /** `one`, or several with `or` between, all of them inside of the same brackets. */
  const some = (one: () => object): object => {
    const found = [one()];
    while (skip('or')) found.push(one());
    return found.length === 1 ? (found[0] as object) : { bool: { should: found, minimum_should_match: 1 } };
  };
  const all = (): object => {
    const found = [single()];
    while (skip('and')) found.push(single());
    return found.length === 1 ? (found[0] as object) : { bool: { filter: found } };
  };
  const single = (): object => {
    if (skip('not')) return { bool: { must_not: [single()] } };
    if (skip('(')) return closed(some(all));
    const field = next();
    if (!/^[@\w.]+$/.test(field) || next() !== ':') throw new Error(`KQL not read: ${text}`);
    fields.push(field);
    const value = (): object => ({ term: { [field]: literal(next()) } });
    return skip('(') ? closed(some(value)) : value();
  };
  const closed = (query: object): object => {
    if (next() !== ')') throw new Error(`KQL not read: ${text}`);
    return query;
  };
  const literal = (token: string): string | boolean => {
    if (token.startsWith('"')) return token.slice(1, -1);
    if (token === 'true' || token === 'false') return token === 'true';
    throw new Error(`KQL not read, put it in quotes: ${token}`);
  };

  const query = some(all);
  if (at !== tokens.length) throw new Error(`KQL not read to its end: ${text}`);
  return { query, fields };
}

/** The fields that a chart's columns read. */
export function columnFields({ columns }: Chart): string[] {
  return Object.values(columns).flatMap(({ sourceField }) => (sourceField === RECORDS ? [] : [sourceField]));
}

/** What Lens asks Elasticsearch for a chart: its buckets inside of each other, its numbers in the innermost. */
export function searchOf({ query, columns }: Chart): object {
  const entries = Object.entries(columns);
  const numbers = entries.filter(([, { isBucketed, operationType }]) => !isBucketed && operationType !== 'count');
  let aggs: Record<string, object> = Object.fromEntries(numbers.map(([name, column]) => [name, numberOf(column)]));
  for (const [name, column] of entries.filter(([, { isBucketed }]) => isBucketed).toReversed()) {
    aggs = { [name]: { ...bucketOf(column), ...(Object.keys(aggs).length === 0 ? {} : { aggs }) } };
  }
  return { size: 0, track_total_hits: true, query: readKql(query).query, aggs };
}

function numberOf({ operationType, sourceField: field }: Column): object {
  if (operationType === 'unique_count') return { cardinality: { field } };
  if (operationType === 'sum' || operationType === 'max') return { [operationType]: { field } };
  throw new Error(`${operationType} counts no field`);
}

function bucketOf({ operationType, sourceField: field, params }: Column): object {
  if (operationType === 'terms') {
    const missing = params.missingBucket === true ? { missing: '__missing__' } : {};
    return { terms: { field, size: params.size, ...missing } };
  }
  if (operationType === 'date_histogram') return { date_histogram: { field, calendar_interval: params.interval } };
  throw new Error(`${operationType} makes no buckets`);
}
