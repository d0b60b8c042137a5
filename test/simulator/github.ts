import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Somebody as GitHub tells of them. */
export interface Person {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  readonly association: 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'CONTRIBUTOR' | 'NONE';
}

/** An answer in the place of the real one. */
export interface Refusal {
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Closes the connection without an answer; `after`: after the request was carried out. */
  readonly drop?: 'before' | 'after';
}

/** How this GitHub behaves; may be changed between two requests. */
export interface GitHubQuirks {
  /** What the token may do with issues. `read`: list and look. */
  permission: 'write' | 'read' | 'none';
  issues: 'on' | 'off';
  visibility: 'public' | 'private' | 'internal';
  /** Who makes what is made by the token. */
  actor: Person;
  /** Logins that may be assigned; others are dropped in silence, or refused. */
  assignable: readonly string[];
  unassignable: 'dropped' | 'refused';
  /** Labels of new issues are dropped in silence, as for a token without push access. */
  dropsLabels: boolean;
  /** A list longer than a page says so by a Link header. */
  links: boolean;
  /** Where the Link header points to; undefined: here. */
  linkHost: string | undefined;
  /** ms before each answer. */
  slowMs: number;
  /** Logins with the right to write, whatever their association looks like; of anybody else it is the right to read. */
  writers: readonly string[];
  /** Logins of whose rights the token may not be told. */
  hidden: readonly string[];
  /** `off`: there is no GraphQL. */
  graphql: 'on' | 'off';
}

interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  assignees: string[];
  locked: boolean;
  readonly author: Person;
  readonly pull: boolean;
  updated: number;
  /** Who changed its text last. */
  editor: Person | undefined;
  readonly comments: StoredComment[];
}

interface StoredComment {
  readonly author: Person;
  body: string;
  readonly created: number;
  updated: number;
  editor: Person | undefined;
}

interface AskedOfGitHub {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface GitHub {
  readonly url: string;
  readonly quirks: GitHubQuirks;
  readonly issues: StoredIssue[];
  readonly labels: string[];
  readonly requests: AskedOfGitHub[];
  /** Answers for the next requests that fit, each used once: a method and a piece of the path. */
  readonly refusals: { readonly method: string; readonly path: string; readonly refusal: Refusal }[];
  /** What a person does on the page. */
  open(issue: Partial<StoredIssue>): StoredIssue;
  comment(number: number, author: Person, body: string): void;
  close(number: number): void;
  /** Changes the text of an issue, or of one of its comments. */
  edit(editor: Person, number: number, body: string, comment?: number): void;
  stop(): Promise<void>;
}

export const JOB: Person = { login: 'github-actions[bot]', type: 'Bot', association: 'NONE' };
export const OWNER: Person = { login: 'owner-1', type: 'User', association: 'OWNER' };
export const STRANGER: Person = { login: 'stranger-1', type: 'User', association: 'NONE' };
export const TOKEN = 'canary-github-token';

const REPOSITORY = '/repos/example/audit';

type Reply = { readonly status: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> };

/**
 * Starts a stand-in of the parts of GitHub's REST API that issues need, for the repository `example/audit`: what they answer
 * and refuse is as its documentation says (docs: REST API endpoints for issues, labels, collaborators).
 * @param now the clock of everything that is made, ms UTC.
 */
export async function startGitHub(now: () => number, quirks: Partial<GitHubQuirks> = {}): Promise<GitHub> {
  const set: GitHubQuirks = {
    permission: 'write',
    issues: 'on',
    visibility: 'private',
    actor: JOB,
    assignable: [],
    unassignable: 'dropped',
    dropsLabels: false,
    links: true,
    linkHost: undefined,
    slowMs: 0,
    writers: ['owner-1'],
    hidden: [],
    graphql: 'on',
    ...quirks,
  };
  const issues: StoredIssue[] = [];
  const labels: string[] = [];
  const requests: AskedOfGitHub[] = [];
  const refusals: GitHub['refusals'] = [];
  let url = '';

  function open(issue: Partial<StoredIssue>): StoredIssue {
    const stored: StoredIssue = {
      number: issues.length + 1,
      title: '',
      body: '',
      state: 'open',
      stateReason: null,
      labels: [],
      assignees: [],
      locked: false,
      author: STRANGER,
      pull: false,
      updated: now(),
      editor: undefined,
      comments: [],
      ...issue,
    };
    issues.push(stored);
    return stored;
  }

  function issueOf(number: string | undefined): StoredIssue {
    const issue = issues.find((one) => one.number === Number(number));
    if (!issue) throw new Error(`no issue ${number}`);
    return issue;
  }

  function comment(number: number, author: Person, body: string): void {
    const issue = issueOf(String(number));
    issue.comments.push({ author, body, created: now(), updated: now(), editor: undefined });
    issue.updated = now();
  }

  function listIssues(query: URLSearchParams): Reply {
    const wanted = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
    const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
    const state = query.get('state') ?? 'open';
    const found = issues
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => issue.updated >= since)
      .filter((issue) => wanted.every((label) => hasName(issue.labels, label)));
    if (query.get('direction') !== 'asc') found.reverse();
    return page(found.map(shownIssue), query, `${REPOSITORY}/issues`);
  }

