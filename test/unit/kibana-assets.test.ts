import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { templateName } from '../../src/elastic/assets/assets.ts';
import { DATASETS, type Dataset, FIELDS } from '../../src/elastic/assets/fields.ts';
import { assetFiles, savedObjects } from '../../src/kibana/assets.ts';
import { DASHBOARD_ID, PANELS } from '../../src/kibana/dashboard.ts';
import { DATA_VIEWS } from '../../src/kibana/data-views.ts';
import { RULES, type Rule, versionOfTags } from '../../src/kibana/rules.ts';
import { ASSETS_VERSION, versionIn } from '../../src/kibana/saved-object.ts';
import { SEARCHES } from '../../src/kibana/searches.ts';
import { SERIOUS } from '../../src/serious.ts';
import { columnFields, readKql } from '../elasticsearch/kql.ts';

const PROJECT = join(import.meta.dirname, '../..');
const KINDS = [...readFileSync(join(PROJECT, 'src/finding.ts'), 'utf8').matchAll(/^ {4}\| '([a-z-]+)'/gm)].map(
  ([, kind]) => kind ?? '',
);

/** Types of what Elasticsearch can count, sort and filter exactly. */
const EXACT: readonly string[] = ['keyword', 'date', 'long', 'boolean', 'ip'];
/** Fields that the mapping does not name: its rule for texts makes them keywords with the first document that has them. */
const DYNAMIC = ['mimecast.finding.seen_first'];
/** What is in ES|QL without being a field of a document. */
const ESQL_OWN = ['_id', '_index', '_version'];

/** The stream that an index pattern names. @throws Error if it is none of ours. */
function datasetOf(pattern: string | undefined): Dataset {
  const found = DATASETS.find((dataset) => pattern === `${templateName(dataset)}-*`);
  if (found === undefined) throw new Error(`${pattern} is no stream of ours`);
  return found;
}

function patternOf(rule: Rule): string | undefined {
  return rule.type === 'query' ? rule.index[0] : /^FROM (\S+)/.exec(rule.query)?.[1];
}

/** Names in an ES|QL text that are fields: dotted names, and `@timestamp`. */
function esqlFields(query: string): string[] {
  const bare = query.replace(/"[^"]*"/g, '').replace(/^FROM .*$/m, '');
  return [...bare.matchAll(/@timestamp|\b[a-z][\w]*(?:\.\w+)+/g)].map(([name]) => name);
}

