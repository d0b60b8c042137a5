import type { Change } from '../../change.ts';
import { ElasticError } from '../../errors.ts';
import { fieldsOf } from '../answer.ts';
import { type AssetOptions, assetsOf, templateName } from '../assets/assets.ts';
import { DATASETS, type Dataset } from '../assets/fields.ts';
import { type Door, type Method, requestLines } from './door.ts';

/** One step that brings a stream to what its template says. */
interface Step {
  readonly what: string;
  readonly method: Method;
  readonly path: string;
  readonly body: object;
  /** What to paste if it is refused. */
  readonly otherwise: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Brings streams that exist to what new ones would be made like: mapping, pipeline, failure store, and a retention that is longer
 * than theirs. A shorter one is never set, since Elasticsearch would delete what is older: it is offered to be pasted. What can't be
 * changed waits for the next rollover.
 * @param done takes one change for each stream that exists.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function updateStreams(
  door: Door,
  options: { readonly namespace: string; readonly made: AssetOptions; done(change: Change): void },
): Promise<void> {
  for (const dataset of DATASETS) {
    const change = await updateStream(door, dataset, options.namespace, options.made);
    if (change) options.done(change);
  }
}

async function updateStream(
  door: Door,
  dataset: Dataset,
  namespace: string,
  made: AssetOptions,
): Promise<Change | undefined> {
  const stream = `logs-mimecast.${dataset}-${namespace}`;
  const name = `data stream ${stream}`;
  const skipped = (note: string): Change => ({ name, action: 'skipped', note });
  let state: Fields;
  let index: Fields;
  try {
    const [found] = [fieldsOf(await door.get(`_data_stream/${stream}`)).data_streams].flat();
    if (found === undefined) return undefined;
    state = fieldsOf(found);
    index = newestIndex(await door.get(`${stream}?filter_path=${INDEX_FILTER}`), state);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return skipped('The key of the set-up may not look at it (view_index_metadata), so it stays as it is.');
  }
  if (!door.dryRun && state.template !== templateName(dataset)) {
    return skipped('Another index template than ours makes it, so it stays as it is.');
  }
  // What a rollover would take, with the users' own component template in it; ours alone where that can't be asked.
  const simulated = await door.inquire(`_index_template/_simulate_index/${stream}`);
  const template = simulated === undefined ? ownTemplate(dataset, made) : fieldsOf(fieldsOf(simulated).template);

  const notes: string[] = [];
  let updated = false;
  for (const step of stepsFor(stream, state, index, template)) {
    try {
      await door.send(step.method, step.path, step.body);
      updated = true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const code = error.code === undefined ? '' : `, ${error.code}`;
      notes.push(`${step.what} stays as it is (HTTP ${error.status}${code}). ${step.otherwise}`);
    }
  }
  notes.push(...retentionNote(stream, state, template));
  const note = notes.length === 0 ? undefined : notes.join(' ');
  return { name, action: updated ? 'updated' : notes.length > 0 ? 'skipped' : 'unchanged', note };
}

const INDEX_FILTER = '*.mappings._meta,*.settings.index.default_pipeline';

function* stepsFor(stream: string, state: Fields, index: Fields, template: Fields): Generator<Step> {
  const rollover = `The next rollover brings it: POST /${stream}/_rollover`;
  const mappings = fieldsOf(template.mappings);
  if (!sameHash(fieldsOf(index.mappings)._meta, mappings._meta)) {
    // The server puts this one itself.
    const { _data_stream_timestamp: _, ...body } = mappings;
    const path = `${stream}/_mapping?write_index_only=true`;
    yield { what: 'The mapping', method: 'PUT', path, body, otherwise: rollover };
  }
  const pipeline = pipelineIn(template.settings);
  if (pipelineIn(index.settings) !== pipeline) {
    const body = { 'index.default_pipeline': pipeline ?? null };
    yield { what: 'The pipeline', method: 'PUT', path: `${stream}/_settings`, body, otherwise: rollover };
  }
  const store = enabledIn(fieldsOf(template.data_stream_options).failure_store);
  if (store !== undefined && enabledIn(state.failure_store) !== store) {
    const body = { failure_store: { enabled: store } };
    yield changeOf('The failure store', `_data_stream/${stream}/_options`, body);
  }
  const { now, wanted } = retentions(state, template);
  // Nothing that is kept now is deleted for it.
  if (wanted !== undefined && now !== undefined && now.ms < wanted.ms) {
    yield changeOf('The retention', `_data_stream/${stream}/_lifecycle`, { data_retention: wanted.text });
  }
}

function changeOf(what: string, path: string, body: object): Step {
  return { what, method: 'PUT', path, body, otherwise: pasteOf(path, body) };
}

function pasteOf(path: string, body: object): string {
  return `To change it: ${requestLines('PUT', path, body).join(' ')}`;
}

/** Says that more is kept than was asked for, and how to change that. */
function retentionNote(stream: string, state: Fields, template: Fields): string[] {
  const { now, wanted } = retentions(state, template);
  if (typeof state.ilm_policy === 'string') return ['An ILM policy says how long it is kept; that stays as it is.'];
  if (wanted === undefined || (now !== undefined && now.ms <= wanted.ms)) return [];
  const kept = now === undefined ? 'everything' : `its documents ${now.text}`;
  return [
    `It keeps ${kept}, longer than ${wanted.text}; a shorter retention deletes documents, so it is not set here.`,
    pasteOf(`_data_stream/${stream}/_lifecycle`, { data_retention: wanted.text }),
  ];
}

interface Retention {
  readonly text: string;
  readonly ms: number;
}

/** `now` undefined: nothing is deleted; `wanted` undefined: the template says nothing. Neither, if ILM has the say. */
function retentions(state: Fields, template: Fields): { now: Retention | undefined; wanted: Retention | undefined } {
  if (typeof state.ilm_policy === 'string') return { now: undefined, wanted: undefined };
  const lifecycle = fieldsOf(state.lifecycle);
  return {
    now: lifecycle.enabled === false ? undefined : retentionOf(lifecycle.data_retention),
    wanted: retentionOf(fieldsOf(template.lifecycle).data_retention),
  };
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A length of time as Elasticsearch writes it. */
function retentionOf(value: unknown): Retention | undefined {
  const [, count, unit = ''] = /^(\d{1,15})(d|h|m|s|ms)$/.exec(typeof value === 'string' ? value : '') ?? [];
  const factor = UNITS[unit];
  return typeof value === 'string' && factor !== undefined ? { text: value, ms: Number(count) * factor } : undefined;
}

/** The stream's own content of its template, as if nobody else had a say in it. */
function ownTemplate(dataset: Dataset, made: AssetOptions): Fields {
  const own = assetsOf(made).filter(({ name }) => name.startsWith(`mimecast-${dataset}@`));
  return Object.assign({}, ...own.map(({ content }) => content.template));
}

/** The backing index that is written to: the last of the stream's. */
function newestIndex(answer: unknown, { indices }: Fields): Fields {
  const last = Array.isArray(indices) ? fieldsOf(indices.at(-1)).index_name : undefined;
  return fieldsOf(fieldsOf(answer)[String(last)]);
}

function sameHash(theirs: unknown, ours: unknown): boolean {
  return fieldsOf(theirs).hash === fieldsOf(ours).hash;
}

/** The server gives settings out nested. */
function pipelineIn(settings: unknown): string | undefined {
  const { default_pipeline: name } = fieldsOf(fieldsOf(settings).index);
  return typeof name === 'string' && name !== '_none' ? name : undefined;
}

function enabledIn(value: unknown): boolean | undefined {
  const { enabled } = fieldsOf(value);
  return typeof enabled === 'boolean' ? enabled : undefined;
}

function isRefusal(error: unknown): error is ElasticError {
  if (!(error instanceof ElasticError) || error.status === undefined) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429;
}
