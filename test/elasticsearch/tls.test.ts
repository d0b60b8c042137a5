import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deliver, freshNamespace, hasNode, sharedNode, someDocuments } from './delivery.ts';
import { createKey } from './key.ts';

const hasOpenssl = succeeds(() => execFileSync('openssl', ['version'], { stdio: 'ignore' }));

/** A TLS end before the shared node, with a certificate for 127.0.0.1 that only its own authority vouches for. */
async function startTls(): Promise<{ url: string; ca: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const fresh = ['req', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout'];
  openssl(...fresh, 'ca.key', '-x509', '-subj', '/CN=Test authority', '-out', 'ca.crt');
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=CA:FALSE'];
  openssl(
    ...fresh,
    'node.key',
    '-subj',
    '/CN=node',
    ...names,
    '-x509',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-out',
    'node.crt',
  );
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  const { hostname, port } = new URL(sharedNode().url);
  const server = createServer({ key: read('node.key'), cert: read('node.crt') }, (socket) => {
    const inner = connect(Number(port), hostname);
    socket.on('error', () => inner.destroy());
    inner.on('error', () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: read('ca.crt') };
}

describe.skipIf(!hasNode || !hasOpenssl)('createAll over TLS', () => {
  it('trusts the authority that elastic-ca gives', async () => {
    const namespace = freshNamespace();
    const key = await createKey(sharedNode(), namespace);
    const { url, ca } = await startTls();
    const { outcome } = await deliver(someDocuments(20), url, namespace, { key, ca });
    expect(outcome).toMatchObject({ created: 20, complete: true, error: undefined });
  });

  it('trusts nobody else, says so, and does not try again', async () => {
    const namespace = freshNamespace();
    const key = await createKey(sharedNode(), namespace);
    const { url } = await startTls();
    const { outcome } = await deliver(someDocuments(20), url, namespace, { key });
    expect(outcome).toMatchObject({ created: 0, complete: false, requests: 1, error: { code: 'tls' } });
    expect(outcome.error?.message).toContain('elastic-ca');
  });
});

function succeeds(deed: () => unknown): boolean {
  try {
    deed();
    return true;
  } catch {
    return false;
  }
}
