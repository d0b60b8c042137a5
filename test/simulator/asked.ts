import { field } from './data.ts';
import type { Quirks } from './quirks.ts';

/** What a body of get-audit-events asks for, before it is checked. */
export interface Asked {
  readonly pageSize: number | undefined;
  readonly pageToken: string | undefined;
  /** `data[0]` as it came; undefined if there is none. */
  readonly item: Readonly<Record<string, unknown>> | undefined;
}

/** Reads a body as leniently as the real server does for real clients; undefined if it is no JSON in any of their ways. */
export function readBody(text: string): unknown {
  for (const candidate of [text, fromPython(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next way of writing is tried.
    }
  }
  return undefined;
}

/** Finds page and filter: `meta` beside `data` or, as one client sends it, inside `data[0]`; a page size also as text. */
export function readAsked(body: unknown): Asked {
  const data = field(body, 'data');
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  const meta = field(body, 'meta') ?? field(first, 'meta');
  const pagination = field(meta, 'pagination');
  const size = field(pagination, 'pageSize');
  const token = field(pagination, 'pageToken');
  return {
    pageSize: size === undefined || size === null ? undefined : Number(size),
    pageToken: typeof token === 'string' && token !== '' ? token : undefined,
    item: typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : undefined,
  };
}

/**
 * A date of a request, s UTC; undefined if it is refused. Documented is `2011-12-03T10:15:30+0000`; whether `Z` or a colon
 * is taken is not known.
 */
export function readDate(text: unknown, { strictDates }: Pick<Quirks, 'strictDates'>): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)$/.exec(text);
  if (!match) return undefined;
  const [, moment, zone = ''] = match;
  if (strictDates && (zone === 'Z' || zone.includes(':') || text.includes('.'))) return undefined;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = Date.parse(`${moment}${offset}`);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** A printed Python dictionary as JSON: one public client sends `str(body)`, and production takes it. */
function fromPython(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'|\b(?:None|True|False)\b/g, (part, inside: unknown) => {
    if (part.startsWith('"')) return part;
    if (typeof inside === 'string') return JSON.stringify(inside.replaceAll("\\'", "'"));
    return { None: 'null', True: 'true', False: 'false' }[part] ?? part;
  });
}
