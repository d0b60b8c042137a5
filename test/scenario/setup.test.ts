import { describe, expect, inject, it } from 'vitest';
import { countStored } from '../elasticsearch/delivery.ts';
import { createWorld, hasElasticsearch } from './world.ts';

/** The inputs of a set-up, by the user that a new cluster has; the node has been set up by the tests already. */
function setupInputs(): Readonly<Record<string, string>> {
  const node = inject('elasticsearch');
  if (!node) throw new Error('This test needs Elasticsearch');
  return {
    command: 'setup',
    'elastic-url': node.url,
    'elastic-api-key': '',
    'elastic-username': node.username,
    'elastic-password': node.password,
    'mimecast-client-id': '',
    'mimecast-client-secret': '',
  };
}

describe.runIf(hasElasticsearch)('command setup', () => {
  it('finds everything as it should be, says so, and asks Mimecast nothing', async () => {
    const world = await createWorld({ elastic: true });
    const run = await world.run(setupInputs());
    expect(run.code, run.shown).toBe(0);
    expect(run.shown).toContain('index template logs-mimecast.audit: unchanged');
    expect(run.shown).not.toMatch(/: (created|updated|refused)/);
    expect(run.summary).toContain('Set-up in Elasticsearch');
    expect(run.outputs).toMatchObject({ 'api-key': '' });
    expect(world.mimecast.requests).toEqual([]);
    expect(world.results?.artifacts).toEqual([]);
  });

  it('makes the key of the daily run: masked, in the output alone, and enough for a run', async () => {
    const world = await createWorld({ elastic: true });
    const run = await world.run({ ...setupInputs(), 'create-key': 'true' });
    expect(run.code, run.shown).toBe(0);
    const key = run.outputs['api-key'] ?? '';
    const secret = Buffer.from(key, 'base64').toString().split(':')[1] ?? '';
    expect(secret.length).toBeGreaterThan(10);
    expect(run.masks).toEqual(expect.arrayContaining([key, secret]));
    // What the runner shows has no piece of it, and the log has it nowhere but in the command that masks it.
    for (const piece of [key, secret]) {
      expect(run.shown).not.toContain(piece);
      expect(run.summary).not.toContain(piece);
      const said = run.log.split('\n').filter((line) => line.includes(piece));
      expect(said.every((line) => line.startsWith('::add-mask::'))).toBe(true);
    }
    const daily = await world.run({ 'elastic-api-key': key });
    expect(daily.outputs).toMatchObject({ indexed: '260', complete: 'true' });
  });

  it('prints requests and sends none with dry-run', async () => {
    const world = await createWorld({ elastic: true });
    const run = await world.run({
      ...setupInputs(),
      'dry-run': 'true',
      'event-retention': '777d',
      'create-key': 'true',
    });
    expect(run.code, run.shown).toBe(0);
    expect(run.shown).toContain('PUT /_component_template/mimecast-audit@settings');
    expect(run.shown).toContain('"data_retention":"777d"');
    expect(run.outputs['api-key']).toBe('');
    const again = await world.run({ ...setupInputs() });
    expect(again.shown).toContain('component template mimecast-audit@settings: unchanged');
  });

  it('fails with one sentence where Elasticsearch can not be reached or the password is wrong', async () => {
    const world = await createWorld({ elastic: true });
    const wrong = await world.run({ ...setupInputs(), 'elastic-password': 'canary-wrong' });
    expect(wrong.code).toBe(1);
    expect(wrong.annotations.filter(({ kind }) => kind === 'error')).toHaveLength(1);
    expect(wrong.shown).toContain('HTTP 401');
    expect(wrong.shown).not.toContain('canary-wrong');
    const node = inject('elasticsearch');
    if (node)
      expect(await countStored(node, world.stream.replace('logs-mimecast.audit-', '')).catch(() => 'none')).toBe(
        'none',
      );
  });
});
