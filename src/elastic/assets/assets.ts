import { hash } from 'node:crypto';
import { canonicalJson } from '../../canonical.ts';
import { DATASETS, type Dataset } from './fields.ts';
import { type JsonObject, mappingOf } from './mapping.ts';
import { pipelineBody } from './pipeline.ts';

/** Something that the set-up puts into Elasticsearch. */
export interface Asset {
  readonly kind: 'ingest pipeline' | 'component template' | 'index template';
  readonly name: string;
  /** Without a slash at its beginning. */
  readonly path: string;
  /** All of it but `version` and `_meta`, in the form in which the server gives it out. */
  readonly content: JsonObject;
}

export interface AssetOptions {
  /** How long audit events are kept, days. */
  readonly retentionDays: number;
  /** Whether the server has what the pipeline needs. */
  readonly pipeline: boolean;
}

/** Who made it: what has another name or none in its `_meta.managed_by` is not ours, and is not touched. */
export const MANAGED_BY = 'mimecast-audit-collector';
/** The ingest pipeline's name. */
export const PIPELINE = 'mimecast-audit@pipeline';
/** Above Elastic's own `logs` (100) and those of its integrations (200). */
export const PRIORITY = 250;
/**
 * Coverage and findings are kept at least so long, days: what is deleted of coverage counts as never read, and a finding tells of
 * events that may be gone. Both are small.
 */
const LEAST_DAYS = 400;

/** Everything that the set-up puts, in the order in which it can be put: each needs those before it. */
export function assetsOf(options: AssetOptions): Asset[] {
  return [
    ...(options.pipeline ? [assetAt('ingest pipeline', '_ingest/pipeline', PIPELINE, pipelineBody())] : []),
    ...DATASETS.flatMap((dataset) => [
      assetAt('component template', '_component_template', `mimecast-${dataset}@mappings`, mappingsBody(dataset)),
      assetAt(
        'component template',
        '_component_template',
        `mimecast-${dataset}@settings`,
        settingsBody(dataset, options),
      ),
      assetAt('index template', '_index_template', templateName(dataset), templateBody(dataset)),
    ]),
  ];
}

/** The index template of a stream, for every namespace. */
export function templateName(dataset: Dataset): string {
  return `logs-mimecast.${dataset}`;
}

/** The body of the request that puts an asset: its content, who made it, with which version, and what it was made of. */
export function bodyOf({ content }: Asset, toolVersion: string): JsonObject {
  return {
    ...content,
    version: numberOf(toolVersion),
    _meta: { managed_by: MANAGED_BY, version: toolVersion, hash: hashOf(content) },
  };
}

/** SHA-256 of a content, hex: two contents are the same if it is. */
export function hashOf(content: JsonObject): string {
  return hash('sha256', canonicalJson(content));
}

/** `1.2.3` as 1002003, which is more for a newer version. */
export function numberOf(toolVersion: string): number {
  const [major = 0, minor = 0, patch = 0] = toolVersion.split(/[.+-]/, 3).map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

/** The mapping names its own hash, so that a stream that exists shows which mapping it has. */
function mappingsBody(dataset: Dataset): JsonObject {
  const mapping = mappingOf(dataset);
  return { template: { mappings: { _meta: { managed_by: MANAGED_BY, hash: hashOf(mapping) }, ...mapping } } };
}

/**
 * `standard` and no `ignore_malformed`, since the mode `logsdb`, which newer clusters give to all logs, stores values that it can't
 * index without a word. Texts, since the server gives settings out as texts.
 */
function settingsBody(dataset: Dataset, { retentionDays, pipeline }: AssetOptions): JsonObject {
  const days = dataset === 'audit' ? retentionDays : Math.max(retentionDays, LEAST_DAYS);
  return {
    template: {
      settings: {
        index: {
          mode: 'standard',
          mapping: {
            ignore_malformed: 'false',
            total_fields: { limit: '1000', ignore_dynamic_beyond_limit: 'true' },
          },
          ...(pipeline && dataset === 'audit' ? { default_pipeline: PIPELINE } : {}),
        },
      },
      lifecycle: { enabled: true, data_retention: `${days}d` },
      data_stream_options: { failure_store: { enabled: true } },
    },
  };
}

/** It has no content of its own, so that the users' own component template, which comes last, has the last word. */
function templateBody(dataset: Dataset): JsonObject {
  const name = `mimecast-${dataset}`;
  return {
    index_patterns: [`${templateName(dataset)}-*`],
    priority: PRIORITY,
    data_stream: {},
    composed_of: [`${name}@mappings`, `${name}@settings`, `${name}@custom`],
    ignore_missing_component_templates: [`${name}@custom`],
  };
}

function assetAt(kind: Asset['kind'], path: string, name: string, content: JsonObject): Asset {
  return { kind, name, path: `${path}/${name}`, content };
}
