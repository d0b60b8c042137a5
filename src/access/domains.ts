import { type AuditEvent, MORE_DOMAINS } from '../event.ts';

/** An account as a text names it: `local@domain`, where `domain` may be only the first labels of a longer one. In lower case. */
export interface Named {
  readonly local: string;
  readonly domain: string;
}

const MOST_DOMAINS = 40;
/** Longest domain (RFC 1035), and about the longest local part, of which more is no address. */
const LONGEST_DOMAIN = 255;
const LONGEST_LOCAL = 100;
/** Signs and blanks that are passed over between `@` and a domain, or around a dot. */
const MOST_SIGNS = 64;
const MOST_STARTS = 10;
const MOST_DECODED = 3;

/** Characters that nobody sees, and blanks that hold words together. */
const HIDDEN = /[\p{Cf}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u00A0\u2007\u202F]/u;
const UNUSUAL = /[^\t\n\r -~]/gu;
const WORD = /[\p{L}\p{N}]/u;
const LABEL = /[\p{L}\p{N}_-]+/uy;
const OTHER = 0;
/** Letters, digits, `-` and `_`. */
const IN_WORD = 1;
/** Where an account may be divided: `local@domain`, `local%domain`, `domain\\local`, `domain!local`, `local_domain#EXT#`. */
const MARK = 2;
/** Other signs that end the local part of an address. */
const ENDS_LOCAL = 3;
/** By code of ASCII. */
const KIND_OF = Uint8Array.from({ length: 128 }, (_, code) => {
  const one = String.fromCharCode(code);
  if (/[\w-]/.test(one)) return IN_WORD;
  if ('@%!\\#'.includes(one)) return MARK;
  return /[\s<>"'()[\]{},;:/&|=]/.test(one) ? ENDS_LOCAL : OTHER;
});
const ENTITIES: Readonly<Record<string, string>> = { commat: '@', period: '.', lt: '<', gt: '>', quot: '"', amp: '&' };

/**
 * Every domain that `user` and the text of an event name, in lower case: behind an `@`, and as other forms of accounts have
 * it; of `a@one.two.example` also `one.two`, so that a list of domains can be held against it later. At most 40, of which the
 * last is `*` if there are more.
 */
export function domainsNamed(event: AuditEvent): readonly string[] {
  const found = new Set<string>();
  for (const text of [event.user, textOf(event)]) {
    if (text === undefined) continue;
    for (const { domain } of namesIn(text)) {
      found.add(domain);
      if (found.size > MOST_DOMAINS) return [...[...found].slice(0, MOST_DOMAINS - 1), MORE_DOMAINS];
    }
  }
  return [...found];
}

/**
 * Where an event may name somebody besides in `user`: its text, or all of it if its fields are not what they should be or its
 * user is no address.
 */
export function textOf(event: AuditEvent): string | undefined {
  return isOdd(event) || !event.user?.includes('@') ? event.canonical : event.eventInfo;
}

/** True if an event is no object, or has something else than text where a text should be. */
export function isOdd({ raw }: AuditEvent): boolean {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return true;
  const fields = raw as Record<string, unknown>;
  return ['user', 'auditType', 'category', 'eventInfo'].some(
    (name) => !['string', 'undefined'].includes(typeof (fields[name] ?? undefined)),
  );
}

/**
 * True if a text names an account of one of the domains, in any spelling that a person could take for it: with no letter, digit
 * or hyphen behind the domain. Linear time.
 * @param domains in lower case.
 */
export function namesOneOf(text: string | undefined, domains: readonly string[]): boolean {
  if (text === undefined) return false;
  const first = domains.map((domain) => domain.slice(0, domain.indexOf('.')));
  for (const reading of readingsOf(text)) {
    // Most texts name none, and need not be looked through.
    if (!first.some((label) => reading.includes(label))) continue;
    for (const { domain } of namesOf(reading)) if (domains.includes(domain)) return true;
  }
  return false;
}

/** Every account that a text may name, by any of its readings; one that stands there twice comes twice. */
export function* namesIn(text: string): Generator<Named> {
  for (const reading of readingsOf(text)) yield* namesOf(reading);
}

function* namesOf(reading: string): Generator<Named> {
  for (let at = 0; at < reading.length; at += 1) {
    const code = reading.charCodeAt(at);
    if (code > 127 || KIND_OF[code] !== MARK) continue;
    const mark = reading.charAt(at);
    if (mark === '@' || mark === '%') yield* behind(reading, at);
    else if (mark !== '#') yield* before(reading, at);
    else if (reading.startsWith('#ext', at)) yield* guest(reading, at);
  }
}

/**
 * A text as it may be meant, folded to lower case: full-width and other forms of a letter are the letter (Unicode NFKC), and
 * what nobody sees is left out.
 */
export function fold(text: string): string {
  return text.replace(UNUSUAL, (one) => signOf(one).folded).toLowerCase();
}

/** True if a text has a character that nobody sees, or one that can be taken for a character of ASCII. */
export function isDisguised(text: string): boolean {
  for (const [one] of text.matchAll(UNUSUAL)) {
    const { hidden, folded } = signOf(one);
    if (hidden || /[ -~]/.test(folded)) return true;
  }
  return false;
}

/** Ways to read a text, each once: as it is and decoded; with what nobody sees left out, or as a border; with signs that look like letters, or without them. */
function readingsOf(text: string): ReadonlySet<string> {
  const readings = new Set<string>();
  for (const one of new Set([text, decoded(text)])) {
    readings.add(fold(one));
    if (one.search(UNUSUAL) < 0) continue;
    for (const border of ['', ' ']) {
      const plain = one.replace(UNUSUAL, (sign) => {
        const { hidden, folded, letter } = signOf(sign);
        return hidden ? border : letter ? folded : ' ';
      });
      readings.add(plain.toLowerCase());
    }
  }
  return readings;
}

/** What a character outside of ASCII may be taken for. */
interface Sign {
  /** Nobody sees it. */
  readonly hidden: boolean;
  /** What it may be meant for; nothing if it is hidden. */
  readonly folded: string;
  /** That is what it is: a letter, a digit, a mark, or punctuation. Else it is only drawn like one. */
  readonly letter: boolean;
}

const signs = new Map<string, Sign>();
const MOST_REMEMBERED = 10_000;

function signOf(one: string): Sign {
  const known = signs.get(one);
  if (known) return known;
  const hidden = HIDDEN.test(one);
  // The full stops of East Asian scripts divide domains as ours does (RFC 3490).
  const isStop = one === '\u3002' || one === '\uFF61';
  const folded = hidden ? '' : isStop ? '.' : one.normalize('NFKC').toLowerCase().replaceAll('\u0307', '');
  const sign = { hidden, folded, letter: /[\p{L}\p{Nd}\p{M}]/u.test(one) || /^[!-/:-@[-`{-~]$/.test(folded) };
  if (signs.size >= MOST_REMEMBERED) signs.clear();
  signs.set(one, sign);
  return sign;
}

/** What stands behind percent signs, entities of HTML and escapes of JSON, however often it was written so. */
function decoded(text: string): string {
  let result = text;
  for (let round = 0; round < MOST_DECODED && /[%&\\]/.test(result); round += 1) {
    const before = result;
    result = result
      .replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
      .replace(/&#x([\da-f]{1,5});?|&#(\d{1,6});?/gi, (_, hex, digits) =>
        String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16)),
      )
      .replace(/&(commat|period|lt|gt|quot|amp);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? '')
      .replace(/\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, long, short) =>
        String.fromCharCode(Number.parseInt(long ?? short, 16)),
      );
    if (result === before) break;
  }
  return result;
}

function* behind(text: string, mark: number): Generator<Named> {
  const local = localBefore(text, mark);
  for (const domain of domainsFrom(text, mark + 1)) yield { local, domain };
}

function* before(text: string, mark: number): Generator<Named> {
  let local = '';
  for (let at = mark + 1; at < text.length && local.length < LONGEST_LOCAL; at += 1) {
    if (endsLocal(text, at)) break;
    local += text.charAt(at);
  }
  const from = runBefore(text, mark);
  if (from === mark) return;
  for (const domain of domainsFrom(text, from)) yield { local, domain };
}

/** The account of a guest in another's directory: `local_domain#EXT#@host`. */
function* guest(text: string, mark: number): Generator<Named> {
  const from = runBefore(text, mark);
  let starts = 0;
  for (let at = mark - 1; at > from && starts < MOST_STARTS; at -= 1) {
    if (text.charAt(at) !== '_') continue;
    starts += 1;
    const local = text.slice(from, at);
    for (const domain of domainsFrom(text, at + 1)) yield { local, domain };
  }
}

/** Where the letters, digits, dots and hyphens before a place begin. */
function runBefore(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < LONGEST_DOMAIN && (text[from - 1] === '.' || kindAt(text, from - 1) === IN_WORD))
    from -= 1;
  return from;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return KIND_OF[code] ?? OTHER;
  return WORD.test(text.charAt(at)) ? IN_WORD : OTHER;
}

function endsLocal(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  return kind === MARK || kind === ENDS_LOCAL || (kind === OTHER && isBlank(text, at));
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 || (code > 127 && text.charAt(at).trim() === '');
}

function localBefore(text: string, mark: number): string {
  let end = mark;
  while (end > 0 && mark - end < MOST_SIGNS && isBlank(text, end - 1)) end -= 1;
  if (text.charAt(end - 1) === '"') {
    const quote = text.slice(Math.max(0, end - LONGEST_LOCAL), end - 1).lastIndexOf('"');
    return quote < 0 ? '' : text.slice(Math.max(0, end - LONGEST_LOCAL) + quote, end);
  }
  let from = end;
  while (from > 0 && end - from < LONGEST_LOCAL && !endsLocal(text, from - 1)) from -= 1;
  return text.slice(from, end);
}

/** The domain that begins at a place, and every shorter one that it begins with. One without a dot is none. */
function* domainsFrom(text: string, from: number): Generator<string> {
  let at = from;
  while (at - from < MOST_SIGNS && at < text.length && kindAt(text, at) !== IN_WORD && kindAt(text, at) !== MARK)
    at += 1;
  let domain = '';
  while (domain.length <= LONGEST_DOMAIN) {
    LABEL.lastIndex = at;
    const label = LABEL.exec(text)?.[0];
    if (label === undefined || domain.length + label.length > LONGEST_DOMAIN) break;
    for (let end = label.indexOf('_'); end > 0; end = label.indexOf('_', end + 1)) {
      if (domain !== '') yield domain + label.slice(0, end);
    }
    domain += label;
    if (domain.includes('.')) yield domain;
    const dot = withoutBlanks(text, at + label.length);
    if (text.charAt(dot) !== '.') break;
    at = withoutBlanks(text, dot + 1);
    domain += '.';
  }
}

function withoutBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < MOST_SIGNS && isBlank(text, at)) at += 1;
  return at;
}
