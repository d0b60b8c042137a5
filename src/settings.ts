import type { ElasticTarget } from './elastic/client.ts';
import { checkArtifactName } from './evidence/artifact.ts';
import { categoriesOf } from './settings/categories.ts';
import { elasticOf } from './settings/elastic.ts';
import { misspeltInputs, readInputs, SECRET_NAMES, variableOf } from './settings/names.ts';
import { evidencePathOf, type RunSettings, restoreOf, runOf } from './settings/run.ts';
import { maskSecrets, tokenOf } from './settings/secrets.ts';
import { type SourceSettings, sourceOf } from './settings/source.ts';
import { type TimeSettings, timeOf } from './settings/time.ts';
import { booleanOf, choiceOf, durationOf, fault, integerOf, lineOf, refusal } from './settings/words.ts';

/** All that a run is told: inputs and environment, checked and typed. Frozen, deeply. */
export interface Settings {
  readonly command: 'collect' | 'restore';
  /** Label of the Mimecast account; goes to `organization.id` and the artifact's name. */
  readonly tenant: string;
  /** Undefined exactly if the command is restore. */
  readonly source: SourceSettings | undefined;
  /** Folders and zip files of evidence, absolute, at least one; undefined exactly if the command is collect. */
  readonly restore: readonly string[] | undefined;
  readonly categories: readonly string[] | 'all';
  readonly query: string | undefined;
  readonly time: TimeSettings;
  /** An event that was first seen longer than this after its time is a finding. */
  readonly lateAfterMs: number;
  /** Undefined: evidence only. Always there if the command is restore. */
  readonly elastic: ElasticTarget | undefined;
  /** Given by hand; undefined: made from tenant, span and run. */
  readonly artifactName: string | undefined;
  /** Undefined: what the repository is set to. */
  readonly retentionDays: number | undefined;
  /** Where this run writes evidence of its own, absolute. */
  readonly evidencePath: string;
  readonly deadlineMs: number;
  readonly failOn: 'never' | 'error' | 'finding';
  readonly dryRun: boolean;
  /** To ask GitHub when this workflow run was created. */
  readonly githubToken: string | undefined;
  /** Undefined outside of GitHub Actions. */
  readonly run: RunSettings | undefined;
}

/** What reading the settings needs from the runner. */
export interface SettingsParts {
  mask(secret: string): void;
  notice(text: string): void;
  warn(text: string): void;
}

/**
 * Reads every input and the runner's environment; the only place that does. Secrets are masked before anything else.
 * Makes no request and touches no file.
 * @throws SettingsError for the first fault, in one sentence that names the input.
 */
export function readSettings(env: NodeJS.ProcessEnv, parts: SettingsParts): Settings {
  const inputs = readInputs(env);
  maskSecrets(inputs, parts.mask);
  const notice = (text: string) => parts.notice(text);
  for (const { written, meant } of misspeltInputs(env)) {
    parts.warn(`Input ${written} is not known and not used; was ${meant} meant?`);
  }
  for (const name of SECRET_NAMES) {
    if (inputs[name] !== undefined && env[variableOf(name)] !== inputs[name]) {
      notice(`Blanks or line ends around input ${name} were removed.`);
    }
  }

  const run = runOf(env);
  const command = choiceOf('command', inputs.command ?? 'collect', ['collect', 'restore'] as const);
  const restores = command === 'restore';
  const elastic = elasticOf(inputs, notice);
  if (restores && !elastic) throw fault('elastic-url', 'is missing: command restore needs an Elastic to restore to');
  return deepFreeze({
    command,
    tenant: lineOf('tenant', inputs.tenant ?? 'default', 64),
    source: restores ? undefined : sourceOf(inputs),
    restore: restores ? restoreOf(inputs['evidence-path'], env) : undefined,
    categories: categoriesOf(inputs.categories, notice),
    query: inputs.query === undefined ? undefined : lineOf('query', inputs.query, 1000),
    time: timeOf(inputs, notice),
    lateAfterMs: durationOf('late-after', inputs['late-after'] ?? '24h', '0s', '60d') * 1000,
    elastic,
    artifactName: artifactNameOf(inputs['artifact-name']),
    // GitHub allows 90 days in public repositories, 400 in others.
    retentionDays:
      inputs['retention-days'] === undefined
        ? undefined
        : integerOf('retention-days', inputs['retention-days'], 1, 400),
    evidencePath: evidencePathOf(restores ? undefined : inputs['evidence-path'], env, run),
    deadlineMs: durationOf('deadline', inputs.deadline ?? '50m', '1s', '5d') * 1000,
    failOn: choiceOf('fail-on', inputs['fail-on'] ?? 'error', ['never', 'error', 'finding'] as const),
    dryRun: booleanOf('dry-run', inputs['dry-run'] ?? 'false'),
    githubToken: tokenOf(inputs['github-token']),
    run,
  });
}

function artifactNameOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const problem = checkArtifactName(given);
  if (problem !== undefined) throw refusal('artifact-name', given, problem.replace(/\.$/, ''));
  return given;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
