import type { ElasticNode } from './node.ts';

export interface Answer {
  readonly status: number;
  /** The body, parsed; each test knows what it asked for. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One JSON request to a node, as its superuser or with an encoded API key. Any status is an answer. */
export async function request(
  node: Pick<ElasticNode, 'url'> & (Pick<ElasticNode, 'username' | 'password'> | { readonly key: string }),
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const authorization =
    'key' in node
      ? `ApiKey ${node.key}`
      : `Basic ${Buffer.from(`${node.username}:${node.password}`).toString('base64')}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${node.url}/${path}`, {
    method,
    headers: { authorization, 'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json' },
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, body: answer === '' ? {} : (JSON.parse(answer) as Answer['body']) };
}

/** The same where only success is an answer. @throws Error with the status and the beginning of the body. */
export async function ask(
  node: Parameters<typeof request>[0],
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer['body']> {
  const answer = await request(node, method, path, body);
  if (answer.status < 300) return answer.body;
  throw new Error(`${method} ${path}: HTTP ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`);
}
