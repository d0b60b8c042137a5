import type { Told } from './play.ts';
import type { Story } from './story.ts';

/** Whether somebody heard of what befell the account. */
export interface Verdict {
  /** The first day on which a run was red, had an annotation, or left an issue open. */
  readonly red: number | undefined;
  readonly annotation: number | undefined;
  readonly issue: number | undefined;
  /** What is not as it should be, a sentence each. */
  readonly faults: readonly string[];
}

/** Days that a play goes on after the answer. */
export const AFTERWARDS = 4;

/** Days after which each kind must have been heard: the weekly audit comes within them. */
const HEARD_WITHIN = 7;

/**
 * Judges a play: nothing is told of honest days; what befalls the account is heard, and stays so until somebody has answered it;
 * the answer is heeded from the next day on.
 * @param answered the day of the answer.
 */
export function judge({ since }: Story, told: readonly Told[], answered: number): Verdict {
  const faults: string[] = [];
  const loud = (one: Told): boolean => one.red || one.annotations.length > 0 || one.open > 0;
  const say = (one: Told, what: string): void => {
    const words = one.annotations[0] ?? one.lines.at(-1) ?? '';
    faults.push(`day ${one.day}, ${one.workflow}: ${what}${words === '' ? '' : ` (${words.slice(0, 300)})`}`);
  };
  const after = told.filter(({ day }) => since !== undefined && day >= since);
  for (const one of told) if (loud(one) && !after.includes(one)) say(one, 'loud, though nothing had happened');
  const firstOf = (is: (one: Told) => boolean): number | undefined => after.find(is)?.day;
  const red = firstOf((one) => one.red);
  const annotation = firstOf((one) => one.annotations.length > 0);
  const issue = firstOf((one) => one.open > 0);
  if (since === undefined) return { red, annotation, issue, faults };

  const heard = after.find(loud);
  if (heard === undefined) faults.push('never heard');
  else {
    if (heard.day > since + HEARD_WITHIN)
      faults.push(`heard only on day ${heard.day}, ${heard.day - since} days later`);
    const silent = after.find((one) => one.day > heard.day && one.day < answered && isOfLog(one) && !loud(one));
    if (silent) say(silent, 'silent again, though nobody had answered');
  }
  const still = after.find((one) => one.day > answered && loud(one));
  if (still) say(still, 'still loud after the answer');
  return { red, annotation, issue, faults };
}

/** The runs that read the log: a report, or a list of categories, need not repeat what they tell. */
function isOfLog({ workflow }: Told): boolean {
  return workflow === 'Mimecast audit' || workflow === 'Audit';
}

/** The day on which somebody answers what a story tells. @param days that the play lasts. */
export function answerOf({ since, patience = 8 }: Story, days: number): number {
  if (since === undefined) return days + 1;
  return Math.max(patience < 8 ? 0 : Math.floor(days / 2), since + patience);
}
