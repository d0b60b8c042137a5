import { MIGRATIONS, PREFIX, type SavedObject } from './saved-object.ts';

/** A set of streams as Kibana sees it. */
export interface View {
  readonly id: string;
  readonly name: string;
  /** Index pattern. It leaves out `logs-mimecast.audit_events-*`, where Elastic's own integration writes. */
  readonly pattern: string;
  /** The field that the time filter of a dashboard means. */
  readonly time: string;
  /** How fields are shown, by field. */
  readonly formats: Readonly<Record<string, unknown>>;
}

const link = { id: 'url', params: { type: 'a', urlTemplate: '{{rawValue}}', labelTemplate: '{{value}}' } };

export const AUDIT: View = {
  id: `${PREFIX}events`,
  name: 'Mimecast audit: events',
  pattern: 'logs-mimecast.audit-*',
  time: '@timestamp',
  formats: { 'mimecast.run': link },
};

/** By the time that was covered, not by when that was recorded: the calendar asks which days were read. */
export const COVERAGE: View = {
  id: `${PREFIX}coverage`,
  name: 'Mimecast audit: coverage',
  pattern: 'logs-mimecast.coverage-*',
  time: 'event.start',
  formats: {
    'event.duration': {
      id: 'duration',
      params: { inputFormat: 'nanoseconds', outputFormat: 'asHours', outputPrecision: 1 },
    },
    'mimecast.run': link,
    'mimecast.coverage.artifact.url': link,
  },
};

export const FINDING: View = {
  id: `${PREFIX}findings`,
  name: 'Mimecast audit: findings',
  pattern: 'logs-mimecast.finding-*',
  time: '@timestamp',
  formats: { 'mimecast.run': link },
};

export const DATA_VIEWS: readonly View[] = [AUDIT, COVERAGE, FINDING];

/** The saved object of a data view. Its fields are asked from Elasticsearch, so none are written here. */
export function dataViewObject({ id, name, pattern, time, formats }: View): SavedObject {
  return {
    type: 'index-pattern',
    id,
    attributes: {
      title: pattern,
      name,
      timeFieldName: time,
      fieldFormatMap: JSON.stringify(formats),
      // A set-up may come before the first document.
      allowNoIndex: true,
    },
    references: [],
    ...MIGRATIONS['index-pattern'],
  };
}
