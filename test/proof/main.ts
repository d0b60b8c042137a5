import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { alwaysTrue, neverFalse } from './property.ts';

// `npm run proof -- --plays 100000 --seed 7`: plays Mimecast's log, evidence and an Elastic that loses things, and looks for "proven"
// where the provider was there; beside it honest days, where it must stand. Prints the seed; exits with 1 and the shortest story
// that goes wrong.

const { values } = parseArgs({ options: { plays: { type: 'string' }, seed: { type: 'string' } } });
const numRuns = Number(values.plays ?? 1000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const started = Date.now();

for (const [name, property, runs] of [
  ['somebody may have been there', neverFalse, numRuns],
  ['nobody was there', alwaysTrue, Math.ceil(numRuns / 10)],
] as const) {
  const result = await fc.check(property, { seed, numRuns: runs });
  const s = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `${name}: ${result.numRuns} plays, seed ${seed}, ${s} s: ${result.failed ? 'WRONG' : 'as promised'}\n`,
  );
  if (result.failed) {
    process.stdout.write(`${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}\n`);
    process.exitCode = 1;
  }
}
