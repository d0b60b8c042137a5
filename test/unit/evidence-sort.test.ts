import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSorter, type SortLimits } from '../../src/evidence/sort.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-sort-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function sort(chunks: readonly (readonly string[])[], limits: SortLimits): Promise<string[]> {
  const sorter = openSorter(join(folder, 'runs'), limits);
  for (const lines of chunks) await sorter.add(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  let text = '';
  for await (const chunk of sorter.sorted()) text += chunk.toString('utf8');
  return text === '' ? [] : text.slice(0, -1).split('\n');
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const line = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ').toWellFormed());

describe('a sorter', () => {
  it('gives back every line, in the order of its bytes, whatever spills to disk', async () => {
    const limits = fc.record({
      lines: fc.integer({ min: 1, max: 5 }),
      bytes: fc.integer({ min: 1, max: 60 }),
      fanIn: fc.integer({ min: 2, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { maxLength: 12 }), { maxLength: 5 }), limits, async (chunks, limit) => {
        expect(await sort(chunks, limit)).toEqual(chunks.flat().sort(byBytes));
        expect(existsSync(join(folder, 'runs'))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('takes lines that are longer than its memory, its read blocks and its chunks', async () => {
    const long = (letter: string, length: number) => letter.repeat(length);
    const lines = [long('c', 700_000), long('b', 65_536), 'b', long('é', 300_000), long('a', 65_535), ''];
    const sorted = await sort([lines], { lines: 2, bytes: 1000, fanIn: 2 });
    expect(sorted.map((text) => text.length)).toEqual([0, 65_535, 1, 65_536, 700_000, 300_000]);
    expect(sorted).toEqual([...lines].sort(byBytes));
  });

  it('merges in several passes when there are more run files than it may open', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => String((index * 7919) % 200).padStart(3, '0'));
    expect(await sort([lines], { lines: 3, bytes: 1000, fanIn: 4 })).toEqual([...lines].sort());
  });
});
