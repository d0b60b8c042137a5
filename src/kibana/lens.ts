import type { View } from './data-views.ts';

/** One column of a Lens layer, by the name that it has in the layer. */
export interface Column {
  readonly label: string;
  readonly dataType: 'number' | 'string' | 'date' | 'ip';
  readonly isBucketed: boolean;
  readonly operationType: 'count' | 'unique_count' | 'sum' | 'max' | 'terms' | 'date_histogram';
  readonly sourceField: string;
  readonly scale: 'ratio' | 'ordinal' | 'interval';
  readonly params: Readonly<Record<string, unknown>>;
  readonly customLabel: true;
}

/** A panel that is drawn from one layer of one data view. */
export interface Chart {
  readonly view: View;
  /** KQL. */
  readonly query: string;
  /** In this order: what splits comes before what is counted. */
  readonly columns: Readonly<Record<string, Column>>;
  readonly drawn: 'number' | 'table' | 'bars';
}

/** The name that Lens has for "documents" (x-pack/plugins/lens, `DOCUMENT_FIELD_NAME`). */
export const RECORDS = '___records___';

export function count(label: string): Column {
  return metric('count', RECORDS, label);
}

/** @param operationType of the values of `field`; the largest of a date is the latest. */
export function metric(
  operationType: 'count' | 'unique_count' | 'sum' | 'max',
  sourceField: string,
  label: string,
  dataType: 'number' | 'date' = 'number',
): Column {
  const params = { emptyAsNull: operationType === 'max' };
  return { label, dataType, isBucketed: false, operationType, sourceField, scale: 'ratio', params, customLabel: true };
}

/** One row or colour for each of the `size` most frequent values, and one for documents without any. */
export function top(
  sourceField: string,
  label: string,
  size: number,
  orderedBy: string,
  dataType: 'string' | 'ip' = 'string',
): Column {
  return {
    label,
    dataType,
    isBucketed: true,
    operationType: 'terms',
    sourceField,
    scale: 'ordinal',
    params: {
      size,
      orderBy: { type: 'column', columnId: orderedBy },
      orderDirection: 'desc',
      otherBucket: true,
      // Kibana has that for texts only.
      missingBucket: dataType === 'string',
      parentFormat: { id: 'terms' },
    },
    customLabel: true,
  };
}

/** One bar a day of Kibana's time zone, days without documents too. */
export function daily(sourceField: string, label: string): Column {
  return {
    label,
    dataType: 'date',
    isBucketed: true,
    operationType: 'date_histogram',
    sourceField,
    scale: 'interval',
    params: { interval: '1d', includeEmptyRows: true, dropPartials: false },
    customLabel: true,
  };
}

/** The attributes of a Lens panel that lives in a dashboard alone ("by value"), in the shape of Kibana 8.9. */
export function lensAttributes({ view, query, columns, drawn }: Chart, layer: string): Record<string, unknown> {
  return {
    title: '',
    description: '',
    type: 'lens',
    visualizationType: { number: 'lnsMetric', table: 'lnsDatatable', bars: 'lnsXY' }[drawn],
    references: [{ type: 'index-pattern', id: view.id, name: layerReference(layer) }],
    state: {
      query: { language: 'kuery', query },
      filters: [],
      datasourceStates: {
        formBased: { layers: { [layer]: { columnOrder: Object.keys(columns), columns, incompleteColumns: {} } } },
      },
      internalReferences: [],
      adHocDataViews: {},
      visualization: visualizationOf(drawn, columns, layer),
    },
  };
}

/** The name under which a layer finds its data view. */
export function layerReference(layer: string): string {
  return `indexpattern-datasource-layer-${layer}`;
}

function visualizationOf(drawn: Chart['drawn'], columns: Chart['columns'], layerId: string): object {
  const names = Object.keys(columns);
  const values = names.filter((name) => columns[name]?.isBucketed === false);
  if (drawn === 'number') return { layerId, layerType: 'data', metricAccessor: values[0] };
  if (drawn === 'table') return { layerId, layerType: 'data', columns: names.map((columnId) => ({ columnId })) };
  const [xAccessor, splitAccessor] = names.filter((name) => columns[name]?.isBucketed === true);
  const layer = { layerId, layerType: 'data', seriesType: 'bar_stacked', accessors: values, xAccessor };
  return {
    legend: { isVisible: splitAccessor !== undefined, position: 'right' },
    valueLabels: 'hide',
    fittingFunction: 'None',
    preferredSeriesType: 'bar_stacked',
    axisTitlesVisibilitySettings: { x: false, yLeft: true, yRight: false },
    layers: [splitAccessor === undefined ? layer : { ...layer, splitAccessor }],
  };
}
