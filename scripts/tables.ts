import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

// Writes the tables of inputs and outputs in README.md from action.yml; with --check it only says whether they differ.
// Another folder than the project's can be given: node scripts/tables.ts [--check] [folder]

/** The part of action.yml that the tables show. */
interface Contract {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

function tableOf(title: string, entries: Contract['inputs']): string {
  const rows = Object.entries(entries).map(([name, { description }]) => `| \`${name}\` | ${cellOf(description)} |`);
  return [`| ${title} | what it is |`, '| --- | --- |', ...rows].join('\n');
}

/** A `|` would end the cell, also inside code; a `<` outside of code would begin HTML. */
function cellOf(text: string): string {
  const parts = text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').split('`');
  return parts.map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '&lt;') : part)).join('`');
}

function replaceBetween(text: string, marker: string, table: string): string {
  const [start, end] = [`<!-- ${marker}:start -->`, `<!-- ${marker}:end -->`];
  const [before, rest, extra] = text.split(start);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || extra !== undefined) {
    throw new Error(`README.md must hold ${start} and after it ${end}, once each.`);
  }
  return `${before}${start}\n${table}\n${end}${after}`;
}

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith('--')) ?? join(import.meta.dirname, '..');
const file = join(folder, 'README.md');
const contract = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Contract;

const old = readFileSync(file, 'utf8');
const withInputs = replaceBetween(old, 'inputs', tableOf('input', contract.inputs));
const made = replaceBetween(withInputs, 'outputs', tableOf('output', contract.outputs));
if (args.includes('--check')) {
  if (made !== old) {
    process.stderr.write('The tables in README.md are not those of action.yml: run node scripts/tables.ts\n');
    process.exitCode = 1;
  }
} else if (made !== old) {
  writeFileSync(file, made);
}