  function page(items: readonly unknown[], query: URLSearchParams, path: string): Reply {
    const size = Math.min(100, Number(query.get('per_page') ?? 30));
    const number = Number(query.get('page') ?? 1);
    const json = items.slice((number - 1) * size, number * size);
    if (!set.links || items.length <= number * size) return { status: 200, json };
    const next = new URLSearchParams(query);
    next.set('page', String(number + 1));
    const link = `<${set.linkHost ?? url}${path}?${next}>; rel="next", <${url}${path}?page=99>; rel="last"`;
    return { status: 200, json, headers: { link } };
  }

  function shownIssue(issue: StoredIssue): object {
    return {
      number: issue.number,
      node_id: `I_${issue.number}`,
      title: issue.title,
      body: issue.body === '' ? null : issue.body,
      state: issue.state,
      state_reason: issue.stateReason,
      locked: issue.locked,
      html_url: `https://github.example${REPOSITORY.slice('/repos'.length)}/issues/${issue.number}`,
      user: { login: issue.author.login, type: issue.author.type },
      author_association: issue.author.association,
      comments: issue.comments.length,
      labels: issue.labels.map((name) => ({ name })),
      assignees: issue.assignees.map((login) => ({ login })),
      ...(issue.pull ? { pull_request: {} } : {}),
    };
  }

  function create(body: Readonly<Record<string, unknown>>): Reply {
    const asked = namesIn(body.assignees);
    const may = asked.filter((login) => hasName(set.assignable, login));
    if (set.unassignable === 'refused' && may.length < asked.length) {
      return refused(422, 'Validation Failed', { errors: [{ field: 'assignees', code: 'invalid' }] });
    }
    const wanted = set.dropsLabels ? [] : namesIn(body.labels);
    for (const label of wanted) if (!hasName(labels, label)) labels.push(label);
    const { title, body: text } = body;
    return {
      status: 201,
      json: shownIssue(
        open({ title: String(title), body: String(text), labels: wanted, assignees: may, author: set.actor }),
      ),
    };
  }

  function change(issue: StoredIssue, body: Readonly<Record<string, unknown>>): Reply {
    if (typeof body.title === 'string') issue.title = body.title;
    if (typeof body.body === 'string') Object.assign(issue, { body: body.body, editor: set.actor });
    if (body.state === 'open' || body.state === 'closed') {
      issue.state = body.state;
      issue.stateReason = typeof body.state_reason === 'string' ? body.state_reason : null;
    }
    issue.updated = now();
    return { status: 200, json: shownIssue(issue) };
  }

  function addComment(issue: StoredIssue, body: Readonly<Record<string, unknown>>): Reply {
    if (issue.locked) return refused(403, 'Unable to create comment because issue is locked.');
    comment(issue.number, set.actor, String(body.body));
    return { status: 201, json: { id: 1 } };
  }

  function makeLabel(name: string): Reply {
    if (hasName(labels, name)) return refused(422, 'Validation Failed', { errors: [{ code: 'already_exists' }] });
    labels.push(name);
    return { status: 201, json: { name } };
  }

  function label(issue: StoredIssue, body: Readonly<Record<string, unknown>>): Reply {
    if (!set.dropsLabels) issue.labels.push(...namesIn(body.labels).filter((name) => !hasName(issue.labels, name)));
    return { status: 200, json: issue.labels.map((name) => ({ name })) };
  }

  function listComments(issue: StoredIssue, query: URLSearchParams): Reply {
    const shown = issue.comments.map(({ author, body, created, updated }, index) => ({
      id: index + 1,
      node_id: `IC_${issue.number}_${index}`,
      html_url: `https://github.example/example/audit/issues/${issue.number}#issuecomment-${index + 1}`,
      body,
      user: { login: author.login, type: author.type },
      author_association: author.association,
      created_at: new Date(created).toISOString().replace('.000', ''),
      updated_at: new Date(updated).toISOString().replace('.000', ''),
    }));
    return page(shown, query, `${REPOSITORY}/issues/${issue.number}/comments`);
  }

