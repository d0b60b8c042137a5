import { onStage, sumOver } from '../stage.ts';
import { head, row, say } from '../table.ts';
import { honestLife } from './life.ts';
import { play } from './play.ts';
import { TRICKS } from './tricks.ts';
import { judge, type Verdict } from './verdict.ts';

// `npm run honesty`: a provider's staff, honest and not, against the built Action, an approvals file and a real Elasticsearch.
// Exits with 1 if something that the data shows is missed, or anything that was agreed to is accused.

await onStage<Verdict>('honesty', 60, async ({ seed, days, playAll }) => {
  const plays = [...TRICKS, { name: `nothing: ${days} honest days`, play: () => honestLife(days, seed) }];
  const lines = await playAll(plays, async (next, place) => {
    const plot = next.play(seed);
    const outcome = await play({ ...place, plot });
    return { verdict: judge(plot.planted, outcome), runs: outcome.runs };
  });

  head(["what the provider's staff do", 'planted', 'caught', 'missed', "data can't show it", 'false alarms']);
  for (const { name, verdict } of lines) {
    const { planted, caught, missed, blind, falseAlarms } = verdict;
    row([name, planted, caught, missed, blind, falseAlarms]);
  }
  const unseen = lines.filter(({ verdict }) => verdict.reasons.length > 0);
  if (unseen.length > 0) say("\nWhat data can't show:\n");
  for (const { name, verdict } of unseen) say(`- ${name}: ${verdict.reasons.join('; ')}`);
  const sum = (pick: (verdict: Verdict) => number) => sumOver(lines, pick);
  const words = `${sum(({ caught }) => caught)} caught, ${sum(({ missed }) => missed)} missed, ${sum(({ blind }) => blind)} that data can't show, ${sum(({ falseAlarms }) => falseAlarms)} false alarms`;
  return { lines, words };
});
