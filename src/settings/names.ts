import { nearest } from '../nearest.ts';

/** Every input of action.yml. A test holds both lists against each other. */
export const INPUT_NAMES = [
  'command',
  'mimecast-client-id',
  'mimecast-client-secret',
  'mimecast-access-key',
  'mimecast-secret-key',
  'mimecast-app-id',
  'mimecast-app-key',
  'mimecast-region',
  'mimecast-url',
  'tenant',
  'categories',
  'provider-domains',
  'session-gap',
  'approvals',
  'query',
  'window',
  'start',
  'end',
  'spans',
  'time-zone',
  'settle',
  'overlap',
  'catch-up',
  'late-after',
  'elastic-url',
  'elastic-cloud-id',
  'elastic-api-key',
  'elastic-username',
  'elastic-password',
  'elastic-ca',
  'namespace',
  'kibana-url',
  'event-retention',
  'create-key',
  'remove',
  'documents',
  'artifact-name',
  'retention-days',
  'evidence-path',
  'evidence-kept',
  'deadline',
  'fail-on',
  'dry-run',
  'github-token',
  'open-issues',
  'issue-labels',
  'issue-assignees',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];

/** The inputs that were given, trimmed; one that is missing or only blanks is not in it. */
export type Inputs = Readonly<Partial<Record<InputName, string>>>;

/** Values that must never be seen: masked before anything else, and never quoted in an error. */
export const SECRET_NAMES = [
  'mimecast-client-secret',
  'mimecast-access-key',
  'mimecast-secret-key',
  'mimecast-app-key',
  'elastic-api-key',
  'elastic-password',
  'github-token',
] as const satisfies readonly InputName[];

/** The environment variable in which the runner hands an input over: blanks become `_`, hyphens stay. */
export function variableOf(name: InputName): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** The inputs as the environment holds them, white space at both ends removed. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const inputs: Partial<Record<InputName, string>> = {};
  for (const name of INPUT_NAMES) {
    const value = env[variableOf(name)]?.trim();
    if (value) inputs[name] = value;
  }
  return inputs;
}

/**
 * Variables that look like a misspelt input of ours: `_` for `-`, or up to two letters away from its name (fewer for a
 * short name, where two letters are most of it).
 * @returns the name as it was written, in lower case, with the nearest name of ours.
 */
export function misspeltInputs(env: NodeJS.ProcessEnv): { written: string; meant: InputName }[] {
  const found: { written: string; meant: InputName }[] = [];
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('INPUT_') || variable.length > 60) continue;
    const written = variable.slice('INPUT_'.length).toLowerCase();
    if (written === '' || INPUT_NAMES.some((name) => name === written)) continue;
    const meant = nearest(written, INPUT_NAMES);
    if (meant) found.push({ written, meant });
  }
  return found;
}
