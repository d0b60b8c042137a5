import type { ElasticTarget } from './elastic-target.ts';
import { checkArtifactName } from './evidence/artifact.ts';
import { type IssueSettings, issuesOf, providerDomainsOf } from './settings/access.ts';
import { categoriesOf } from './settings/categories.ts';
import { elasticOf, namespaceOf } from './settings/elastic.ts';
import { createFaults } from './settings/faults.ts';
import {
  INPUT_NAMES,
  type InputName,
  type Inputs,
  misspeltInputs,
  readInputs,
  SECRET_NAMES,
  variableOf,
} from './settings/names.ts';
import {
  type ApprovalsFile,
  approvalsOf,
  evidenceOf,
  evidencePathOf,
  type RunSettings,
  runOf,
} from './settings/run.ts';
import { maskSecrets, tokenOf } from './settings/secrets.ts';
import { type SetupSettings, setupOf } from './settings/setup.ts';
import { type SourceSettings, sourceOf } from './settings/source.ts';
import { spansOf, type TimeSettings, timeOf } from './settings/time.ts';
import { booleanOf, choiceOf, durationOf, fault, integerOf, lineOf, refusal } from './settings/words.ts';

const COMMANDS = ['collect', 'restore', 'report', 'categories', 'setup'] as const;
type Command = (typeof COMMANDS)[number];

/** All that a run is told: inputs and environment, checked and typed. Frozen, deeply. */
export interface Settings {
  readonly command: Command;
  /** Label of the Mimecast account; goes to `organization.id` and the artifact's name. */
  readonly tenant: string;
  /** There if the command is collect or categories. */
  readonly source: SourceSettings | undefined;
  /** Folders and zip files of earlier evidence, absolute: to restore from, at least one; to report on, or none. */
  readonly evidence: readonly string[];
  readonly categories: readonly string[] | 'all';
  readonly query: string | undefined;
  /** Domains of the provider's own staff, in lower case. */
  readonly providerDomains: readonly string[];
  /** Acts of a person that are further apart than this are two sessions. */
  readonly sessionGapMs: number;
  /** The approvals file; undefined if none is given. */
  readonly approvals: ApprovalsFile | undefined;
  readonly time: TimeSettings;
  /** Spans to read one after the other, the first of them is `time`. undefined if the input spans is not given. */
  readonly spans: readonly TimeSettings[] | undefined;
  /** An event that was first seen longer than this after its time is a finding. */
  readonly lateAfterMs: number;
  /** Undefined: evidence only. Always there if the command is restore or setup. */
  readonly elastic: ElasticTarget | undefined;
  /** Namespace of the data streams, also of documents that something else brings to them. */
  readonly namespace: string;
  /** There exactly if the command is setup. */
  readonly setup: SetupSettings | undefined;
  /** Whether the ECS documents are written to a file too. */
  readonly documents: boolean;
  /** Given by hand; undefined: made from tenant, span and run. */
  readonly artifactName: string | undefined;
  /** Undefined: what the repository is set to. */
  readonly retentionDays: number | undefined;
  /** Where this run writes evidence of its own, absolute. */
  readonly evidencePath: string;
  /** True: somebody keeps that folder, so the run needs no artifact service. */
  readonly evidenceKept: boolean;
  readonly deadlineMs: number;
  readonly failOn: 'never' | 'error' | 'unanswered' | 'finding';
  readonly dryRun: boolean;
  /** To ask GitHub when this workflow run was created. */
  readonly githubToken: string | undefined;
  /** Undefined: no GitHub issues are opened. */
  readonly issues: IssueSettings | undefined;
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
 * @throws SettingsError with every fault, a sentence each that names the input.
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
  const faults = createFaults();
  const read = faults.attempt;
  for (const name of INPUT_NAMES) read(() => checkEncoding(name, inputs));
  const command = read(() => choiceOf('command', inputs.command ?? 'collect', COMMANDS));
  const reads = command === 'collect' || command === 'categories';
  const opens = command === 'restore' || command === 'report';
  const elastic = elasticOf(inputs, notice, faults);
  const evidence = read(() => (opens ? evidenceOf(inputs['evidence-path'], env) : []));
  const githubToken = read(() => tokenOf(inputs['github-token']));
  const days = inputs['retention-days'];
  const settings = {
    command,
    tenant: read(() => lineOf('tenant', inputs.tenant ?? 'default', 64)),
    source: read(() => (reads ? sourceOf(inputs) : undefined)),
    evidence,
    categories: read(() => categoriesOf(inputs.categories, notice)),
    query: read(() => (inputs.query === undefined ? undefined : lineOf('query', inputs.query, 1000))),
    providerDomains: read(() => providerDomainsOf(inputs['provider-domains'])),
    sessionGapMs: read(() => durationOf('session-gap', inputs['session-gap'] ?? '30m', '1m', '12h')) * 1000,
    approvals: read(() => approvalsOf(inputs.approvals, env)),
    time: read(() => timeOf(inputs, notice)),
    spans: read(() => spansOf(inputs)),
    lateAfterMs: read(() => durationOf('late-after', inputs['late-after'] ?? '24h', '0s', '60d')) * 1000,
    elastic,
    namespace: read(() => namespaceOf(inputs.namespace ?? 'default')),
    setup: read(() => (command === 'setup' ? setupOf(inputs) : undefined)),
    documents: read(() => booleanOf('documents', inputs.documents ?? 'false')),
    artifactName: read(() => artifactNameOf(inputs['artifact-name'])),
    // GitHub allows 90 days in public repositories, 400 in others.
    retentionDays: read(() => (days === undefined ? undefined : integerOf('retention-days', days, 1, 400))),
    evidencePath: read(() => evidencePathOf(opens ? undefined : inputs['evidence-path'], env, run)),
    evidenceKept: read(() => booleanOf('evidence-kept', inputs['evidence-kept'] ?? 'false')),
    deadlineMs: read(() => durationOf('deadline', inputs.deadline ?? '50m', '1s', '5d')) * 1000,
    failOn: read(() => failOnOf(inputs['fail-on'])),
    dryRun: read(() => booleanOf('dry-run', inputs['dry-run'] ?? 'false')),
    githubToken,
    issues: read(() => issuesOf(inputs, githubToken, run)),
    run,
  };
  // A fault in what the command needs is told first; that it needs it is no second one.
  if (faults.count === 0) read(() => checkNeeds(settings));
  faults.throwIfAny(env);
  return deepFreeze(settings);
}

