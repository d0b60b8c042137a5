import { SettingsError } from '../errors.ts';

/** The faults of all inputs, gathered so that a person can mend them at once. */
export interface Faults {
  readonly count: number;
  /**
   * Reads a setting. A SettingsError is kept, and anything else thrown on.
   * @returns what was read. After a fault it is undefined, whatever the type says: nobody gets to see it, since `throwIfAny` ends the reading.
   */
  attempt<Value>(read: () => Value): Value;
  /**
   * @param env tells whether GitHub kept the secrets from this run.
   * @throws SettingsError with every fault.
   */
  throwIfAny(env: NodeJS.ProcessEnv): void;
}

export function createFaults(): Faults {
  const found: SettingsError[] = [];
  return {
    get count() {
      return found.length;
    },
    attempt<Value>(read: () => Value): Value {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof SettingsError)) throw error;
        // Two settings may need the same input.
        if (!found.some(({ message }) => message === error.message)) found.push(error);
        return undefined as Value;
      }
    },
    throwIfAny(env) {
      const [first] = found;
      if (!first) return;
      const hint = secretsHint(found, env);
      const numbered = found.map(({ message }, index) => `(${index + 1}) ${message}`).join(' ');
      const sentence = found.length === 1 ? first.message : `${found.length} settings are wrong. ${numbered}`;
      throw new SettingsError(first.input, `${sentence}${hint}`);
    },
  };
}

/** An input that is set from a secret which the run does not get is empty (docs: GitHub Actions, using secrets; Dependabot on Actions). */
function secretsHint(found: readonly SettingsError[], env: NodeJS.ProcessEnv): string {
  const missing = found.some(({ message }) => / is missing: (?!command )/.test(message));
  if (!missing || env.GITHUB_ACTIONS !== 'true') return '';
  if (env.GITHUB_ACTOR === 'dependabot[bot]') {
    return ' GitHub gives no secrets of Actions to runs that Dependabot starts: start this workflow by a schedule or by hand.';
  }
  if (env.GITHUB_EVENT_NAME === 'pull_request') {
    return ' GitHub gives no secrets to pull requests from forks: start this workflow by a schedule or by hand.';
  }
  return ' A secret with another name, or of an environment that the job does not name, arrives empty.';
}
