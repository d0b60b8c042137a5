import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A step as GitHub reads it. */
interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  readonly on: {
    readonly schedule?: readonly { readonly cron: string }[];
    readonly workflow_dispatch?: { readonly inputs?: Readonly<Record<string, unknown>> } | null;
  };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What expressions may name: `secrets`, `vars`, `inputs`, `github`, `steps`. */
export type Contexts = Readonly<Record<string, unknown>>;

const at = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The workflows that the README has in full, by name, and those files that it says to take; as they stand there. */
export function documented() {
  const readme = readFileSync(at('README.md'), 'utf8');
  const whole = blocksOf(readme, 'yaml').map((text) => parse(text) as unknown);
  const pasted = new Map(whole.filter(isWorkflow).map((workflow) => [workflow.name, workflow]));
  const linked = [...readme.matchAll(/\]\((\.github\/workflows\/[a-z]+\.yml)\)/g)].map(([, file = '']) => file);
  const files = new Map(
    [...new Set(linked)].map((file) => [file, parse(readFileSync(at(file), 'utf8')) as Workflow] as const),
  );
  const [approvals = ''] = blocksOf(readme, 'yml');
  const named = <T>(from: ReadonlyMap<string, T>, name: string): T => {
    const found = from.get(name);
    if (found === undefined) throw new Error(`The README has no ${name}.`);
    return found;
  };
  return {
    setUp: named(pasted, 'Mimecast audit set-up'),
    daily: named(pasted, 'Mimecast audit'),
    audit: named(files, '.github/workflows/audit.yml'),
    report: named(files, '.github/workflows/report.yml'),
    categories: named(files, '.github/workflows/categories.yml'),
    approvals,
  };
}

function isWorkflow(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null && 'jobs' in value && 'on' in value;
}

function blocksOf(text: string, language: string): string[] {
  const fence = new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm');
  return [...text.matchAll(fence)].map(([, block = '']) => block);
}

/** A value of a workflow with its expressions resolved, as text. */
export function resolve(value: unknown, contexts: Contexts): string {
  return String(value).replaceAll(/\$\{\{(.*?)\}\}/g, (_all, inner: string) => shown(evaluate(inner, contexts)));
}

/** True if a condition holds; without one it does. */
export function holds(condition: string | undefined, contexts: Contexts): boolean {
  if (condition === undefined) return true;
  return isTrue(evaluate(condition.replace(/^\$\{\{(.*)\}\}$/, '$1'), contexts));
}

/** As much of GitHub's expressions as the workflows use. @throws Error for anything else, so that nothing is guessed. */
function evaluate(text: string, contexts: Contexts): unknown {
  let value: unknown;
  for (const part of text.split('||')) {
    value = compared(part, contexts);
    if (isTrue(value)) return value;
  }
  return value;
}

function compared(text: string, contexts: Contexts): unknown {
  const [left = '', operator, right] = text.split(/\s*(==|!=)\s*/);
  if (operator === undefined) return single(left.trim(), contexts);
  const same = shown(single(left.trim(), contexts)) === shown(single((right ?? '').trim(), contexts));
  return operator === '==' ? same : !same;
}

function single(text: string, contexts: Contexts): unknown {
  const [, literal] = /^'(.*)'$/.exec(text) ?? [];
  if (literal !== undefined) return literal;
  if (!/^[a-z]+(?:\.[\w-]+)+$/.test(text)) throw new Error(`This expression is not played: ${text}`);
  return text
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Contexts)[name] : undefined),
      contexts,
    );
}

function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** True if a schedule starts a run on the day of a moment (ms UTC). Minutes and hours are read by `timeOf`. */
export function isDue(cron: string, moment: number): boolean {
  const [, , date = '*', month = '*', weekday = '*'] = cron.split(' ');
  const day = new Date(moment);
  const fits = (field: string, value: number): boolean => field === '*' || Number(field) === value;
  return fits(date, day.getUTCDate()) && fits(month, day.getUTCMonth() + 1) && fits(weekday, day.getUTCDay());
}

/** When on a day a schedule starts, ms after midnight UTC. */
export function timeOf(cron: string): number {
  const [minute, hour] = cron.split(' ').map(Number);
  return ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000;
}
