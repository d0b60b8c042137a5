import { describe, expect, it } from 'vitest';
import { OPEN, play, refused, standing } from './setup-stand-in.ts';

const STREAM = 'logs-mimecast.audit-default';
const INDEX = '.ds-logs-mimecast.audit-default-2026.11.24-000002';

/** What a rollover of the stream would take. */
const TEMPLATE = {
  settings: { index: { default_pipeline: 'mimecast-audit@pipeline' } },
  mappings: { _data_stream_timestamp: { enabled: true }, _meta: { hash: 'new' }, properties: { a: { type: 'ip' } } },
  lifecycle: { enabled: true, data_retention: '400d' },
  data_stream_options: { failure_store: { enabled: true } },
};

interface Stream {
  readonly template?: string;
  readonly lifecycle?: object;
  readonly failure_store?: object;
  readonly ilm_policy?: string;
}

/** A server that has been set up, with a stream whose newest index is as told; by default as its template wants it. */
function server(stream: Stream = {}, index: { hash?: string; pipeline?: string } = {}) {
  const { hash = 'new', pipeline = 'mimecast-audit@pipeline' } = index;
  return {
    ...OPEN,
    ...standing(),
    [`GET _data_stream/${STREAM}`]: {
      data_streams: [
        {
          name: STREAM,
          template: 'logs-mimecast.audit',
          indices: [{ index_name: 'older' }, { index_name: INDEX }],
          lifecycle: { enabled: true, data_retention: '400d' },
          failure_store: { enabled: true },
          ...stream,
        },
      ],
    },
    [`GET ${STREAM}`]: {
      older: { mappings: { _meta: { hash: 'old' } } },
      [INDEX]: { mappings: { _meta: { hash } }, settings: { index: { default_pipeline: pipeline } } },
    },
    [`POST _index_template/_simulate_index/${STREAM}`]: { template: TEMPLATE, overlapping: [] },
  };
}

const streamIn = ({ report }: Awaited<ReturnType<typeof play>>) =>
  report.changes.find(({ name }) => name === `data stream ${STREAM}`);

describe('a stream that exists', () => {
  it('is left alone where it is what its template would make', async () => {
    const played = await play(server());
    expect(played.changes).toEqual([]);
    expect(streamIn(played)).toEqual({ name: `data stream ${STREAM}`, action: 'unchanged', note: undefined });
  });

  it('gets mapping, pipeline, failure store and a longer retention, in the documented forms', async () => {
    const stream = { failure_store: { enabled: false }, lifecycle: { enabled: true, data_retention: '2160h' } };
    const played = await play(server(stream, { hash: 'old', pipeline: '' }));
    const { _data_stream_timestamp: _, ...mappings } = TEMPLATE.mappings;
    expect(played.changes).toEqual([
      { method: 'PUT', path: `${STREAM}/_mapping?write_index_only=true`, body: mappings },
      { method: 'PUT', path: `${STREAM}/_settings`, body: { 'index.default_pipeline': 'mimecast-audit@pipeline' } },
      { method: 'PUT', path: `_data_stream/${STREAM}/_options`, body: { failure_store: { enabled: true } } },
      { method: 'PUT', path: `_data_stream/${STREAM}/_lifecycle`, body: { data_retention: '400d' } },
    ]);
    expect(streamIn(played)).toMatchObject({ action: 'updated', note: undefined });
  });

  it.each([
    ['more', { enabled: true, data_retention: '730d' }, 'its documents 730d'],
    ['more in other units', { enabled: true, data_retention: '9601h' }, 'its documents 9601h'],
    ['everything', { enabled: true }, 'everything'],
    ['everything, without a lifecycle', undefined, 'everything'],
    ['everything, with the lifecycle off', { enabled: false, data_retention: '1d' }, 'everything'],
  ])('that keeps %s is never made to keep less: the request is offered', async (_what, lifecycle, kept) => {
    const played = await play(server({ ...(lifecycle ? { lifecycle } : { lifecycle: {} }) }));
    expect(played.changes).toEqual([]);
    const change = streamIn(played);
    expect(change?.action).toBe('skipped');
    expect(change?.note).toContain(`It keeps ${kept}`);
    expect(change?.note).toContain(`PUT /_data_stream/${STREAM}/_lifecycle {"data_retention":"400d"}`);
  });

  it('whose retention is the same in other units is left alone', async () => {
    const played = await play(server({ lifecycle: { enabled: true, data_retention: '9600h' } }));
    expect(streamIn(played)).toMatchObject({ action: 'unchanged', note: undefined });
  });

  it('that an ILM policy manages keeps its retention', async () => {
    const played = await play(server({ ilm_policy: 'own', lifecycle: { enabled: true, data_retention: '1d' } }));
    expect(played.changes).toEqual([]);
    expect(streamIn(played)?.note).toContain('ILM policy');
  });

  it('whose mapping can not be changed waits for a rollover, which is offered', async () => {
    const played = await play({
      ...server({}, { hash: 'old' }),
      [`PUT ${STREAM}/_mapping`]: refused(400, 'illegal_argument_exception'),
    });
    expect(played.report.failures).toEqual([]);
    expect(streamIn(played)).toMatchObject({ action: 'skipped' });
    expect(streamIn(played)?.note).toContain(`POST /${STREAM}/_rollover`);
  });

  it('that the key may not change is told with the request to paste', async () => {
    const played = await play({
      ...server({ failure_store: { enabled: false } }),
      [`PUT _data_stream/${STREAM}/_options`]: refused(403, 'security_exception'),
    });
    expect(played.report.failures).toEqual([]);
    expect(streamIn(played)?.note).toContain(`PUT /_data_stream/${STREAM}/_options {"failure_store":{"enabled":true}}`);
  });

  it('that the key may not even see stays as it is', async () => {
    const played = await play({ ...server(), [`GET _data_stream/${STREAM}`]: refused(403) });
    expect(played.report.failures).toEqual([]);
    expect(streamIn(played)).toMatchObject({ action: 'skipped' });
  });

  it('that another template makes stays as it is', async () => {
    const played = await play(server({ template: 'theirs' }, { hash: 'old' }));
    expect(played.changes).toEqual([]);
    expect(streamIn(played)?.note).toContain('Another index template');
  });

  it("follows the users' own component template, by what the server says the whole comes to", async () => {
    const template = { ...TEMPLATE, data_stream_options: { failure_store: { enabled: false } } };
    const played = await play({
      ...server(),
      [`POST _index_template/_simulate_index/${STREAM}`]: { template, overlapping: [] },
    });
    expect(played.changes).toEqual([
      { method: 'PUT', path: `_data_stream/${STREAM}/_options`, body: { failure_store: { enabled: false } } },
    ]);
  });

  it('is looked at in a dry run too, by our own templates', async () => {
    const played = await play(server({ failure_store: { enabled: false } }, { hash: 'old' }), { 'dry-run': 'true' });
    expect(played.changes).toEqual([]);
    expect(played.sent.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(played.lines).toContain(`PUT /${STREAM}/_mapping?write_index_only=true`);
    expect(played.lines).toContain(`PUT /_data_stream/${STREAM}/_options`);
  });

  it('fails the set-up where the server is not well, and not where it only refuses', async () => {
    const played = await play({ ...server({}, { hash: 'old' }), [`PUT ${STREAM}/_mapping`]: refused(503) });
    expect(played.report.failures).toHaveLength(1);
  });
});
