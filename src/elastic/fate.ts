import { BLOCKED } from '../errors.ts';
import type { BulkItem } from './client.ts';
import { BLOCKED_ADVICE } from './explain.ts';

/** A document that is not where it belongs. Holds no text of the document. */
export interface Rejection {
  /** `_id` as it was sent. */
  readonly id: string;
  readonly status: number;
  readonly type: string;
  readonly field: string | undefined;
  /** Where it is instead. */
  readonly kept: 'failure-store' | 'nowhere';
}

/**
 * What an item's answer means for its document: it is there now, it was there before, it may be tried again, it can't be
 * created; nothing can be created at all, for a reason that is the same for every document; or the answer doesn't say.
 */
export type Fate =
  | { readonly kind: 'created' }
  | { readonly kind: 'known' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'again'; readonly why: string }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'hopeless'; readonly status: number; readonly why: string };

/** Reads one item. @param sent `_id` of the document. */
export function fateOf({ id, status, result, failureStore, type, field }: BulkItem, sent: string): Fate {
  const rejected = (reason: string, kept: Rejection['kept'] = 'nowhere'): Fate => ({
    kind: 'rejected',
    rejection: { id: sent, status, type: type ?? reason, field, kept },
  });
  // With a failure store, 201 only says that the document is somewhere.
  if (status === 201 && failureStore === 'used') return rejected('sent_to_failure_store', 'failure-store');
  if (id !== sent || status < 200) return { kind: 'unclear' };
  if (status === 201) return { kind: 'created' };
  if (status === 409) return { kind: 'known' };
  const label = `HTTP ${status}${type === undefined ? '' : `, ${type}`}`;
  if (type === BLOCKED) {
    return { kind: 'again', why: `it takes no documents now (${label}). ${BLOCKED_ADVICE}`.replace(/\.$/, '') };
  }
  if (status === 403) {
    const needed = 'It needs create_doc and auto_configure; docs/elasticsearch.md has the key to paste.';
    return { kind: 'hopeless', status, why: `the key may not create documents (${type ?? 'HTTP 403'}). ${needed}` };
  }
  if (status === 404) {
    const missing = 'no index template makes this name a data stream';
    return {
      kind: 'hopeless',
      status,
      why: `${missing} (${type ?? 'HTTP 404'}). docs/elasticsearch.md has the template to paste.`,
    };
  }
  if (status === 429 || status >= 500) return { kind: 'again', why: `it is too busy or not healthy (${label})` };
  return rejected(result === 'noop' ? 'dropped_by_a_pipeline' : 'unknown');
}
