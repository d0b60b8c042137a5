import { LineCounter } from 'yaml';
import { SettingsError } from '../errors.ts';

/** Refuses a value: what stands at this place is wrong. Ends the reading of that value, not of the file. */
export type Refuse = (at: number, sentence: string) => never;

/** The mistakes of one file, gathered so that a person can mend them all at once. */
export interface Mistakes {
  readonly text: string;
  readonly lines: LineCounter;
  readonly refuse: Refuse;
  /** Notes a mistake and goes on. */
  note(at: number, sentence: string): void;
  /** Reads one value. @returns undefined if it was refused; the mistake is noted. */
  attempt<Value>(read: () => Value): Value | undefined;
  /** @throws SettingsError for the input `approvals`, with every mistake and its place, in the order of the file. */
  throwIfAny(): void;
}

/** Of more than this the number is told. */
const MOST_SHOWN = 20;

/** Leaves `attempt` only. */
class Mistake extends Error {
  readonly at: number;

  constructor(at: number, sentence: string) {
    super(sentence);
    this.at = at;
  }
}

/** @param file its path, for the message. */
export function createMistakes(text: string, file: string): Mistakes {
  const lines = new LineCounter();
  const found: { readonly at: number; readonly sentence: string }[] = [];
  const note = (at: number, sentence: string): void => void found.push({ at, sentence });
  return {
    text,
    lines,
    note,
    refuse(at, sentence) {
      throw new Mistake(at, sentence);
    },
    attempt(read) {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof Mistake)) throw error;
        note(error.at, error.message);
        return undefined;
      }
    },
    throwIfAny() {
      if (found.length === 0) return;
      const told = found
        .toSorted((a, b) => a.at - b.at)
        .map(({ at, sentence }) => {
          const { line, col } = lines.linePos(at);
          return `${line === 0 ? 'line 1, column 1' : `line ${line}, column ${col}`}: ${sentence}`;
        });
      const name = `Approvals file ${printable(file, 200)}`;
      throw new SettingsError('approvals', told.length === 1 ? ended(`${name}, ${told[0]}`) : `${name} ${list(told)}`);
    },
  };
}

function list(told: readonly string[]): string {
  const shown = told.slice(0, MOST_SHOWN).map((one, index) => `(${index + 1}) ${ended(one)}`);
  const more = told.length - shown.length;
  return `has ${told.length} mistakes. ${shown.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}

function ended(sentence: string): string {
  return sentence.endsWith('?') ? sentence : `${sentence}.`;
}

/** Letters, digits and harmless marks of a text, at most `most` characters: to name what was written. */
export function printable(text: string, most = 60): string {
  const characters = Array.from(text.slice(0, 4 * most));
  const head = characters.slice(0, most).join('');
  const safe = head.replaceAll(/[^\p{L}\p{N} \-_.:/+,=@~*]/gu, '?');
  return characters.length > most || text.length > 4 * most ? `${safe}...` : safe;
}
