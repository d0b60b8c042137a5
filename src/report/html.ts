import { showable, visible } from '../runner/log.ts';

const markup: unique symbol = Symbol('markup');

/** A piece of HTML that is well-formed and safe. Only `html` and `trusted` make one: nothing that was read from outside can pass for it. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template: texts are escaped, lists are joined, undefined is nothing. */
type Part = Html | string | number | undefined | readonly Part[];

/** UTF-16 units of a text from outside, unless its place has another limit. */
const TEXT_LIMIT = 300;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * A template in which every value is escaped because it is a value: what stands in the source is HTML, what is filled in
 * is text. Values may stand between tags and in quoted attributes, nowhere else.
 */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = fixed.map((piece, index) => piece + markupOf(parts[index])).join('');
  return { [markup]: text };
}

/** Text of this program that is HTML or CSS already. Never for anything that was read. */
export function trusted(text: string): Html {
  return { [markup]: text };
}

/** The text of a piece, to be written to a file or measured. */
export function renderHtml(piece: Html): string {
  return piece[markup];
}

/** Bytes of it in UTF-8. */
export function sizeOf(piece: Html): number {
  return Buffer.byteLength(piece[markup]);
}

/**
 * A text from outside: isolated, so that its direction does not change what stands around it, with control characters
 * and direction marks made visible.
 * @param limit length in UTF-16 units; what is longer ends in an ellipsis.
 */
export function outside(text: string, limit: number = TEXT_LIMIT): Html {
  return html`<bdi>${showable(text, limit)}</bdi>`;
}

/** A link only to a web address with https; anything else stays what it is without one. */
export function link(url: string | undefined, content: Html): Html {
  const parsed = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  // A name and password before the host would be shown as if they were the host.
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return content;
  return html`<a href="${parsed.href}" rel="noopener noreferrer">${content}</a>`;
}

/** Several pieces with something between each two. */
export function joined(pieces: readonly Html[], between: string): Html {
  return html`${pieces.map((piece, index) => (index === 0 ? piece : [between, piece]))}`;
}

/** Moments of this program, each on one line of its own width where the screen has it: `2026-11-24 … to 2026-11-25 …`. */
export function unbroken(text: string): Html {
  const pieces = text.split(' to ').map((piece) => html`<span class="whole">${piece}</span>`);
  return joined(pieces, ' to ');
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return escapeHtml(String(part));
  if (isList(part)) return part.map(markupOf).join('');
  return part[markup];
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}

function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (mark) => ENTITIES[mark] ?? '');
}
