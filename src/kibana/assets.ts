import { dashboardObject } from './dashboard.ts';
import { DATA_VIEWS, dataViewObject } from './data-views.ts';
import { RULES } from './rules.ts';
import { ndjsonOf, type SavedObject } from './saved-object.ts';
import { SEARCHES, searchObject } from './searches.ts';

/** Everything but the rules, in an order in which each refers to what came before. */
export function savedObjects(): SavedObject[] {
  return [...DATA_VIEWS.map(dataViewObject), ...SEARCHES.map(searchObject), dashboardObject()];
}

/** The same as files for people who import by hand: text by the name that it has in `docs/kibana`. */
export function assetFiles(): Readonly<Record<string, string>> {
  return { 'saved-objects.ndjson': ndjsonOf(savedObjects()), 'rules.ndjson': ndjsonOf(RULES) };
}
