import { parseArgs } from 'node:util';
import { seedOf } from '../seed.ts';
import { head, row, say } from '../table.ts';
import { play } from './play.ts';
import { stories } from './stories.ts';
import { AFTERWARDS, answerOf, judge } from './verdict.ts';

// `npm run months`: the workflows of the README, as they stand there, day after day, with each kind of tampering in a history of its
// own. Exits with 1 if something is not heard, falls silent before it was answered, or honest days are loud.

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '60' },
    seed: { type: 'string' },
    /** Plays the stories whose name holds this. */
    only: { type: 'string', default: '' },
    /** Prints what each run said. */
    log: { type: 'boolean', default: false },
  },
});
const seed = seedOf(values.seed);
const days = Number(values.days);
if (!Number.isSafeInteger(days) || days < 13) throw new Error('--days must be a whole number, 13 or more.');
const deed = Math.floor(days / 7);

say(`${days} days from seed ${seed}; the deed is on day ${deed}`);
head(['what happens', 'from day', 'annotation', 'red', 'issue', 'heard, and until it was answered']);
const wrong: string[] = [];
let runs = 0;
for (const story of stories({ seed, days: days + 80, deed })) {
  if (!story.name.includes(values.only)) continue;
  const answered = answerOf(story, days);
  const told = await play(story, story.since === undefined ? days : Math.max(days, answered + AFTERWARDS), answered);
  runs += told.length;
  const { annotation, red, issue, faults } = judge(story, told, answered);
  const on = (day: number | undefined): string => (day === undefined ? '' : `day ${day}`);
  const heard =
    story.since === undefined ? (faults.length === 0 ? 'silent' : '**loud**') : faults.length === 0 ? 'yes' : '**no**';
  row([story.name, story.since ?? '', on(annotation), on(red), on(issue), heard]);
  wrong.push(...faults.map((fault) => `${story.name}: ${fault}`));
  if (!values.log) continue;
  for (const one of told) {
    say(`  day ${one.day} ${one.workflow}: ${one.red ? 'red' : 'green'}, ${one.open} open; ${one.lines.at(-1) ?? ''}`);
    for (const text of one.annotations) say(`    ! ${text}`);
  }
}
say();
for (const fault of wrong) say(`- ${fault}`);
say(`${runs} runs, ${wrong.length} faults, seed ${seed}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
