import type { Inputs } from './names.ts';
import { booleanOf, durationOf, refusal, urlOf } from './words.ts';

/** What `command: setup` is asked for. */
export interface SetupSettings {
  /** Takes away what an earlier set-up made, and nothing else. */
  readonly remove: boolean;
  /** How long Elastic keeps audit events, days. */
  readonly retentionDays: number;
  /** Address of Kibana, with its path and space if it has them; undefined: nothing is set up in Kibana. */
  readonly kibanaUrl: string | undefined;
  /** Makes the key of the daily run and hands it over as an output. */
  readonly createKey: boolean;
}

const DAY = 86_400;

/** Understands `remove`, `event-retention`, `kibana-url` and `create-key`. @throws SettingsError */
export function setupOf(inputs: Inputs): SetupSettings {
  const retention = inputs['event-retention'] ?? '400d';
  const seconds = durationOf('event-retention', retention, '1d', '36500d');
  if (seconds % DAY !== 0) throw refusal('event-retention', retention, 'allowed are whole days, for example 400d');
  return {
    remove: booleanOf('remove', inputs.remove ?? 'false'),
    retentionDays: seconds / DAY,
    kibanaUrl:
      inputs['kibana-url'] === undefined ? undefined : urlOf('kibana-url', inputs['kibana-url'], 'path allowed'),
    createKey: booleanOf('create-key', inputs['create-key'] ?? 'false'),
  };
}
