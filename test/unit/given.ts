import { SettingsError } from '../../src/errors.ts';
import { readSettings, type Settings } from '../../src/settings.ts';

/** Inputs by their names in action.yml. */
export type Given = Readonly<Record<string, string>>;

export const SOURCE: Given = { 'mimecast-client-id': 'client-1', 'mimecast-client-secret': 'canary-client-secret' };
export const SOURCE_1: Given = {
  'mimecast-access-key': 'canary-access-key',
  'mimecast-secret-key': 'AAECAwQFBgcICQoLDA0ODw==',
  'mimecast-app-id': 'app-1',
  'mimecast-app-key': 'canary-app-key',
  'mimecast-region': 'eu',
};
export const ELASTIC: Given = {
  'elastic-url': 'https://es.example.com:9243',
  'elastic-api-key': 'key-id-1:canary-key',
};

/** Reads settings as the runner would hand them over, and keeps what was said meanwhile. */
export function read(given: Given, env: Given = {}) {
  const said = { masks: [] as string[], notices: [] as string[], warnings: [] as string[] };
  const inputs = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const attempt = (): Settings =>
    readSettings(
      { ...env, ...Object.fromEntries(inputs) },
      {
        mask: (secret) => said.masks.push(secret),
        notice: (text) => said.notices.push(text),
        warn: (text) => said.warnings.push(text),
      },
    );
  return { attempt, said };
}

export function settingsOf(given: Given, env: Given = {}): Settings {
  return read({ ...SOURCE, ...given }, env).attempt();
}

/** The error that a set of inputs ends in. */
export function errorOf(given: Given, source: Given = SOURCE): SettingsError {
  try {
    read({ ...source, ...given }).attempt();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
