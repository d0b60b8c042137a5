import { ElasticError } from '../errors.ts';
import { secrets } from '../runner/secrets.ts';
import type { BulkItem } from './client.ts';

/**
 * Reads the items of a bulk answer.
 * @throws ElasticError if the answer isn't one.
 */
export function readItems(body: unknown, stream: string): BulkItem[] {
  const items = fieldsOf(body).items;
  if (!Array.isArray(items)) {
    throw new ElasticError(
      `${stream}: the answer to a bulk request has no items, so nothing is known of its documents. Check what stands between this runner and Elasticsearch.`,
      { code: 'no-items' },
    );
  }
  return items.map((item) => readItem(fieldsOf(item).create));
}

function readItem(item: unknown): BulkItem {
  const fields = fieldsOf(item);
  const error = fieldsOf(fields.error);
  return {
    id: String(fields._id ?? ''),
    status: typeof fields.status === 'number' ? fields.status : 0,
    result: text(fields.result),
    failureStore: text(fields.failure_store),
    type: nameOf(error.type),
    field: fieldIn(error.reason),
  };
}

/** The field that a reason is about. Only its name is taken, since the rest quotes the document. */
function fieldIn(reason: unknown): string | undefined {
  if (typeof reason !== 'string') return undefined;
  // The quoted value, which may say anything, stands behind the first quote mark.
  const [before = ''] = reason.slice(0, 2000).split(/'|Preview of/, 1);
  const name = /\bfield \[([\w.@-]{1,100})\]/.exec(before)?.[1];
  return name === undefined || secrets.redact(name) !== name ? undefined : name;
}

/** An error's type, if it looks like one. */
export function nameOf(value: unknown): string | undefined {
  const isName = typeof value === 'string' && /^[a-z][a-z0-9_]{0,99}$/.test(value) && secrets.redact(value) === value;
  return isName ? value : undefined;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
