import { ElasticError } from '../../errors.ts';
import type { ElasticClient } from '../client.ts';
import { linesOf } from './json.ts';

export type Method = 'POST' | 'PUT' | 'DELETE';

/** The way of a set-up to Elasticsearch. */
export interface Door {
  /** In a dry run changes are printed and not sent. */
  readonly dryRun: boolean;
  /**
   * Asks, without changing anything.
   * @returns the answer's body; undefined if there is no such thing, and in a dry run also if it can't be asked for.
   * @throws ElasticError; the signal's reason if it aborts.
   */
  get(path: string, body?: object): Promise<unknown>;
  /** The same for a question that is asked by POST; in a dry run it is not asked. */
  inquire(path: string, body?: object): Promise<unknown>;
  /**
   * Sends a change once, or prints it.
   * @returns the answer's body; undefined in a dry run.
   * @throws ElasticError; the signal's reason if it aborts.
   */
  send(method: Method, path: string, body?: object): Promise<unknown>;
}

export interface DoorOptions {
  readonly client: ElasticClient;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Takes a line of what a dry run prints. */
  print(line: string): void;
  /** Takes one sentence if a dry run can't ask what is there. */
  warn(sentence: string): void;
}

/** A request as Kibana's Dev Tools take it, by lines. */
export function requestLines(method: Method, path: string, body?: object): string[] {
  return [`${method} /${path}`, ...(body === undefined ? [] : linesOf(body))];
}

export function openDoor({ client, dryRun, signal, print, warn }: DoorOptions): Door {
  let blind = false;

  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    if (blind) return undefined;
    try {
      return await client.ask(method, path, body, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ElasticError)) throw error;
      if (error.status === 404) return undefined;
      if (!dryRun || (error.status !== undefined && error.status !== 401)) throw error;
      blind = true;
      warn(`${error.message} So these are the requests for an Elasticsearch that has nothing of them yet.`);
      return undefined;
    }
  }

  return {
    dryRun,
    get: (path, body) => ask('GET', path, body),
    inquire: (path, body) => (dryRun ? Promise.resolve(undefined) : ask('POST', path, body)),
    async send(method, path, body) {
      if (!dryRun) return client.ask(method, path, body, signal);
      for (const line of requestLines(method, path, body)) print(line);
      return undefined;
    },
  };
}

/** Why a change was not taken, in one sentence that says what to do. @param what for example `index template x`. */
export function refusalOf(error: ElasticError, what: string): string {
  const { status, code, message } = error;
  if (status === 401) return message;
  if (status === 403) {
    return `Elasticsearch refused ${what} (HTTP 403): the key of the set-up lacks a privilege; docs/elasticsearch.md has the key to paste.`;
  }
  if (status !== undefined && status < 500 && status !== 429) {
    return `Elasticsearch did not take ${what} (HTTP ${status}${code === undefined ? '' : `, ${code}`}): it must be 8.19 or later, or Serverless.`;
  }
  return message;
}
