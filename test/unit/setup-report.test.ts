import { describe, expect, it } from 'vitest';
import type { SetupReport } from '../../src/change.ts';
import { renderSetup, setupSentence } from '../../src/report/setup.ts';

function reportOf(more: Partial<SetupReport> = {}): SetupReport {
  return {
    ...{ host: 'es.example.com:9243', namespace: 'default', dryRun: false, remove: false },
    ...{ changes: [], warnings: [], failures: [], keyRequest: { name: 'n' }, key: undefined },
    ...more,
  };
}

const change = (action: SetupReport['changes'][number]['action'], note?: string) => ({
  name: `index template ${action}`,
  action,
  note,
});

describe('a set-up in one sentence', () => {
  it.each([
    [reportOf(), 'Set-up: nothing to do.'],
    [
      reportOf({ changes: [change('created'), change('unchanged'), change('created')] }),
      'Set-up: 2 created, 1 unchanged.',
    ],
    [
      reportOf({ changes: [change('created')], dryRun: true }),
      'Dry run, nothing was sent. The set-up would be: 1 created.',
    ],
    [reportOf({ failures: ['It failed.'] }), 'Set-up: nothing to do. It did not come to its end: It failed.'],
  ])('%#', (report, sentence) => expect(setupSentence(report)).toBe(sentence));
});

describe('a set-up as Markdown', () => {
  it('lists every change with its note, warnings and failures', () => {
    const text = renderSetup(
      reportOf({ changes: [change('skipped', 'Why not.')], warnings: ['A warning.'], failures: ['A failure.'] }),
    );
    expect(text).toMatch(/^## ❌ Set-up in Elasticsearch\n/);
    expect(text).toContain('| <code>index template skipped</code> | skipped | Why not. |');
    expect(text).toContain('- A warning.');
    expect(text).toContain('- A failure.');
    expect(renderSetup(reportOf())).toContain('✅');
    expect(renderSetup(reportOf({ remove: true, keyRequest: undefined }))).not.toContain('api_key');
  });

  it('never holds the key that was made, and says where it is', () => {
    const text = renderSetup(reportOf({ key: 'canary-key' }));
    expect(text).not.toContain('canary-key');
    expect(text).toContain('`api-key`');
  });

  it('shows what comes from outside as it is, and lets it do nothing', () => {
    const hostile = '`|</pre><script>[x](https://a.example) @someone\n# big';
    const text = renderSetup(
      reportOf({
        namespace: hostile,
        host: hostile,
        changes: [change('refused', hostile)],
        warnings: [hostile],
        failures: [hostile],
        keyRequest: { names: [hostile] },
      }),
    );
    expect(text).not.toMatch(/<script|\[x\]|@someone|^# big/m);
    expect(text.match(/<\/pre>/g)).toHaveLength(1);
    const rows = text.split('\n').filter((line) => line.startsWith('| <code>'));
    expect(rows.map((row) => row.split('|').length)).toEqual([5]);
  });
});
