/** The secrets that the process knows, and how to take them out of a text before it is cut, escaped or rewritten. */
export interface Secrets {
  /** Learns a secret, each line of it for itself. Less than four characters are no secret. */
  add(secret: string): void;
  /** For sentences of ours: takes out each secret that stands in the text whole, in any of the forms that it may be written in. */
  hide(text: string): string;
  /**
   * For text from outside, which may echo a secret in any way: cut, with other separators, wrapped, in another case, encoded.
   * Takes out each piece of eight characters or more that a secret has too; of a short secret, of fewer.
   */
  redact(text: string): string;
}

const SHORTEST = 4;
/** More than a run needs; whoever has more made gets no text from outside at all. */
const MOST = 200;
/** What a piece has in common with a secret by more than chance, in letters and digits. */
const PIECE = 8;
const MASK = '***';
const ENTITIES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

export function createSecrets(): Secrets {
  const known = new Set<string>();
  /** All forms, the longest first, so that none is left that holds a shorter one. */
  let forms: string[] = [];
  /** Pieces of the forms by their length: of the characters as they are, and of letters and digits alone. */
  const raw: Pieces = new Map();
  const bare: Pieces = new Map();

  function learn(secret: string): void {
    if (secret.length < SHORTEST || known.has(secret) || known.size > MOST) return;
    known.add(secret);
    if (known.size > MOST) return;
    const all = formsOf(secret);
    forms = [...new Set([...forms, ...all])].sort((a, b) => b.length - a.length);
    for (const form of all) {
      addPieces(raw, squeezed(form, /\s/g).text);
      addPieces(bare, squeezed(form, NOT_BARE).text);
    }
  }

  return {
    add(secret) {
      for (const line of secret.split(/[\r\n]+/)) learn(line.trim());
    },
    hide: (text) => forms.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, MASK) : rest), text),
    redact(text) {
      if (known.size > MOST) return MASK;
      const hidden = new Uint8Array(text.length);
      mark(text, /\s/g, raw, hidden);
      mark(text, NOT_BARE, bare, hidden);
      return masked(text, hidden);
    },
  };
}

/** Those of this process: what is masked once must stay so wherever text is shown, so no caller can forget to pass them on. */
export const secrets: Secrets = createSecrets();

type Pieces = Map<number, Set<string>>;

const NOT_BARE = /[^\p{L}\p{N}]/gu;

/** How a secret may be written: as it is, escaped for URLs, JSON and HTML, in hex, and in Base64 wherever it begins there. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const each = (write: (character: string, code: number) => string) =>
    secret.replace(/[^A-Za-z0-9]/gu, (character) => write(character, character.codePointAt(0) ?? 0));
  const percent = each((character) => Buffer.from(character, 'utf8').toString('hex').replace(/../g, '%$&'));
  const forms = [
    secret,
    percent,
    percent.replaceAll('%', '%25'),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    each((_, code) => `\\u${code.toString(16).padStart(4, '0')}`),
    each((character) => (ENTITIES[character] === undefined ? character : `&${ENTITIES[character]};`)),
    each((_, code) => `&#${code};`),
    each((_, code) => `&#x${code.toString(16)};`),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...base64Of(bytes),
    ...decodedOf(secret),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

/** What stands in Base64 for these bytes whatever stands before and behind them, at each of the three places they may begin. */
function base64Of(bytes: Buffer): string[] {
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });
  const text = bytes.toString('base64');
  return [text, bytes.toString('base64url'), ...shifted, ...shifted.map(urlSafe)];
}

/** What a secret in Base64 stands for, as a key of API 1.0 does: in hex, and as text if it is some. */
function decodedOf(secret: string): string[] {
  if (secret.length % 4 !== 0 || !/^[A-Za-z0-9+/]{11,}={0,2}$/.test(secret)) return [];
  const bytes = Buffer.from(secret, 'base64');
  const text = bytes.toString('latin1');
  return [bytes.toString('hex'), ...(/^[\x21-\x7e]+$/.test(text) ? [text] : [])];
}

function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

function addPieces(pieces: Pieces, text: string): void {
  if (text.length < SHORTEST) return;
  const length = Math.min(PIECE, Math.max(SHORTEST, Math.floor((text.length * 2) / 3)));
  const some = pieces.get(length) ?? new Set();
  pieces.set(length, some);
  for (let at = 0; at + length <= text.length; at += 1) some.add(text.slice(at, at + length));
}

/** A text in lower case without some of its characters, and where each that is left stood. */
function squeezed(text: string, without: RegExp): { text: string; places: readonly number[] } {
  const places: number[] = [];
  let left = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    without.lastIndex = 0;
    if (without.test(unit)) continue;
    left += unit.toLowerCase().charAt(0);
    places.push(at);
  }
  return { text: left, places };
}

function mark(text: string, without: RegExp, pieces: Pieces, hidden: Uint8Array): void {
  if (pieces.size === 0) return;
  const { text: left, places } = squeezed(text, without);
  for (const [length, some] of pieces) {
    for (let at = 0; at + length <= left.length; at += 1) {
      if (some.has(left.slice(at, at + length))) hidden.fill(1, places[at], (places[at + length - 1] ?? 0) + 1);
    }
  }
}

/** The text with one mask for each run of hidden characters. */
function masked(text: string, hidden: Uint8Array): string {
  let out = '';
  let from = 0;
  for (let at = hidden.indexOf(1); at >= 0; at = hidden.indexOf(1, from)) {
    const end = hidden.indexOf(0, at);
    out += text.slice(from, at) + MASK;
    from = end < 0 ? text.length : end;
  }
  return out + text.slice(from);
}
