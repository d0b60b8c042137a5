import { describe, expect, it, onTestFinished } from 'vitest';
import { createElastic } from '../../src/elastic/client.ts';
import { missingPrivileges } from '../../src/elastic/privileges.ts';
import { ElasticError } from '../../src/errors.ts';
import { asking } from './asking.ts';
import { hasNode, sharedNode } from './delivery.ts';

describe.skipIf(!hasNode)('missingPrivileges on the real node', () => {
  it("the users' key lacks none", async () => {
    const { client, namespace, signal } = await asking();
    expect(await missingPrivileges(client, { namespace, signal })).toEqual({ read: true, missing: [] });
  });

  it('names what a key lacks', async () => {
    const { client, namespace, signal } = await asking({ privileges: ['create_doc', 'auto_configure'] });
    expect(await missingPrivileges(client, { namespace, signal })).toEqual({
      read: false,
      missing: ['read', 'view_index_metadata'],
    });
  });

  it('a key of another namespace lacks all', async () => {
    const { client, signal } = await asking();
    const { missing, read } = await missingPrivileges(client, { namespace: 'other', signal });
    expect(missing).toEqual(['create_doc', 'auto_configure', 'read', 'view_index_metadata']);
    expect(read).toBe(false);
  });

  it('a superuser lacks none; a wrong password is told', async () => {
    const { url, username, password } = sharedNode();
    const signal = new AbortController().signal;
    const of = async (word: string) => {
      const auth = { kind: 'basic' as const, username, password: word };
      const client = await createElastic(
        { url, auth, ca: undefined, namespace: 'x' },
        { proxyFor: () => undefined, timeoutMs: 20_000 },
      );
      onTestFinished(() => client.close());
      return missingPrivileges(client, { namespace: 'x', signal });
    };
    expect(await of(password)).toEqual({ read: true, missing: [] });
    await expect(of('canary-wrong')).rejects.toMatchObject({ name: 'ElasticError', status: 401 });
  });

  it.each([400, 404, 405])('HTTP %d is a server without security, which lacks none', async (status) => {
    const { client, namespace, signal } = await asking();
    const open = { ...client, ask: () => Promise.reject(new ElasticError('no handler found', { status })) };
    expect(await missingPrivileges(open, { namespace, signal })).toEqual({ read: true, missing: [] });
  });
});
