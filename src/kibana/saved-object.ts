/** One line of a file for Kibana's import of saved objects. */
export interface SavedObject {
  readonly type: 'index-pattern' | 'search' | 'dashboard';
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly references: readonly Reference[];
  readonly coreMigrationVersion: string;
  readonly typeMigrationVersion: string;
}

export interface Reference {
  readonly type: 'index-pattern' | 'search';
  readonly id: string;
  readonly name: string;
}

/**
 * Version of all that is put into Kibana. Raise it with every change of it: a set-up replaces an older set of saved
 * objects, and leaves one of the same version alone.
 */
export const ASSETS_VERSION = 1;

/** What every id begins with, so that nothing of anybody else's is met. */
export const PREFIX = 'mimecast-audit-';

/** `description` of a saved object: what it is, and of which version, since Kibana keeps no field for that. */
export function described(text: string): string {
  return `${text} (mimecast-audit-collector, version ${ASSETS_VERSION})`;
}

/** The version that `described` wrote; undefined if it isn't there any more. */
export function versionIn(description: unknown): number | undefined {
  if (typeof description !== 'string') return undefined;
  const version = /\(mimecast-audit-collector, version (\d{1,6})\)/.exec(description)?.[1];
  return version === undefined ? undefined : Number(version);
}

/**
 * What tells Kibana which shape a saved object has, so that it migrates it to its own. The shapes here are those of 8.9 and
 * of 8.0, which all of 8.19 and 9.x read (import goes to the same version, a newer minor or the next major:
 * https://www.elastic.co/guide/en/kibana/8.19/saved-objects-api-import.html); 8.8.0 is the last change of the common frame.
 * Exports of Kibana 8.9 and later hold these very numbers.
 */
export const MIGRATIONS = {
  'index-pattern': { coreMigrationVersion: '8.8.0', typeMigrationVersion: '8.0.0' },
  search: { coreMigrationVersion: '8.8.0', typeMigrationVersion: '8.0.0' },
  dashboard: { coreMigrationVersion: '8.8.0', typeMigrationVersion: '8.9.0' },
} as const;

/** NDJSON: one line for each, the last one ended too. */
export function ndjsonOf(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
