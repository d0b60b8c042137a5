/** Prints a line. */
export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a row of a Markdown table. */
export function row(cells: readonly (string | number)[]): void {
  say(`| ${cells.join(' | ')} |`);
}

/** Prints the head of a Markdown table: names to the left, numbers to the right. */
export function head(cells: readonly [string, ...string[]]): void {
  row(cells);
  row(cells.map((_, index) => (index === 0 ? '---' : '---:')));
}
