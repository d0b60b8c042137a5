import { field } from './data.ts';
import type { Answer } from './faults.ts';

/** Categories that get-categories lists: those with public samples, and one client's list. The set is open. */
export const CATEGORIES: readonly string[] = [
  ...['authentication_logs', 'reporting_logs', 'account_logs', 'archive_service_logs', 'integrations_and_apis'],
  ...['mimecast_access_logs', 'case_review_logs', 'profile_group_logs', 'user_account_and_role_logs', 'policy_logs'],
  ...['journaling_logs', 'branding_logs', 'awareness_training_logs', 'continuity_services_logs'],
];

/**
 * How the list comes; no source shows an answer whole. `wrapped`: `data[0].categories` (documentation of get-audit-events, one
 * client). `split`: the same in several items of `data`. `direct`: the items are `data` itself. `texts`: codes as plain texts.
 * `paged`: as `wrapped`, five on a page, with tokens.
 */
export type CategoryShape = 'wrapped' | 'split' | 'direct' | 'texts' | 'paged';
export const CATEGORY_SHAPES: readonly CategoryShape[] = ['wrapped', 'split', 'direct', 'texts', 'paged'];

const PAGE = 5;

/** Answers get-categories. @param body the parsed body of the request. */
export function categoriesAnswer(codes: readonly string[], shape: CategoryShape, body: unknown): Answer {
  // A display name is likely; its key is made up.
  const items = codes.map((code, index) => ({ id: index + 1, code, name: code.replaceAll('_', ' ') }));
  const token = field(field(field(body, 'meta'), 'pagination'), 'pageToken');
  const from = typeof token === 'string' ? Number(token) : 0;
  const data: Readonly<Record<CategoryShape, readonly unknown[]>> = {
    wrapped: [{ categories: items }],
    split: items.map((item) => ({ categories: [item] })),
    direct: items,
    texts: [...codes],
    paged: [{ categories: items.slice(from, from + PAGE) }],
  };
  const more = shape === 'paged' && from + PAGE < items.length;
  const pagination = shape === 'paged' ? { pageSize: PAGE, ...(more ? { next: String(from + PAGE) } : {}) } : undefined;
  return {
    status: 200,
    body: { meta: { status: 200, ...(pagination && { pagination }) }, data: data[shape], fail: [] },
  };
}
