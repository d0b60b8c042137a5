import { EOL } from 'node:os';
import * as core from '@actions/core';
import { secrets } from './secrets.ts';

/**
 * What the rooms write to. Every line is made harmless first, whatever it holds: one line, no workflow command, cut to a
 * bounded length. Never pass the text of an event, a body, a header or a secret.
 */
export interface Log {
  info(text: string): void;
  /** A line that a person should see; collected, and shown once more at the end as one annotation. */
  warn(text: string): void;
  /** Only shown when the runner's debug is on. */
  debug(text: string): void;
  /** A folded group of lines; ends when the body does, also when it fails. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
}

/** The log of the whole process: what main.ts needs beside what the rooms may use. */
interface RunnerLog extends Log {
  /** Each different warning once, in order, at most 100. */
  readonly warnings: readonly string[];
  /** The one error annotation of the run; a second one becomes a plain line. */
  annotateError(text: string): void;
  /** The one warning annotation of the run; a second one becomes a plain line. */
  annotateWarning(text: string): void;
  /**
   * Has this process and the runner hide a secret in every later line, each line of it for itself. Pieces of one or two characters are
   * left out, since they would blank every log line that holds the letter (actions/runner#326).
   */
  mask(secret: string): void;
}

/** Characters of one log line. */
const LINE_LIMIT = 1000;
/** The runner cuts an annotation at 4096 characters. */
const ANNOTATION_LIMIT = 4000;
const KEPT_WARNINGS = 100;
const SHORTEST_MASK = 3;

/**
 * The log on standard output, as the GitHub runner reads it.
 * @param write takes one harmless line without its end. Commands (groups, masks, annotations) go to standard output.
 * @param options `debug` shows debug lines; by default when the runner's own debug is on.
 */
export function createLog(
  write: (line: string) => void = (line) => process.stdout.write(line + EOL),
  options: { readonly debug: boolean; readonly masks: boolean } = {
    debug: core.isDebug(),
    // Elsewhere the command would not be carried out, but printed, and the secret with it.
    masks: process.env.GITHUB_ACTIONS === 'true',
  },
): RunnerLog {
  const warnings: string[] = [];
  const annotated = new Set<string>();
  let grouped = false;

  function annotate(kind: 'error' | 'warning', text: string): void {
    if (annotated.has(kind)) {
      write(harmless(`${kind === 'error' ? 'Error' : 'Warning'}: ${text}`));
      return;
    }
    annotated.add(kind);
    const message = harmless(text, ANNOTATION_LIMIT);
    if (kind === 'error') core.error(message);
    else core.warning(message);
  }

  return {
    warnings,
    info: (text) => write(harmless(text)),
    warn(text) {
      const line = harmless(text);
      if (warnings.length < KEPT_WARNINGS && !warnings.includes(line)) warnings.push(line);
      write(harmless(`Warning: ${text}`));
    },
    debug(text) {
      if (options.debug) write(harmless(`Debug: ${text}`));
    },
    async group(title, body) {
      // The runner doesn't nest groups: the inner one's end would close the outer one.
      if (grouped) {
        write(harmless(title));
        return body();
      }
      grouped = true;
      try {
        return await core.group(harmless(title), body);
      } finally {
        grouped = false;
      }
    },
    annotateError: (text) => annotate('error', text),
    annotateWarning: (text) => annotate('warning', text),
    mask(secret) {
      secrets.add(secret);
      if (!options.masks) return;
      for (const line of secret.split(/[\r\n]+/)) {
        const piece = line.trim();
        if (piece.length >= SHORTEST_MASK) core.setSecret(piece);
      }
    },
  };
}

/**
 * Text that may stand as one line of the log: control characters, line breaks and direction marks become visible
 * escapes, and neither syntax of the runner's commands survives (`::name::` at the start of a line after blanks,
 * `##[name]` anywhere: actions/runner, ActionCommand.cs).
 * @param limit length in UTF-16 units that is not exceeded; what is longer ends in an ellipsis.
 */
export function harmless(text: string, limit: number = LINE_LIMIT): string {
  const line = showable(text, limit)
    .replaceAll('##[', '##\\[')
    .replace(/^(\s*)::/, '$1\\::');
  return cut(line, limit);
}

/**
 * Text that may be of any length and hold anything, fit to be escaped for the place where it is shown: secrets are taken out
 * first, since a mask finds none that was cut or escaped; then it is made visible and cut.
 * @param limit length in UTF-16 units that is not exceeded; what is longer ends in an ellipsis.
 */
export function showable(text: string, limit: number): string {
  // Cut once before the work of making it visible, which makes nothing shorter.
  return cut(visible(secrets.hide(text).slice(0, limit + 1)), limit);
}

/** Control, format (direction marks, zero-width), line-breaking and unpaired surrogate characters as visible escapes. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return short ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
  });
}

/** At most `limit` UTF-16 units; what is longer ends in an ellipsis, and no character is cut in two. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
