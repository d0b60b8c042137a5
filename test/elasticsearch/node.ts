import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How to reach a node as its superuser. */
export interface ElasticNode {
  /** Without a slash at its end. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

interface NodeOptions {
  /** 9.5 (default) or 8.19. */
  readonly version?: '9' | '8';
  /** Settings of the node, each as `name=value`. */
  readonly settings?: readonly string[];
  /** Options of the Java virtual machine. */
  readonly javaOptions?: string;
  /** Java heap, 512m by default. */
  readonly heap?: string;
}

/** What `start` exits with if the machine lacks what the node needs. */
const MISSING = 3;
const STOP_MS = 15_000;

/**
 * Starts a real Elasticsearch node on a free port of 127.0.0.1, with security on and an empty data folder. It ends with
 * this process, however that ends. The first start of a version downloads 90 MB.
 * @returns the node, once requests to it succeed, or `missing`: one sentence that says what this machine lacks.
 * @throws Error with what the node wrote if it can't start.
 */
export async function startNode(
  options: NodeOptions = {},
): Promise<(ElasticNode & { stop(): Promise<void> }) | { missing: string }> {
  const data = await mkdtemp(join(tmpdir(), 'elasticsearch-'));
  const node = { username: 'elastic', password: 'changeme' };
  const child = spawn(
    fileURLToPath(new URL('start', import.meta.url)),
    [
      ...['--data', data, '--port', '0', '--password', node.password, '--stop-with-stdin'],
      ...['--es', options.version ?? '9', '--heap', options.heap ?? '512m'],
      ...(options.settings ?? []).flatMap((setting) => ['-E', setting]),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ES_JAVA_OPTS: options.javaOptions ?? '' } },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    await end(child, ended);
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  };

  const started = await listening(child);
  if ('url' in started) return { ...node, url: started.url, stop };
  await stop();
  if (started.code === MISSING) return { missing: started.said.trim().split('\n').at(-1) ?? '' };
  throw new Error(`Elasticsearch ended with ${started.code} before it listened:\n${started.said.slice(-4000)}`);
}

/** The URL that the node prints when it is ready; or how it ended, and what it wrote, if it ended first. */
function listening(child: ChildProcess): Promise<{ url: string } | { code: number | null; said: string }> {
  return new Promise((resolve) => {
    let out = '';
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const url = /^listening (\S+)$/m.exec(out)?.[1];
      if (url !== undefined) resolve({ url });
    });
    // Read also later, since a full pipe would stop the node.
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
    child.once('error', (error) => resolve({ code: null, said: error.message }));
    child.once('close', (code) => resolve({ code, said: out + said }));
  });
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
