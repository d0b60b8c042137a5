import { onStage, sumOver } from '../stage.ts';
import { head, row } from '../table.ts';
import { play } from './history.ts';
import { honestLife } from './honest.ts';
import { ODD_TRICKS } from './odd-tricks.ts';
import { createScene } from './plot.ts';
import { TRICKS } from './tricks.ts';
import { judge, type Verdict } from './verdict.ts';

// `npm run tamper`: a provider that cheats, against the built Action and a real Elasticsearch. Exits with 1 if something that
// the data shows is missed, an honest day raises a finding, or an event is lost or stored twice.

await onStage<Verdict>('tamper', 10, async ({ seed, days, playAll }) => {
  const scene = createScene(seed);
  const honest = honestLife(days, seed);
  const plays = [
    ...[...TRICKS, ...ODD_TRICKS].map(({ name, play }) => {
      const plot = play(scene);
      return { name, starts: plot.starts ?? scene.starts, plot };
    }),
    { name: `nothing: ${days} honest days`, starts: honest.starts, plot: honest },
    {
      name: `nothing: ${days} honest days, London time, a clock 90 s behind, other edges and page ends`,
      starts: honest.starts.map((start) => ({ ...start, inputs: { ...start.inputs, 'time-zone': 'Europe/London' } })),
      plot: honest,
      quirks: { dateSkew: -90_000, endInclusive: true, endOfData: 'short-page' as const },
    },
  ];
  const lines = await playAll(plays, async ({ name: _name, plot, ...rest }, place) => {
    const { data, mayFail, rollover = false, more = [] } = plot;
    const starts = [...rest.starts, ...more].map((start, index) =>
      rollover && index > 0 ? { ...start, rollover } : start,
    );
    const outcome = await play({ ...place, data, mayFail, ...rest, starts });
    return { verdict: judge(plot.planted(), outcome), runs: outcome.runs };
  });

  head([
    'what the provider does',
    'planted',
    'caught',
    'missed',
    "data can't show it",
    'false alarms',
    'lost',
    'twice',
  ]);
  for (const { name, verdict } of lines) {
    const { planted, caught, missed, blind, falseAlarms, lost, twice } = verdict;
    row([name, planted, caught, missed, blind, falseAlarms, lost, twice]);
  }
  const sum = (pick: (verdict: Verdict) => number) => sumOver(lines, pick);
  const words = `${sum(({ caught }) => caught)} caught, ${sum(({ missed }) => missed)} missed, ${sum(({ falseAlarms }) => falseAlarms)} false alarms, ${sum(({ lost }) => lost)} lost, ${sum(({ twice }) => twice)} stored twice`;
  return { lines, words };
});
