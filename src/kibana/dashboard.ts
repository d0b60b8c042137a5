import { AUDIT, COVERAGE, FINDING } from './data-views.ts';
import { type Chart, count, daily, layerReference, lensAttributes, metric, top } from './lens.ts';
import { described, MIGRATIONS, PREFIX, type Reference, type SavedObject } from './saved-object.ts';
import { ACCESSES, COVERED, FINDINGS, PROVIDER_ACCESS, type Search } from './searches.ts';

/** A panel of the dashboard: a chart of its own, or a saved search. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  /** In units of the grid, which is 48 wide; panels follow each other from left to right, and then below. */
  readonly width: 12 | 16 | 24 | 48;
  readonly height: number;
  readonly shows: { readonly chart: Chart } | { readonly search: Search };
}

const accesses = { view: AUDIT, query: PROVIDER_ACCESS } as const;
const findings = { view: FINDING, query: '' } as const;

export const PANELS: readonly Panel[] = [
  {
    id: 'accesses',
    title: 'Provider accesses',
    width: 12,
    height: 6,
    shows: { chart: { ...accesses, columns: { number: count('Provider accesses') }, drawn: 'number' } },
  },
  {
    id: 'persons',
    title: 'Persons',
    width: 12,
    height: 6,
    shows: {
      chart: { ...accesses, columns: { number: metric('unique_count', 'user.email', 'Persons') }, drawn: 'number' },
    },
  },
  {
    id: 'serious',
    title: 'Findings of high severity',
    width: 12,
    height: 6,
    shows: {
      chart: {
        view: FINDING,
        query: 'mimecast.finding.severity: "high"',
        columns: { number: count('Findings of high severity') },
        drawn: 'number',
      },
    },
  },
  {
    id: 'covered-until',
    title: 'Covered until',
    width: 12,
    height: 6,
    shows: {
      chart: {
        view: COVERAGE,
        query: COVERED,
        columns: { number: metric('max', 'event.end', 'Covered until', 'date') },
        drawn: 'number',
      },
    },
  },
  {
    id: 'when',
    title: 'When, and who',
    width: 48,
    height: 12,
    shows: {
      chart: {
        ...accesses,
        columns: {
          day: daily('@timestamp', 'Day'),
          who: top('user.email', 'Who', 10, 'number'),
          number: count('Provider accesses'),
        },
        drawn: 'bars',
      },
    },
  },
  {
    id: 'from-where',
    title: 'Who, and from where',
    width: 24,
    height: 14,
    shows: {
      chart: {
        ...accesses,
        columns: {
          who: top('user.email', 'Who', 50, 'number'),
          address: top('source.ip', 'Address', 20, 'number', 'ip'),
          number: count('Accesses'),
          last: metric('max', '@timestamp', 'Last', 'date'),
        },
        drawn: 'table',
      },
    },
  },
  {
    id: 'what',
    title: 'What they did',
    width: 24,
    height: 14,
    shows: {
      chart: {
        ...accesses,
        columns: {
          act: top('event.code', 'Act', 50, 'number'),
          outcome: top('event.outcome', 'Outcome', 3, 'number'),
          number: count('Accesses'),
          persons: metric('unique_count', 'user.email', 'Persons'),
          last: metric('max', '@timestamp', 'Last', 'date'),
        },
        drawn: 'table',
      },
    },
  },
  {
    id: 'calendar',
    title: 'Coverage: hours recorded as read, for each day (a day that is read twice has 48)',
    width: 24,
    height: 12,
    shows: {
      chart: {
        view: COVERAGE,
        query: COVERED,
        columns: { day: daily('event.start', 'Day'), hours: metric('sum', 'event.duration', 'Hours') },
        drawn: 'bars',
      },
    },
  },
  {
    id: 'kinds',
    title: 'Findings by kind and severity',
    width: 24,
    height: 12,
    shows: {
      chart: {
        ...findings,
        columns: {
          kind: top('rule.name', 'Kind', 20, 'number'),
          severity: top('mimecast.finding.severity', 'Severity', 3, 'number'),
          number: count('Findings'),
          last: metric('max', '@timestamp', 'Last', 'date'),
        },
        drawn: 'table',
      },
    },
  },
  { id: 'last-findings', title: 'Last findings', width: 48, height: 14, shows: { search: FINDINGS } },
  { id: 'last-accesses', title: 'Last provider accesses', width: 48, height: 16, shows: { search: ACCESSES } },
];

const GRID = 48;
/** Version of the shape that panels are written in. */
const SHAPE = '8.9.0';

export const DASHBOARD_ID = `${PREFIX}provider-access`;

/** The saved object of the dashboard "Provider access". */
export function dashboardObject(): SavedObject {
  const references: Reference[] = [];
  const panels: object[] = [];
  let [x, y, rowHeight] = [0, 0, 0];
  for (const { id, title, width, height, shows } of PANELS) {
    if (x + width > GRID) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const frame = { version: SHAPE, panelIndex: id, title, gridData: { x, y, w: width, h: height, i: id } };
    if ('chart' in shows) {
      const layer = `${id}-layer`;
      references.push({ type: 'index-pattern', id: shows.chart.view.id, name: `${id}:${layerReference(layer)}` });
      const embeddableConfig = { attributes: lensAttributes(shows.chart, layer), enhancements: {} };
      panels.push({ ...frame, type: 'lens', embeddableConfig });
    } else {
      references.push({ type: 'search', id: shows.search.id, name: `${id}:panel_${id}` });
      panels.push({ ...frame, type: 'search', embeddableConfig: { enhancements: {} }, panelRefName: `panel_${id}` });
    }
    x += width;
    rowHeight = Math.max(rowHeight, height);
  }
  return {
    type: 'dashboard',
    id: DASHBOARD_ID,
    attributes: {
      title: '[Mimecast audit] Provider access',
      description: described(
        "When the provider's staff came in, who, from where, what they did, and what is known of it",
      ),
      // Filters and panels are texts in a saved object.
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { language: 'kuery', query: '' }, filter: [] }),
      },
      optionsJSON: JSON.stringify({ useMargins: true, syncColors: false, hidePanelTitles: false }),
      panelsJSON: JSON.stringify(panels),
      timeRestore: true,
      timeFrom: 'now-30d',
      timeTo: 'now',
      refreshInterval: { pause: true, value: 0 },
      version: 1,
    },
    references,
    ...MIGRATIONS.dashboard,
  };
}
