import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEvent, keyOf } from '../../src/event.ts';
import type { ManifestHeader } from '../../src/evidence/manifest.ts';
import { openSpool, type Spool } from '../../src/evidence/spool.ts';
import type { Page } from '../../src/page.ts';
import { contains, type Span } from '../../src/span.ts';
import { parseEvent } from '../event.ts';

const run = promisify(execFile);
const DAY: Span = { from: Date.UTC(2026, 10, 24) / 1000, to: Date.UTC(2026, 10, 25) / 1000 };
const NEXT: Span = { from: DAY.to, to: DAY.to + 86_400 };
const HEADER: ManifestHeader = {
  tool: { name: 'mimecast-audit-collector', version: '0.0.0' },
  tenant: 'default',
  run: undefined,
  categories: ['mimecast_access_logs'],
  queryHash: undefined,
  started: '2026-11-25T00:10:00.000Z',
  closed: '2026-11-25T00:11:00.000Z',
  spans: [
    { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z', complete: true, reason: undefined, requests: 2 },
    { from: '2026-11-25T00:00:00Z', to: '2026-11-26T00:00:00Z', complete: true, reason: undefined, requests: 1 },
  ],
};
const SMALL = { lines: 3, bytes: 400, fanIn: 2 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

function page(events: readonly unknown[], span = DAY, indent?: number): Page {
  const bytes = Buffer.from(JSON.stringify({ meta: { status: 200 }, data: events, fail: [] }, undefined, indent));
  return { span, bytes, events: JSON.parse(bytes.toString()).data, received: Date.UTC(2026, 10, 25, 0, 10, 1, 5) };
}

function event(id: string | undefined, eventTime: string | undefined, extra: object = {}): object {
  return { id, eventTime, auditType: 'Mimecast Support Login', ...extra };
}

async function linesOf(root: string): Promise<string[]> {
  return (await readFile(join(root, 'events.ndjson'), 'utf8')).split('\n').slice(0, -1);
}

async function collect(events: AsyncIterable<AuditEvent>): Promise<AuditEvent[]> {
  const all: AuditEvent[] = [];
  for await (const one of events) all.push(one);
  return all;
}

describe('a spool', () => {
  it('gives each line a key of its own, also versions of one id that lie far apart (case D15)', async () => {
    const spool = await openSpool(join(folder, 'evidence'), SMALL);
    const many = Array.from({ length: 40 }, (_, index) => event(`id-${index}`, `2026-11-24T02:00:${10 + index}+0000`));
    const versions = [
      event('same', '2026-11-24T01:00:00+0000'),
      event('same', '2026-11-24T03:00:00+0000', { user: 'x' }),
      event('same', undefined),
    ];
    const halves = ['x\ud800', 'x\ud801', 'x\ufffd', '\ufffed800'].map((id) => event(id, '2026-11-24T04:00:00+0000'));
    const noText = ['5', 5, [5], true].map((id) => ({ ...event('', '2026-11-24T05:00:00+0000'), id }));
    await spool.keep(page([...many, ...versions, ...halves, ...noText, ...versions]));
    const { manifest, events } = await spool.close(HEADER);
    expect(manifest.events).toMatchObject({ count: 51, duplicates: 3, conflicting: 3 });
    const read = await collect(events());
    expect(new Set(read.map(({ key }) => key)).size).toBe(51);
    const own = read.filter((one) => one.key !== keyOf(one, 'default'));
    expect(own.map(({ id }) => id)).toEqual(['same', 'same', 'same']);
  });

  it('keeps the exact bytes of every page and lists them in the manifest', async () => {
    const root = join(folder, 'deep', 'evidence');
    const spool = await openSpool(root);
    const pages = [
      page([event('a', '2026-11-24T01:00:00+0000')], DAY, 3),
      page([], NEXT),
      page([], { from: 0, to: 1 }),
    ];
    for (const one of pages) await spool.keep(one);
    const evidence = await spool.close(HEADER);

    expect(await readdir(join(root, 'pages'))).toEqual(['0001.json', '0002.json', '0003.json']);
    expect(await readFile(join(root, 'pages', '0001.json'))).toEqual(pages[0]?.bytes);
    expect(evidence.manifest.pages).toEqual(
      pages.map(({ bytes, events }, index) => ({
        file: `pages/000${index + 1}.json`,
        span: [0, 1, null][index],
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
        events: events.length,
        received: '2026-11-25T00:10:01.005Z',
      })),
    );
    const names = [
      'manifest.json',
      'SHA256SUMS',
      'events.ndjson',
      'pages/0001.json',
      'pages/0002.json',
      'pages/0003.json',
    ];
    expect(evidence.files).toEqual(names.map((name) => join(root, name)));
    expect((await readdir(root)).sort()).toEqual(['SHA256SUMS', 'events.ndjson', 'manifest.json', 'pages']);
  });

  it('writes a manifest with keys in one order, null for what is not known, and its own hash', async () => {
    const spool = await openSpool(join(folder, 'evidence'));
    await spool.keep(page([event('a', '2026-11-24T01:00:00+0000')]));
    const evidence = await spool.close({ ...HEADER, closed: HEADER.closed, tenant: 'Größe' });
    const text = await readFile(join(evidence.folder, 'manifest.json'), 'utf8');
    const written = JSON.parse(text);

    expect(evidence.manifestHash).toBe(createHash('sha256').update(text).digest('hex'));
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(written).join(' ')).toBe(
      'format tool tenant run categories queryHash started closed complete spans events pages reports root previous',
    );
    expect(written).toMatchObject({
      format: 1,
      tenant: 'Größe',
      run: null,
      queryHash: null,
      root: null,
      previous: null,
    });
    expect(written.spans[0]).toEqual({ ...HEADER.spans[0], reason: null });
    expect(written.complete).toBe(true);
  });

  it.each([
    [
      'one span is not',
      [{ ...(HEADER.spans[0] as ManifestHeader['spans'][0]), complete: false, reason: 'page 2 was cut' }],
    ],
    ['none was asked for', []],
  ])('is not complete when %s', async (_why, spans) => {
    const evidence = await (await openSpool(join(folder, 'evidence'))).close({ ...HEADER, spans });
    expect(evidence.manifest.complete).toBe(false);
    expect(evidence.manifest.events).toMatchObject({ count: 0, bytes: 0 });
    expect(await collect(evidence.events())).toEqual([]);
  });

  it('orders events by time, id and content, the undated last, and drops exact duplicates', async () => {
    const spool = await openSpool(join(folder, 'evidence'), SMALL);
    const late = event('b', '2026-11-24T23:00:00+0000');
    const tab = event('a\tz', '2026-11-24T01:00:00+0000');
    const altered = [event('x', '2026-11-24T02:00:00Z', { eventInfo: 'one' }), event('x', '2026-11-24T22:00:00Z')];
    const events = [late, event('z', 'yesterday'), event(undefined, undefined), ...altered, tab];
    await spool.keep(
      page([...events, event('a', '2026-11-24T02:00:00+0100'), event('ab', '2026-11-24T01:00:00Z'), late]),
    );
    await spool.keep(
      page([late, event('old', '1969-12-31T23:59:59Z'), event('a\n', '2026-11-24T01:00:00+0000')], NEXT),
    );
    const { manifest, folder: root } = await spool.close(HEADER);

    const ids = (await linesOf(root)).map((line) => JSON.parse(line).id);
    expect(ids).toEqual(['old', 'a', 'a\tz', 'a\n', 'ab', 'x', 'x', 'b', undefined, 'z']);
    expect(manifest.events).toMatchObject({
      count: 10,
      in_span: 6,
      outside: 2,
      undated: 2,
      duplicates: 2,
      conflicting: 2,
    });
  });

  it('counts a duplicate as in the span if any of its pages was asked for that span', async () => {
    for (const spans of [
      [DAY, NEXT],
      [NEXT, DAY],
    ]) {
      const spool = await openSpool(join(folder, `evidence-${spans[0]?.from}`));
      for (const span of spans) await spool.keep(page([event('a', '2026-11-24T23:59:59+0000')], span));
      const { manifest } = await spool.close(HEADER);
      expect(manifest.events).toMatchObject({ count: 1, in_span: 1, outside: 0, duplicates: 1, conflicting: 0 });
    }
  });

  it('agrees with a plain model for any events on any pages', async () => {
    const time = fc.constantFrom(
      '2026-11-24T01:00:00+0000',
      '2026-11-24T9:00:00Z',
      '2026-11-25T01:00:00Z',
      'x',
      undefined,
    );
    const id = fc.constantFrom('a', 'b', 'b\t', 'ä', '\u{1f600}', '\uffff', '', undefined);
    const any = fc.oneof(
      { weight: 9, arbitrary: fc.record({ id, eventTime: time, n: fc.nat(2) }) },
      { weight: 1, arbitrary: fc.constantFrom(null, 1, 12, 'text', [], { deep: [{ '\n': '\t' }] }) },
    );
    const pages = fc.array(fc.record({ span: fc.constantFrom(DAY, NEXT), events: fc.array(any, { maxLength: 9 }) }));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(pages, async (list) => {
        number += 1;
        const spool = await openSpool(join(folder, String(number)), SMALL);
        for (const { span, events } of list) await spool.keep(page(events, span));
        const evidence = await spool.close(HEADER);

        const all = list.flatMap(({ span, events }) =>
          page(events).events.map((raw) => ({ event: parseEvent(raw), span })),
        );
        const unique = new Map(all.map(({ event }) => [event.canonical, event]));
        const inSpan = [...unique.values()].filter(({ canonical }) =>
          all.some(
            ({ event, span }) =>
              event.canonical === canonical && event.time !== undefined && contains(span, event.time),
          ),
        ).length;
        const withId = [...unique.values()].filter((event) => event.id !== undefined);
        const undated = [...unique.values()].filter((event) => event.time === undefined).length;
        const read = await collect(evidence.events());
        expect(read.map((event) => event.canonical).sort()).toEqual([...unique.keys()].sort());
        for (const [index, event] of read.entries()) {
          const before = read[index - 1];
          if (before) expect(inOrder(before, event)).toBe(true);
        }
        expect(evidence.manifest.events).toMatchObject({
          count: unique.size,
          in_span: inSpan,
          outside: unique.size - inSpan - undated,
          undated,
          duplicates: all.length - unique.size,
          conflicting: withId.filter(({ id }) => withId.filter((other) => other.id === id).length > 1).length,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('keeps pages that arrive side by side one after another', async () => {
    const spool = await openSpool(join(folder, 'evidence'), SMALL);
    const pages = Array.from({ length: 30 }, (_, index) =>
      page([event(`id ${index}`, '2026-11-24T01:00:00Z'), event(`id ${index}`, '2026-11-24T02:00:00Z')]),
    );
    await Promise.all(pages.map((one) => spool.keep(one)));
    const { manifest, folder: root } = await spool.close(HEADER);
    expect(manifest.events).toMatchObject({ count: 60, conflicting: 60, duplicates: 0 });
    expect(await readFile(join(root, 'pages', '0030.json'))).toEqual(pages[29]?.bytes);
  });

  it('lets a reader of the events stop early and start again', async () => {
    const spool = await openSpool(join(folder, 'evidence'));
    const many = Array.from({ length: 3000 }, (_, index) =>
      event(`id ${index}`, '2026-11-24T01:00:00Z', { é: 'ü'.repeat(40) }),
    );
    await spool.keep(page(many));
    const evidence = await spool.close(HEADER);
    for await (const one of evidence.events()) {
      expect(one.id).toBe('id 0');
      break;
    }
    const all = await collect(evidence.events());
    expect(all).toHaveLength(3000);
    expect(all[2999]?.raw).toEqual({ ...many[999], id: 'id 999' });
  });

  it('has no manifest until it is closed, and refuses a folder that another run has used', async () => {
    const root = join(folder, 'evidence');
    const spool = await openSpool(root, SMALL);
    await spool.keep(page(Array.from({ length: 10 }, (_, index) => event(`${index}`, '2026-11-24T01:00:00Z'))));
    expect(await readdir(root)).not.toContain('manifest.json');
    await expect(openSpool(root)).rejects.toThrow(
      `The evidence folder ${root} holds a spool that was never closed: move it`,
    );
    await spool.close(HEADER);
    await expect(openSpool(root)).rejects.toThrow(
      `The evidence folder ${root} holds the evidence of another run: move it`,
    );
    await writeFile(join(folder, 'notes.txt'), '');
    await expect(openSpool(folder)).rejects.toThrow(`The evidence folder ${folder} is not empty: move it`);
    await expect(spool.keep(page([]))).rejects.toThrow('is closed already');
    await expect(spool.close(HEADER)).rejects.toThrow('is closed already');
  });

  it('says in one sentence that the disk fails, and can still be closed', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openSpool(join(folder, 'file', 'x'))).rejects.toThrow(
      /^Evidence can't be kept in .*: ENOTDIR.*; choose/,
    );
    const spool: Spool = await openSpool(join(folder, 'evidence'));
    await mkdir(join(folder, 'evidence', 'pages', '0001.json'));
    await expect(spool.keep(page([event('a', '2026-11-24T01:00:00Z')]))).rejects.toThrow(
      /^Evidence can't be kept in .*; choose/,
    );
    const { manifest } = await spool.close(HEADER);
    expect(manifest.pages).toEqual([]);
  });

  it('keeps events that JSON allows and RFC 8785 does not', async () => {
    const spool = await openSpool(join(folder, 'evidence'), SMALL);
    const bytes = Buffer.from('{"data":[{"id":"half \\ud83d","n":1e400},{"id":"half \\ud83e"},{"id":"half \\ufffd"}]}');
    await spool.keep({ ...page([]), bytes, events: JSON.parse(bytes.toString()).data });
    const evidence = await spool.close(HEADER);
    expect(evidence.manifest.events).toMatchObject({ count: 3, undated: 3, conflicting: 0 });
    const ids = (await collect(evidence.events())).map((event) => event.id);
    expect(ids.sort()).toEqual(['half \ud83d', 'half \ud83e', 'half \ufffd']);
  });

  it('is checked offline with the commands of docs/evidence.md', async () => {
    const root = join(folder, 'evidence');
    const spool = await openSpool(root, SMALL);
    const events = Array.from({ length: 12 }, (_, index) => event(`id ${index}`, `2026-11-24T0${index % 9}:00:00Z`));
    await spool.keep(page(events));
    await spool.keep(page([...events.slice(0, 3), event('id 1', '2026-11-24T10:00:00Z'), event('n', undefined)]));
    await spool.close(HEADER);
    const text = await readFile(new URL('../../docs/evidence.md', import.meta.url), 'utf8');
    const commands = [...text.matchAll(/^```sh\n(.*?)\n```$/gms)].map((match) => match[1] ?? '');
    expect(commands.length).toBeGreaterThanOrEqual(2);
    for (const command of commands) {
      if (command.includes('jq') && spawnSync('jq', ['--version']).error) continue;
      await expect(run('sh', ['-ec', command], { cwd: root })).resolves.toMatchObject({ stderr: '' });
    }
    const [sums, counts] = commands;
    const file = join(root, 'pages', '0002.json');
    await chmod(file, 0o600);
    await writeFile(file, '{}');
    await expect(run('sh', ['-ec', sums ?? ''], { cwd: root })).rejects.toMatchObject({
      stdout: expect.stringContaining('pages/0002.json'),
    });
    if (spawnSync('jq', ['--version']).error) return;
    await writeFile(join(root, 'events.ndjson'), `${(await linesOf(root)).slice(1).join('\n')}\n`);
    await expect(run('sh', ['-ec', counts ?? ''], { cwd: root })).rejects.toThrow();
  });
});

/** The order of events.ndjson, written down plainly. */
function inOrder(a: AuditEvent, b: AuditEvent): boolean {
  const [timeA, timeB] = [a.time ?? Number.POSITIVE_INFINITY, b.time ?? Number.POSITIVE_INFINITY];
  if (timeA !== timeB) return timeA < timeB;
  const byId = Buffer.compare(Buffer.from(a.id ?? ''), Buffer.from(b.id ?? ''));
  return byId !== 0 ? byId < 0 : Buffer.compare(Buffer.from(a.canonical), Buffer.from(b.canonical)) < 0;
}
