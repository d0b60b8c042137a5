/** What the runner makes of the lines that an Action writes. */
export interface Heard {
  /** Secrets to mask, in the order they came. */
  readonly masks: string[];
  readonly annotations: { readonly kind: 'error' | 'warning' | 'notice'; readonly message: string }[];
  /** The log as a person sees it: commands carried out, secrets masked from their `add-mask` on. */
  readonly shown: string;
  /** Names of all commands that were carried out, in order: also those that an event's text may have smuggled in. */
  readonly commands: string[];
}

const KNOWN = new Set([
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
]);

/**
 * Reads a log as the runner does: `::name key=value::message` at the start of a line after blanks, the older
 * `##[name key=value]message` anywhere in a line, none of them between `stop-commands` and its token.
 * @param debug Debug lines are shown (RUNNER_DEBUG=1).
 */
export function hear(log: string, debug = false): Heard {
  const masks: string[] = [];
  const annotations: Heard['annotations'] = [];
  const commands: string[] = [];
  const shown: string[] = [];
  let stop: string | undefined;

  for (const line of log.split(/\r\n|\n|\r/)) {
    if (stop !== undefined) {
      if (line.trim() === `::${stop}::`) stop = undefined;
      else shown.push(mask(line, masks));
      continue;
    }
    const command = parse(line);
    if (!command) {
      shown.push(mask(line, masks));
      continue;
    }
    const { name, message } = command;
    commands.push(name);
    if (name === 'stop-commands') stop = message;
    if (name === 'add-mask') masks.push(...message.split(/\r\n|\n|\r/).filter((part) => part.trim() !== ''));
    if (name === 'error' || name === 'warning' || name === 'notice') annotations.push({ kind: name, message });
    const visible =
      name === 'error' || name === 'warning' || name === 'notice' || name === 'group' || name === 'endgroup';
    if (visible || (name === 'debug' && debug)) shown.push(mask(`##[${name}]${message}`, masks));
  }
  return { masks, annotations, shown: shown.join('\n'), commands };
}

function parse(line: string): { name: string; message: string } | undefined {
  const now = /^\s*::([a-z-]+)(?: [^:]*(?::(?!:)[^:]*)*)?::(.*)$/i.exec(line);
  const older = now ?? /##\[([a-z-]+)(?: [^\]]*)?\](.*)$/i.exec(line);
  const name = older?.[1]?.toLowerCase();
  if (!older || name === undefined || !KNOWN.has(name)) return undefined;
  return { name, message: unescapeData(older[2] ?? '') };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function mask(line: string, masks: readonly string[]): string {
  return masks.reduce((text, secret) => text.replaceAll(secret, '***'), line);
}

/**
 * Reads an environment file (GITHUB_OUTPUT and its like): `name=value` or `name<<mark`, lines, `mark`.
 * @throws Error as the runner does, if a line is neither or a mark never comes.
 */
export function readEnvironmentFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').replace(/\r$/, '');
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
      const mark = line.slice(heredoc + 2);
      const end = lines.findIndex((other, place) => place > index && other.replace(/\r$/, '') === mark);
      if (mark === '' || end < 0) throw new Error(`Invalid value: no closing delimiter for ${line.slice(0, heredoc)}`);
      values[line.slice(0, heredoc)] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else if (equals > 0) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else {
      throw new Error('Invalid format of an environment file');
    }
  }
  return values;
}
