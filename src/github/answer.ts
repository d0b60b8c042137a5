import type { Author } from './writers.ts';

/** An issue as GitHub gives it out. Every text in it comes from outside. */
export interface Issue {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
  /** GitHub's id of it for GraphQL; empty if it gives none. */
  readonly node: string;
  /** Its page; undefined if it is not a plain http(s) address. */
  readonly url: string | undefined;
  readonly author: Author;
  /** ms UTC; undefined if GitHub does not say. */
  readonly created: number | undefined;
  readonly comments: number;
  readonly labels: readonly string[];
  /** Logins. */
  readonly assignees: readonly string[];
}

/** A comment as GitHub gives it out. */
export interface Comment {
  readonly author: Author;
  readonly body: string;
  readonly node: string;
  /** ms UTC. */
  readonly created: number;
  /** True if it was changed after it was written. */
  readonly edited: boolean;
  readonly url: string | undefined;
}

/** @returns undefined for a pull request (GitHub's lists of issues hold those too) and for what is no issue. */
export function issueIn(value: unknown): Issue | undefined {
  const fields = fieldsOf(value);
  const { number, state } = fields;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined;
  if ('pull_request' in fields || (state !== 'open' && state !== 'closed')) return undefined;
  return {
    number,
    open: state === 'open',
    body: textOf(fields.body),
    node: textOf(fields.node_id),
    url: urlIn(fields.html_url),
    author: authorIn(fields),
    created: timeIn(fields.created_at),
    comments: typeof fields.comments === 'number' ? fields.comments : 0,
    labels: itemsOf(fields.labels).map((label) => textOf(typeof label === 'string' ? label : fieldsOf(label).name)),
    assignees: itemsOf(fields.assignees).map((user) => textOf(fieldsOf(user).login)),
  };
}

/** @returns undefined for what is no comment. */
export function commentIn(value: unknown): Comment | undefined {
  const fields = fieldsOf(value);
  const created = timeIn(fields.created_at);
  if (created === undefined) return undefined;
  const edited = Date.parse(textOf(fields.updated_at)) > created;
  const { body, node_id: node, html_url: url } = fields;
  return { author: authorIn(fields), body: textOf(body), node: textOf(node), created, edited, url: urlIn(url) };
}

/** True if the world may read the repository, also if that can't be told. */
export function isPublic(repository: unknown): boolean {
  return fieldsOf(repository).private !== true;
}

function timeIn(value: unknown): number | undefined {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? undefined : time;
}

function authorIn(fields: Readonly<Record<string, unknown>>): Author {
  const user = fieldsOf(fields.user);
  return { login: textOf(user.login), type: textOf(user.type) };
}

function urlIn(value: unknown): string | undefined {
  const url = textOf(value);
  return /^https?:\/\/[\w.:/#-]{1,500}$/.test(url) ? url : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
