import type { Fault, History, Planned, RunPlan } from './history.ts';

/**
 * The shortest history that is found by leaving out one thing at a time, and that still fails.
 * @param fails plays a history. @param most how many are played at most.
 */
export async function shrink(
  history: History,
  fails: (smaller: History) => Promise<boolean>,
  most = 400,
): Promise<History> {
  let best = history;
  let played = 0;
  for (let smaller = true; smaller; ) {
    smaller = false;
    for (const candidate of candidates(best)) {
      if (played >= most) return best;
      played += 1;
      if (!(await fails(candidate))) continue;
      best = candidate;
      smaller = true;
      break;
    }
  }
  return best;
}

/** Histories with one thing less, the largest steps first. */
function* candidates(history: History): Generator<History> {
  const { runs, events } = history;
  for (let at = runs.length - 1; at >= 0; at -= 1) yield { ...history, runs: runs.toSpliced(at, 1) };
  for (let size = Math.ceil(events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < events.length; at += size) yield { ...history, events: events.toSpliced(at, size) };
  }
  for (const [at, run] of runs.entries()) {
    for (const less of lessOf(run)) yield { ...history, runs: runs.with(at, less) };
  }
  const plain = { quirks: {}, timeZone: 'UTC', window: '24h', pageSize: 100 };
  for (const [name, value] of Object.entries(plain)) {
    if (JSON.stringify(history[name as keyof History]) !== JSON.stringify(value)) yield { ...history, [name]: value };
  }
  for (const [at, event] of events.entries()) {
    for (const less of plainer(event)) yield { ...history, events: events.with(at, less) };
  }
}

function* lessOf(run: RunPlan): Generator<RunPlan> {
  const { faults, deadline, ...rest } = run;
  for (let at = faults.length - 1; at >= 0; at -= 1) yield { ...run, faults: faults.toSpliced(at, 1) };
  if (deadline !== undefined) yield { ...rest, faults };
  if (run.command !== 'collect') yield { ...run, command: 'collect' };
  if (run.rerun) yield { ...run, rerun: false };
  for (const [at, fault] of faults.entries()) {
    for (const less of lessFault(fault)) yield { ...run, faults: faults.with(at, less) };
  }
}

function* lessFault(fault: Fault): Generator<Fault> {
  if (typeof fault.do !== 'object' || !('twin' in fault.do)) return;
  for (const twin of lessOf(fault.do.twin)) yield { ...fault, do: { twin } };
}

function* plainer(event: Planned): Generator<Planned> {
  const { row, at, ...more } = event;
  for (const name of Object.keys(more)) {
    const { [name as keyof typeof more]: _gone, ...kept } = more;
    yield { row, at, ...kept };
  }
}
