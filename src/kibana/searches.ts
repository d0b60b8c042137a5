import { AUDIT, COVERAGE, FINDING, type View } from './data-views.ts';
import { described, MIGRATIONS, PREFIX, type SavedObject } from './saved-object.ts';

/** KQL that finds provider accesses. The field is in the index template, so that it is known before the first of them. */
export const PROVIDER_ACCESS = 'mimecast.access.provider: true';

/** KQL that finds records of coverage: their stream also has what categories an account offered. */
export const COVERED = 'event.kind: "metric"';

/** A list of documents in Discover. */
export interface Search {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly view: View;
  /** KQL. */
  readonly query: string;
  /** Newest first by the data view's time, which Kibana shows before them. */
  readonly columns: readonly string[];
}

export const ACCESSES: Search = {
  id: `${PREFIX}provider-accesses`,
  title: '[Mimecast audit] Provider accesses',
  description: "What the provider's own staff did in the account",
  view: AUDIT,
  query: PROVIDER_ACCESS,
  columns: ['organization.id', 'user.email', 'source.ip', 'event.code', 'event.outcome', 'mimecast.event_info'],
};

export const FINDINGS: Search = {
  id: `${PREFIX}finding-list`,
  title: '[Mimecast audit] Findings',
  description: 'What a person should look at, each raised once',
  view: FINDING,
  query: '',
  columns: ['organization.id', 'mimecast.finding.severity', 'rule.name', 'message', 'mimecast.run'],
};

const RECORDS: Search = {
  id: `${PREFIX}coverage-records`,
  title: '[Mimecast audit] Coverage',
  description: 'Which spans were read completely, preserved and delivered, and where the evidence is',
  view: COVERAGE,
  query: COVERED,
  columns: [
    'event.end',
    'organization.id',
    'mimecast.coverage.categories',
    'mimecast.coverage.events',
    'mimecast.coverage.late.count',
    'mimecast.coverage.artifact.url',
    'mimecast.run',
  ],
};

export const SEARCHES: readonly Search[] = [ACCESSES, FINDINGS, RECORDS];

/** The saved object of a search. */
export function searchObject({ id, title, description, view, query, columns }: Search): SavedObject {
  const name = 'kibanaSavedObjectMeta.searchSourceJSON.index';
  const source = { query: { language: 'kuery', query }, filter: [], indexRefName: name };
  return {
    type: 'search',
    id,
    attributes: {
      title,
      description: described(description),
      columns,
      sort: [[view.time, 'desc']],
      grid: {},
      hideChart: false,
      kibanaSavedObjectMeta: { searchSourceJSON: JSON.stringify(source) },
    },
    references: [{ type: 'index-pattern', id: view.id, name }],
    ...MIGRATIONS.search,
  };
}
