import type { Change, SetupReport } from '../change.ts';
import { codeMarkdown, escapeMarkdown, formatCount, listMarkdown, SENTENCE_LIMIT } from './text.ts';

const NAME_LIMIT = 300;
const ACTIONS = ['created', 'updated', 'removed', 'unchanged', 'skipped', 'refused'] as const;

/** What a set-up did, in one sentence: `2 created, 8 unchanged.` */
export function setupSentence({ changes, failures, dryRun }: SetupReport): string {
  const counts = ACTIONS.flatMap((action) => {
    const count = changes.filter((change) => change.action === action).length;
    return count === 0 ? [] : [`${formatCount(count)} ${action}`];
  });
  const done = counts.length === 0 ? 'nothing to do' : counts.join(', ');
  const failed = failures.length === 0 ? '' : ` It did not come to its end: ${failures.join(' ')}`;
  return `${dryRun ? 'Dry run, nothing was sent. The set-up would be' : 'Set-up'}: ${done}.${failed}`;
}

/** A set-up as GitHub Markdown. Text from outside is escaped; a key that was made is not in it. */
export function renderSetup(report: SetupReport): string {
  const { failures, warnings, changes, keyRequest, remove, host, namespace, dryRun, key } = report;
  const sign = failures.length > 0 ? '❌' : warnings.length > 0 ? '⚠️' : '✅';
  const title = `${remove ? 'Removal of the set-up' : 'Set-up'} in Elasticsearch${dryRun ? ' (dry run)' : ''}`;
  const parts = [
    `## ${sign} ${title}`,
    `${codeMarkdown(host, NAME_LIMIT)}, namespace ${codeMarkdown(namespace, NAME_LIMIT)}. ${escapeMarkdown(setupSentence({ ...report, failures: [] }), SENTENCE_LIMIT)}`,
    ...(failures.length > 0 ? [`**What went wrong**\n\n${listMarkdown(failures)}`] : []),
    ...(warnings.length > 0 ? [`**What to know**\n\n${listMarkdown(warnings)}`] : []),
    ...(changes.length > 0 ? [table(changes)] : []),
    ...(key === undefined
      ? []
      : ['The key of the daily run is in the output `api-key`: store it as a secret at once.']),
    ...(keyRequest === undefined ? [] : [keySection(keyRequest)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(changes: readonly Change[]): string {
  const rows = changes.map(
    ({ name, action, note }) =>
      `| ${codeMarkdown(name, NAME_LIMIT)} | ${action} | ${note === undefined ? '' : escapeMarkdown(note, SENTENCE_LIMIT)} |`,
  );
  return ['| what | | |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The request in a block of its own, in which Markdown means nothing. */
function keySection(request: object): string {
  const lines = JSON.stringify(request, undefined, 2)
    .split('\n')
    .map((line) => escapeMarkdown(line, SENTENCE_LIMIT));
  return [
    '<details><summary>The key of the daily run, to be made by hand</summary>',
    `<pre>POST /_security/api_key\n${lines.join('\n')}</pre>`,
    '</details>',
  ].join('\n\n');
}
