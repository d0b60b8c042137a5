import type { History, Planned, RunPlan } from './history.ts';
import type { Played } from './play.ts';
import { nameOf } from './process.ts';

const MOST_EVENTS = 8;

/** A history as a table of its steps, with what it came to, and the history itself to play it again. */
export function tableOf(history: History, { table, violations }: Played): string {
  const { runs, events, timeZone, window, pageSize, quirks } = history;
  const rows = table.map(({ run, command, began, ended, came }) => {
    const plan = runs[run - 1];
    const faults = plan && table.length - run >= 0 && plan.command === command ? faultsOf(plan) : '';
    return `  | ${run} | ${began} | ${command} | ${faults} | ${came} | ${ended.slice(11)} |`;
  });
  return [
    `  Shortest history: ${events.length} events, time zone ${timeZone}, window ${window}, pages of ${pageSize}, ${JSON.stringify(quirks)}`,
    ...events.slice(0, MOST_EVENTS).map((event) => `  Event ${eventOf(event)}`),
    '  | run | began | command | what befell it | came to | ended |',
    '  | ---: | --- | --- | --- | --- | --- |',
    ...rows,
    ...violations.map(({ kind, sentence }) => `  ${kind}: ${sentence}`),
    `  As a test: ${JSON.stringify(history)}`,
  ].join('\n');
}

function faultsOf({ faults, rerun, deadline }: RunPlan): string {
  const each = faults.map(({ on, nth, do: deed }) => `${on} ${nth}: ${nameOf(deed)}`);
  return [...(rerun ? ['re-run'] : []), ...(deadline ? [`deadline ${deadline}`] : []), ...each].join('; ');
}

function eventOf({ at, visibleFrom, hiddenFrom, alteredFrom, undated }: Planned): string {
  const said = [
    ['shown from', visibleFrom],
    ['hidden from', hiddenFrom],
    ['altered from', alteredFrom],
  ] as const;
  const more = said.flatMap(([word, time]) => (time === undefined ? [] : [`${word} ${moment(time)}`]));
  return [moment(at * 1000), ...more, ...(undated ? ['without a readable time'] : [])].join(', ');
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
