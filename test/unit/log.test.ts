import { EOL } from 'node:os';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog, harmless, visible } from '../../src/runner/log.ts';
import commands from '../fixtures/cases/b19-commands.json' with { type: 'json' };
import masks from '../fixtures/cases/b20-summary-and-masks.json' with { type: 'json' };

/** What a run writes to standard output, commands of @actions/core and lines in their order. */
let output = '';
const lines = () => output.split(EOL).slice(0, -1);

beforeEach(() => {
  output = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The runner's two syntaxes: `::name::` at the start after trimming, `##[name]` anywhere. */
function isCommand(line: string): boolean {
  return line.trim().startsWith('::') || line.includes('##[');
}

describe('harmless', () => {
  it('leaves ordinary text alone', () => {
    expect(harmless('  3 pages, 192.0.2.18, 2001:db8::1, Zoë 日本 😀')).toBe(
      '  3 pages, 192.0.2.18, 2001:db8::1, Zoë 日本 😀',
    );
  });

  it.each([
    ['a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['a\u0085b\u2028c\u2029d', 'a\\u0085b\\u2028c\\u2029d'],
    ['\u001b[31mred\u0000\u007f', '\\u001B[31mred\\u0000\\u007F'],
    ['\u202Egpj.exe\u2066\u200F', '\\u202Egpj.exe\\u2066\\u200F'],
    ['\u{E0041}\u200B\uFEFF', '\\u{E0041}\\u200B\\uFEFF'],
    ['\uD800x', '\\uD800x'],
    ['::error::x', '\\::error::x'],
    ['\u3000 ::stop-commands::x', '\u3000 \\::stop-commands::x'],
    ['x ##[error]y ###[z]', 'x ##\\[error]y ###\\[z]'],
  ])('makes %j visible or breaks it', (text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  it('cuts with an ellipsis and never inside a character', () => {
    expect(harmless('x'.repeat(1000))).toHaveLength(1000);
    expect(harmless('x'.repeat(1001))).toBe(`${'x'.repeat(999)}…`);
    expect(harmless('ab😀cd', 4)).toBe('ab…');
  });

  it('holds no command, no line break and no half character, whatever it is given', () => {
    const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    const any = fc.oneof(
      units,
      fc.string({ unit: fc.constantFrom(...':#[]a \n\r\u0085\u00A0\u202E\uD800\uDC00\uFEFF') }),
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const line = harmless(text, limit);
        expect(line.length).toBeLessThanOrEqual(limit);
        expect(line).not.toMatch(unseen);
        expect(line.isWellFormed()).toBe(true);
        expect(isCommand(line)).toBe(false);
        expect(visible(line)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the log', () => {
  it('runs no command from a text (B19)', async () => {
    const log = createLog(undefined, { debug: true, masks: true });
    const texts = commands.events.flatMap(({ event }) => [
      event.eventInfo,
      event.eventInfo.slice(event.eventInfo.indexOf('\n') + 1),
    ]);
    for (const text of texts) {
      log.info(text);
      log.warn(text);
      log.debug(text);
      await log.group(text, async () => log.info(text));
    }
    log.annotateError(texts.join(' '));
    const ours = /^::(group|endgroup|error)::/;
    expect(lines().filter((line) => isCommand(line) && !ours.test(line))).toEqual([]);
    expect(lines()).toHaveLength(texts.length * 6 + 1);
  });

  it('writes to what it is given', () => {
    const written: string[] = [];
    const log = createLog((line) => written.push(line), { debug: false, masks: true });
    log.info('a\nb');
    log.debug('not shown');
    log.warn('c');
    expect(written).toEqual(['a\\nb', 'Warning: c']);
  });

  it('collects each warning once', () => {
    const log = createLog(() => {}, { debug: false, masks: true });
    log.warn('a');
    log.warn('b');
    log.warn('a');
    for (let number = 0; number < 200; number += 1) log.warn(`c${number}`);
    expect(log.warnings.slice(0, 3)).toEqual(['a', 'b', 'c0']);
    expect(log.warnings).toHaveLength(100);
  });

  it('folds groups, and makes a group inside a group a plain line', async () => {
    const log = createLog(undefined, { debug: false, masks: true });
    const value = await log.group('outer', () =>
      log.group('inner', async () => {
        log.info('line');
        return 'value';
      }),
    );
    await expect(log.group('next', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    await log.group('last', async () => {});
    expect(value).toBe('value');
    expect(lines()).toEqual([
      '::group::outer',
      'inner',
      'line',
      '::endgroup::',
      '::group::next',
      '::endgroup::',
      '::group::last',
      '::endgroup::',
    ]);
  });

  it('annotates once for each kind, in one line that the runner does not cut', () => {
    const log = createLog(undefined, { debug: false, masks: true });
    log.annotateError(`100 %\n${'x'.repeat(5000)}`);
    log.annotateError('second');
    log.annotateWarning('third');
    log.annotateWarning('fourth');
    const [first, ...rest] = lines();
    expect(first).toMatch(/^::error::100 %25\\nx+…$/);
    expect(first?.length).toBe('::error::'.length + 4000 + 2);
    expect(rest).toEqual(['Error: second', '::warning::third', 'Warning: fourth']);
  });

  it('masks each line of a secret, and nothing that would blank the log (B20)', () => {
    const log = createLog(undefined, { debug: false, masks: true });
    const { mask } = log;
    mask('');
    for (const { value } of masks.secrets) mask(value);
    mask(' spaced \r\n');
    expect(lines()).toEqual([
      '::add-mask::"id": "x",',
      '::add-mask::"password": "foobar-made-up"',
      '::add-mask::line-one-made-up',
      '::add-mask::line-two-made-up',
      '::add-mask::spaced',
    ]);
  });
});
