import { ProviderError } from '../errors.ts';
import { isObject } from './answer.ts';
import { createApi } from './api.ts';
import { createAuth } from './auth.ts';
import { createPace } from './pace.ts';
import { MOST_EMPTY_PAGES, type SourceOptions } from './reader.ts';

export type CategoriesOptions = Pick<
  SourceOptions,
  'baseUrl' | 'credentials' | 'http' | 'clock' | 'log' | 'signal' | 'mask'
>;

/** Docs: get-audit-events, which names it as the source of its `categories`; the same for both generations. */
const PATH = '/api/audit/get-categories';
const LABEL = 'Mimecast categories';
/** Far more than an account has: 16 codes are known. */
const MOST = 1000;
const MOST_PAGES = 100;

/**
 * Asks which categories of audit events the account offers. All of the list or an error: a part of it would look as if
 * categories had disappeared.
 * @returns their codes as Mimecast writes them, each once, sorted; at least one.
 * @throws ProviderError with a sentence for the user; the signal's reason if it aborts.
 */
export async function askCategories(options: CategoriesOptions): Promise<readonly string[]> {
  const { credentials, http, clock, log, signal } = options;
  const wire = { baseUrl: options.baseUrl.replace(/\/+$/, ''), http, clock, log };
  const auth = createAuth({ ...wire, credentials, mask: options.mask });
  // All but the path is as for audit events: how it is signed, paced, tried again, and refused.
  const api = createApi({
    ...wire,
    http: (request, stop) => http({ ...request, url: wire.baseUrl + PATH }, stop),
    auth: { headers: (_path, stop) => auth.headers(PATH, stop), renew: () => auth.renew() },
    generation: credentials.kind,
    pace: createPace(clock, log),
    signal,
  });

  const codes = new Set<string>();
  const seen = new Set<string>();
  let token: string | undefined;
  let empty = 0;
  for (;;) {
    const answer = await api.ask(bodyOf(token), LABEL);
    if (answer.failure !== undefined) {
      throw new ProviderError(
        `${LABEL}: Mimecast gave a list and a fault together (${answer.failure}), so a part of it may be missing. Run again later.`,
      );
    }
    for (const code of codesIn(answer.events)) codes.add(code);
    if (codes.size > MOST)
      throw new ProviderError(
        `${LABEL}: more than ${MOST} codes came, so this is not the list. Check mimecast-region or mimecast-url.`,
      );
    empty = answer.events.length === 0 ? empty + 1 : 0;
    token = empty > MOST_EMPTY_PAGES ? undefined : answer.next;
    if (token === undefined) break;
    if (seen.has(token) || seen.size >= MOST_PAGES) {
      throw new ProviderError(
        `${LABEL}: the list has no end, since Mimecast gives page after page of it. Run again later.`,
      );
    }
    seen.add(token);
  }
  if (codes.size === 0) {
    throw new ProviderError(
      `${LABEL}: Mimecast names no category at all, which is no list to rely on. Check that the API application may read audit events (Account | Logs | Read), or run again later.`,
    );
  }
  return [...codes].sort();
}

/** A client that is known to work sends an empty object; a page token has the same place in all requests (docs: API concepts). */
function bodyOf(pageToken: string | undefined): string {
  return JSON.stringify(pageToken === undefined ? {} : { meta: { pagination: { pageToken } } });
}

/**
 * The codes in `data`. Known is that they stand as `code` in the items of `data[0].categories`; items directly in `data`, and
 * codes as plain texts, are taken too, since no source shows an answer whole.
 */
function codesIn(data: readonly unknown[]): string[] {
  const items = data.flatMap((one) => (isObject(one) && Array.isArray(one.categories) ? one.categories : [one]));
  return items.map((item: unknown) => {
    const code = isObject(item) ? item.code : item;
    if (typeof code === 'string' && code.trim() !== '') return code.trim();
    throw new ProviderError(
      `${LABEL}: an item of the list has no code, so its shape is not the one that is known, and nothing is taken from it.`,
    );
  });
}
