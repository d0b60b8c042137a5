import type { Inputs } from './names.ts';
import { SECRET_NAMES } from './names.ts';
import { fault } from './words.ts';

/** A shorter text can't be masked: every word that holds it would vanish from the log (actions/runner#326). */
const SHORTEST = 4;

/**
 * Masks every secret and what can be told from it, then refuses those that are too short to be masked.
 * To be called before anything else looks at the inputs. @throws SettingsError
 */
export function maskSecrets(inputs: Inputs, mask: (secret: string) => void): void {
  for (const name of SECRET_NAMES) {
    for (const text of new Set(textsOf(inputs, name))) {
      if (text.length >= SHORTEST) mask(text);
    }
  }
  // A certificate is no secret, but its key pasted in by mistake is; the error comes when the certificate is read.
  const ca = inputs['elastic-ca'] ?? '';
  if (/PRIVATE KEY/.test(ca)) for (const line of linesOf(ca)) if (line.length >= SHORTEST) mask(line);

  for (const name of SECRET_NAMES) {
    const length = inputs[name]?.length ?? SHORTEST;
    if (length < SHORTEST)
      throw fault(name, `is shorter than ${SHORTEST} characters: that is no secret, and can't be masked`);
  }
}

/** The token for GitHub's API, fit to stand in a header. @throws SettingsError */
export function tokenOf(value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]+$/.test(value)) return value;
  throw fault('github-token', 'must be one line of ASCII without blanks: give the one of the job, github.token');
}

/** The `id:key` behind an API key of Elasticsearch, whichever way it is written; undefined where there is none. */
export function apiKeyParts(value: string): { id: string; key: string; encoded: string; lineEnd: boolean } | undefined {
  const plain = value.includes(':') ? value : decoded(value);
  const match = /^([^:\s]+):([^:\s]+)(\s*)$/.exec(plain ?? '');
  if (!match?.[1] || !match[2]) return undefined;
  const encoded = Buffer.from(`${match[1]}:${match[2]}`).toString('base64');
  return { id: match[1], key: match[2], encoded, lineEnd: match[3] !== '' };
}

/** An API key without the word in front with which it stands in a header. */
export function withoutScheme(value: string): string {
  return value.replace(/^ApiKey\s+/i, '');
}

/** The text behind strict Base64, or undefined if it is none, or no printable text. */
function decoded(value: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined;
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x21-\x7e]+\s*$/.test(text) ? text : undefined;
}

function textsOf(inputs: Inputs, name: (typeof SECRET_NAMES)[number]): string[] {
  const value = inputs[name];
  if (value === undefined) return [];
  // The runner splits a mask at line ends, and would mask lone braces and the like too: long lines only.
  const texts = [...linesOf(value), ...jsonTexts(value), new URLSearchParams({ '': value }).toString().slice(1)];
  if (name === 'elastic-api-key') {
    const key = withoutScheme(value);
    const parts = apiKeyParts(key);
    texts.push(...linesOf(key));
    if (parts) texts.push(`${parts.id}:${parts.key}`, parts.encoded, parts.key, parts.id);
  }
  if (name === 'elastic-password') {
    texts.push(Buffer.from(`${inputs['elastic-username'] ?? ''}:${value}`).toString('base64'));
  }
  return texts;
}

function linesOf(value: string): string[] {
  return value.split(/[\r\n]+/).map((line) => line.trim());
}

/** The texts inside a JSON object or array; none if it isn't one. */
function jsonTexts(value: string): string[] {
  if (!/^[[{]/.test(value)) return [];
  const texts: string[] = [];
  try {
    JSON.parse(value, (_key, item: unknown) => {
      if (typeof item === 'string') texts.push(item.trim());
      return item;
    });
  } catch {
    // Not JSON: its lines are masked.
  }
  return texts;
}