describe('the fields of the assets', () => {
  /** Of the stream's own mapping: a field of another stream does not count. */
  const typeOf = (pattern: string | undefined, field: string) =>
    FIELDS[datasetOf(pattern)][field] ?? (DYNAMIC.includes(field) ? 'keyword' : undefined);

  it.each(DATA_VIEWS)('of the data view $id are in the mapping of its stream', ({ pattern, time, formats }) => {
    expect(typeOf(pattern, time)).toBe('date');
    for (const field of Object.keys(formats)) expect(typeOf(pattern, field), field).toBeDefined();
  });

  it.each(SEARCHES)('of the search $id are', ({ view, query, columns }) => {
    for (const field of columns) expect(typeOf(view.pattern, field), field).toBeDefined();
    for (const field of readKql(query).fields) expect(EXACT, field).toContain(typeOf(view.pattern, field));
  });

  it.each(PANELS.flatMap(({ id, shows }) => ('chart' in shows ? [{ id, chart: shows.chart }] : [])))(
    'of the chart $id are, and can be counted, with the type that the chart takes them for',
    ({ chart }) => {
      for (const field of readKql(chart.query).fields)
        expect(EXACT, field).toContain(typeOf(chart.view.pattern, field));
      expect(columnFields(chart).length + (chart.columns.number ? 1 : 0)).toBeGreaterThan(0);
      for (const { sourceField, operationType, dataType } of Object.values(chart.columns)) {
        if (operationType === 'count') continue;
        const type = typeOf(chart.view.pattern, sourceField);
        expect(EXACT, sourceField).toContain(type);
        if (operationType === 'terms') expect(type).toBe(dataType === 'string' ? 'keyword' : dataType);
        if (operationType === 'date_histogram') expect(type).toBe('date');
        if (operationType === 'sum') expect(type).toBe('long');
        if (operationType === 'max') expect(type).toBe(dataType === 'number' ? 'long' : dataType);
      }
    },
  );

  it.each(RULES)('of the rule $rule_id are', (rule) => {
    const made = [...rule.query.matchAll(/(\w+) = /g)].map(([, name]) => name);
    const asked = [
      ...(rule.type === 'query' ? readKql(rule.query).fields : esqlFields(rule.query)),
      ...[rule.severity_mapping, rule.risk_score_mapping].flatMap((list) =>
        ((list ?? []) as { field: string }[]).map(({ field }) => field),
      ),
    ];
    expect(asked.length).toBeGreaterThan(0);
    for (const field of asked) expect(EXACT, field).toContain(typeOf(patternOf(rule), field));
    expect(typeOf(patternOf(rule), rule.timestamp_override ?? '@timestamp')).toBe('date');
    for (const field of rule.investigation_fields.field_names) {
      if (![...ESQL_OWN, ...made].includes(field)) expect(typeOf(patternOf(rule), field), field).toBeDefined();
    }
  });

  it('the streams are ours, and none is that of the other integration', () => {
    const asked = [...DATA_VIEWS.map(({ pattern }) => pattern), ...RULES.map(patternOf)];
    for (const pattern of asked) {
      expect(DATASETS).toContain(datasetOf(pattern));
      const matches = new RegExp(`^${String(pattern).replaceAll('.', '\\.').replace('*', '.*')}$`);
      expect('logs-mimecast.audit_events-default').not.toMatch(matches);
    }
  });

  it('readKql refuses what it does not know', () => {
    for (const text of ['a: b', 'a > 1', 'a: "x" b', 'a: ("x"', '"x"', 'a: x*', 'a: {b: "c"}', 'not']) {
      expect(() => readKql(text), text).toThrow('KQL');
    }
    expect(readKql('a: true and not (b: "x y" or b: ("z" or "w"))')).toEqual({
      query: {
        bool: {
          filter: [
            { term: { a: true } },
            {
              bool: {
                must_not: [
                  {
                    bool: {
                      should: [
                        { term: { b: 'x y' } },
                        { bool: { should: [{ term: { b: 'z' } }, { term: { b: 'w' } }], minimum_should_match: 1 } },
                      ],
                      minimum_should_match: 1,
                    },
                  },
                ],
              },
            },
          ],
        },
      },
      fields: ['a', 'b', 'b'],
    });
  });
});

describe('saved objects', () => {
  it('have ids of our own, once each, and refer only to each other', () => {
    const objects = savedObjects();
    const ids = objects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const seen = new Set<string>();
    for (const { type, id, references, attributes } of objects) {
      expect(id).toMatch(/^mimecast-audit-[a-z-]+$/);
      for (const reference of references) expect(seen).toContain(`${reference.type} ${reference.id}`);
      seen.add(`${type} ${id}`);
      if (type !== 'index-pattern') expect(versionIn(attributes.description)).toBe(ASSETS_VERSION);
    }
    expect(ids).toContain(DASHBOARD_ID);
  });

  it('the panels of the dashboard find their references and do not overlap', () => {
    const dashboard = savedObjects().find(({ id }) => id === DASHBOARD_ID);
    const panels = JSON.parse(String(dashboard?.attributes.panelsJSON)) as PanelJson[];
    expect(panels.map(({ panelIndex }) => panelIndex)).toEqual(PANELS.map(({ id }) => id));
    const names = new Set(dashboard?.references.map(({ name }) => name));
    const cells = new Set<string>();
    for (const { panelIndex, type, panelRefName, gridData, embeddableConfig } of panels) {
      const { x, y, w, h } = gridData;
      expect(x + w).toBeLessThanOrEqual(48);
      for (let column = x; column < x + w; column += 1) {
        for (let row = y; row < y + h; row += 1) {
          expect(cells.has(`${column} ${row}`)).toBe(false);
          cells.add(`${column} ${row}`);
        }
      }
      if (type === 'search') {
        expect(names).toContain(`${panelIndex}:${panelRefName}`);
        continue;
      }
      const { references, state } = embeddableConfig.attributes as LensJson;
      const [[layer, { columnOrder, columns }] = ['', { columnOrder: [], columns: {} }]] = Object.entries(
        state.datasourceStates.formBased.layers,
      );
      expect(references.map(({ name }) => name)).toEqual([`indexpattern-datasource-layer-${layer}`]);
      expect(names).toContain(`${panelIndex}:indexpattern-datasource-layer-${layer}`);
      // What splits comes first, and all that is drawn or ordered by is there.
      const split = columnOrder.map((name) => columns[name]?.isBucketed === true);
      expect(split).toEqual(split.toSorted((a, b) => Number(b) - Number(a)));
      expect(split).toContain(false);
      const drawn = JSON.stringify(state.visualization);
      for (const name of columnOrder) expect(drawn).toContain(`"${name}"`);
      for (const { params } of Object.values(columns)) {
        if (params.orderBy) expect(columnOrder).toContain(params.orderBy.columnId);
      }
    }
  });
});