/** Understands `fail-on`. An access that is unexplained is one that nobody has answered for, so both words mean the same. */
function failOnOf(given = 'error'): Settings['failOn'] {
  const word = choiceOf('fail-on', given, ['never', 'error', 'unanswered', 'unexplained', 'finding'] as const);
  return word === 'unexplained' ? 'unanswered' : word;
}

/** Node reads the environment so that bytes which are not UTF-8 become U+FFFD, which nobody writes. @throws SettingsError */
function checkEncoding(name: InputName, inputs: Inputs): void {
  if (!inputs[name]?.includes('\uFFFD')) return;
  throw fault(name, 'holds U+FFFD, where a character was lost: write it in UTF-8');
}

/** What each command needs. @throws SettingsError */
function checkNeeds({ command, elastic, evidence, spans }: Settings): void {
  if (spans && command !== 'collect') throw fault('spans', 'is for command collect only');
  if (command === 'restore' && evidence.length === 0) {
    throw fault(
      'evidence-path',
      'is missing: command restore needs folders or zip files of evidence, by line or comma',
    );
  }
  if ((command === 'restore' || command === 'setup') && !elastic) {
    throw fault(
      'elastic-url',
      `is missing: command ${command} needs an Elastic to ${command === 'setup' ? 'set up' : 'restore to'}`,
    );
  }
  if (command === 'report' && !elastic && evidence.length === 0) {
    throw fault('evidence-path', 'is missing: command report needs evidence, by line or comma, or the Elastic inputs');
  }
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