  /** GraphQL leaves out the mark of a bot's login, except for the viewer. */
  function graphql({ query, variables }: Readonly<Record<string, unknown>>): Reply {
    if (String(query).includes('viewer'))
      return { status: 200, json: { data: { viewer: { login: set.actor.login } } } };
    const [, number, index] = /^IC?_(\d+)(?:_(\d+))?$/.exec(String((variables as { node: string }).node)) ?? [];
    const issue = issueOf(number);
    const { editor } = index === undefined ? issue : (issue.comments[Number(index)] ?? issue);
    const shown = editor && { __typename: editor.type, login: editor.login.replace('[bot]', '') };
    const node = { lastEditedAt: editor ? new Date(now()).toISOString() : null, editor: shown ?? null };
    return { status: 200, json: { data: { node } } };
  }

  function answer({ method, path, headers, body }: AskedOfGitHub): Reply {
    const { pathname, searchParams: query } = new URL(path, 'http://github.example');
    if (headers.authorization !== `Bearer ${TOKEN}`) return refused(401, 'Bad credentials');
    if (pathname === REPOSITORY) {
      const { visibility } = set;
      return { status: 200, json: { full_name: 'example/audit', private: visibility !== 'public', visibility } };
    }
    const permission = /^\/repos\/example\/audit\/collaborators\/([^/]+)\/permission$/.exec(pathname)?.[1];
    if (permission !== undefined) {
      if (set.hidden.includes(permission)) return refused(404, 'Not Found');
      const role = set.writers.includes(permission) ? 'write' : 'read';
      return { status: 200, json: { permission: role, role_name: role } };
    }
    // Tokens of apps, and so of jobs, have no user (docs: get the authenticated user).
    if (pathname === '/user') {
      const { login, type } = set.actor;
      return type === 'User'
        ? { status: 200, json: { login } }
        : refused(403, 'Resource not accessible by integration');
    }
    if (pathname === '/graphql' && set.graphql === 'on') return graphql(body);
    if (set.permission === 'none' || (set.permission === 'read' && method !== 'GET')) {
      return refused(403, 'Resource not accessible by integration');
    }
    const named = /^\/repos\/example\/audit\/labels\/([^/]+)$/.exec(pathname)?.[1];
    if (named !== undefined) {
      const name = decodeURIComponent(named);
      return hasName(labels, name) ? { status: 200, json: { name } } : refused(404, 'Not Found');
    }
    if (pathname === `${REPOSITORY}/labels` && method === 'POST') return makeLabel(String(body.name));
    if (set.issues === 'off') return refused(410, 'Issues are disabled for this repo');
    if (pathname === `${REPOSITORY}/issues`) return method === 'GET' ? listIssues(query) : create(body);
    const [, number, rest] = /^\/repos\/example\/audit\/issues\/(\d+)(\/comments|\/labels)?$/.exec(pathname) ?? [];
    if (number === undefined) return refused(404, 'Not Found');
    const issue = issueOf(number);
    if (rest === '/comments') return method === 'GET' ? listComments(issue, query) : addComment(issue, body);
    if (rest === '/labels') return label(issue, body);
    return method === 'PATCH' ? change(issue, body) : { status: 200, json: shownIssue(issue) };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = '', url: path = '', headers } = request;
    const asked: AskedOfGitHub = { method, path, headers, body: text === '' ? {} : JSON.parse(text) };
    requests.push(asked);
    if (set.slowMs > 0) await setTimeout(set.slowMs);
    const index = refusals.findIndex((one) => one.method === method && path.includes(one.path));
    const refusal = index < 0 ? undefined : refusals.splice(index, 1)[0]?.refusal;
    if (refusal?.drop === 'after') answer(asked);
    if (refusal?.drop !== undefined) {
      request.socket.destroy();
      return;
    }
    const reply = refusal ? { ...refused(refusal.status, refusal.message ?? ''), ...refusal } : answer(asked);
    const json = JSON.stringify(reply.json);
    const length = Buffer.byteLength(json);
    response
      .writeHead(reply.status, { 'content-type': 'application/json', 'content-length': length, ...reply.headers })
      .end(json);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    quirks: set,
    issues,
    labels,
    requests,
    refusals,
    open,
    comment,
    close(number) {
      const issue = issueOf(String(number));
      issue.state = 'closed';
      issue.stateReason = 'completed';
      issue.updated = now();
    },
    edit(editor, number, body, index) {
      const issue = issueOf(String(number));
      const target = index === undefined ? issue : issue.comments[index];
      Object.assign(target ?? {}, { body, editor, updated: now() });
      issue.updated = now();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function refused(status: number, message: string, more: object = {}): Reply {
  return { status, json: { message, documentation_url: 'https://docs.github.com/rest', ...more } };
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function hasName(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}