interface PanelJson {
  readonly panelIndex: string;
  readonly type: string;
  readonly panelRefName?: string;
  readonly gridData: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly embeddableConfig: { readonly attributes?: unknown };
}

interface LensJson {
  readonly references: readonly { readonly name: string }[];
  readonly state: {
    readonly visualization: unknown;
    readonly datasourceStates: {
      readonly formBased: {
        readonly layers: Readonly<
          Record<
            string,
            {
              readonly columnOrder: readonly string[];
              readonly columns: Readonly<
                Record<string, { readonly isBucketed: boolean; readonly params: { orderBy?: { columnId: string } } }>
              >;
            }
          >
        >;
      };
    };
  };
}

describe('detection rules', () => {
  it('are disabled, marked with their version, and have ids of our own', () => {
    expect(new Set(RULES.map(({ rule_id: id }) => id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.rule_id).toMatch(/^mimecast-audit-[a-z-]+$/);
      expect(rule).toMatchObject({ enabled: false, actions: [], exceptions_list: [] });
      expect(versionOfTags(rule.tags)).toBe(ASSETS_VERSION);
      expect(rule.query.length).toBeGreaterThan(10);
    }
  });

  it('ask only for kinds of findings that there are', () => {
    expect(KINDS.length).toBeGreaterThanOrEqual(13);
    const asked = RULES.flatMap((rule) =>
      rule.type === 'query'
        ? [...(/rule\.name: \(([^)]*)\)/.exec(rule.query)?.[1] ?? '').matchAll(/"([a-z-]+)"/g)]
        : [],
    );
    expect(asked.length).toBeGreaterThan(5);
    for (const [, kind] of asked) expect(KINDS).toContain(kind);
    const named = new Set(asked.map(([, kind]) => kind));
    for (const kind of SERIOUS.keys()) expect(named).toContain(kind);
  });
});

describe('versions', () => {
  it('are read only as they are written', () => {
    expect(versionIn('x (mimecast-audit-collector, version 12) y')).toBe(12);
    for (const text of ['', 'version 1', undefined, 7]) expect(versionIn(text)).toBeUndefined();
    expect(versionOfTags(['a', 'mimecast-audit-collector v12'])).toBe(12);
    for (const tags of [[], ['mimecast-audit-collector v'], [3], undefined])
      expect(versionOfTags(tags)).toBeUndefined();
  });
});

describe('docs/kibana', () => {
  it('holds the assets as they are: run node scripts/kibana.ts', () => {
    for (const [name, text] of Object.entries(assetFiles())) {
      expect(readFileSync(join(PROJECT, 'docs/kibana', name), 'utf8'), name).toBe(text);
      const lines = text.split('\n');
      expect(lines.pop()).toBe('');
      for (const line of lines) expect(JSON.stringify(JSON.parse(line))).toBe(line);
    }
  });

  it('every rule, and every id, is named in docs/kibana.md', () => {
    const page = readFileSync(join(PROJECT, 'docs/kibana.md'), 'utf8');
    for (const { rule_id: id } of RULES) expect(page).toContain(`\`${id}\``);
    for (const { id } of savedObjects()) expect(page).toContain(`\`${id}\``);
  });
});

describe('scripts/kibana.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kibana-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Its exit code and what it wrote. */
  function run(...args: string[]): Promise<{ code: unknown; said: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [join(PROJECT, 'scripts/kibana.ts'), ...args, folder], (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, said: stdout + stderr }),
      );
    });
  }

  it('finds what is missing, writes it, is then content, and finds a change', async () => {
    expect(await run('--check')).toEqual({ code: 1, said: expect.stringContaining('saved-objects.ndjson') });
    expect(await run()).toEqual({ code: 0, said: '' });
    expect(await run('--check')).toEqual({ code: 0, said: '' });
    writeFileSync(join(folder, 'docs/kibana/rules.ndjson'), '{}\n');
    expect(await run('--check')).toEqual({ code: 1, said: expect.stringContaining('rules.ndjson') });
  });
});
