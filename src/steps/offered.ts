import { safeCode } from '../category-finding.ts';
import { messageOf, SettingsError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Parts } from '../run.ts';
import { KNOWN_CATEGORIES } from '../settings/categories.ts';
import type { Settings } from '../settings.ts';

/** Letters that a code may be away from the one that was meant. */
const FAR = 5;
const MOST_NAMED = 20;

/**
 * Asks the account whether it offers the categories that are to be read. Of one that it does not offer, or not to this API
 * application, Mimecast gives out nothing, which would look as if nobody had been there.
 * @throws SettingsError if one is not offered; or if that can't be asked, and one looks misspelt. The signal's reason if it aborts.
 */
export async function askOffered(settings: Settings, parts: Parts, signal: AbortSignal): Promise<void> {
  const { categories } = settings;
  if (categories === 'all') return;
  let offered: readonly string[];
  try {
    offered = (await parts.categories(settings, signal)).map(safeCode);
  } catch (error) {
    signal.throwIfAborted();
    unasked(categories, messageOf(error), parts);
    return;
  }
  const absent = categories.find((code) => !offered.includes(safeCode(code)));
  if (absent === undefined) return;
  const hidden = offered.length - MOST_NAMED;
  const list = `${offered.slice(0, MOST_NAMED).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
  const near = nearest(absent, [...new Set([...offered, ...KNOWN_CATEGORIES])], FAR);
  const what = near === undefined || near === absent ? '.' : `; was ${near} meant?`;
  throw new SettingsError(
    'categories',
    `Input categories names ${absent}, which the account does not offer to this API application${what} Nothing was read. It offers ${list}.`,
  );
}

/** Where the account does not answer, a code that is nearly one that is known is a slip; any other is asked for as it is. */
function unasked(categories: readonly string[], why: string, { log }: Parts): void {
  const unknown = categories.filter((code) => !KNOWN_CATEGORIES.includes(code));
  for (const code of unknown) {
    const near = nearest(code, KNOWN_CATEGORIES);
    if (near === undefined) continue;
    throw new SettingsError(
      'categories',
      `Input categories names ${code}; was ${near} meant? Nothing was read, as the account could not be asked whether it offers ${code}: ${why}`,
    );
  }
  const sentence = `The account could not be asked which categories it offers: ${why}`;
  if (unknown.length === 0) log.info(sentence);
  else log.warn(`${sentence} Whether there is ${unknown.join(', ')} is not known.`);
}
