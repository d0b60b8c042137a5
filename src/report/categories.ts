import { appendFile } from 'node:fs/promises';
import type { Finding } from '../finding.ts';
import { formatMoment } from '../span.ts';
import { codeMarkdown, escapeMarkdown, formatCount, listMarkdown, SENTENCE_LIMIT } from './text.ts';

/** What `command: categories` came to, filled in by src/categories.ts. */
export interface CategoriesReport {
  readonly tenant: string;
  readonly dryRun: boolean;
  /** Codes that this version has met. */
  readonly known: readonly string[];
  /** Codes that a run with these settings reads. */
  readonly collected: readonly string[] | 'all';
  /** Codes that the account offers, sorted; undefined if it could not be asked. */
  codes: readonly string[] | undefined;
  /** Whether they were compared with an earlier list: with that of a moment (ms UTC), with none as there is none yet, or why not. */
  compared: { readonly with: number } | { readonly with: undefined } | { readonly why: string } | undefined;
  findings: Finding[];
  /** How many of them are new. */
  findingsRaised: number;
  /** One sentence each. */
  failures: string[];
  cancelled: boolean;
}

const NAME_LIMIT = 200;
const SHOWN_CODES = 300;

/** @returns `sentence`, one line for log and annotation, and `ok`: nothing failed. */
export function categoriesVerdict(report: CategoriesReport): { readonly ok: boolean; readonly sentence: string } {
  const ok = report.failures.length === 0 && !report.cancelled && report.codes !== undefined;
  const what = report.cancelled ? ['The run was cancelled.'] : [];
  const sentences = [...what, listedSentence(report), comparedSentence(report), ...report.failures];
  return {
    ok,
    sentence: `Mimecast categories of ${report.tenant}: ${sentences.filter((one) => one !== '').join(' ')}`,
  };
}

/** What of the list a person should know, a sentence each. Every text in it is harmless or escaped by who shows it. */
export function categoriesNotes({ codes, known }: CategoriesReport): string[] {
  if (!codes) return [];
  const unknown = codes.filter((code) => !known.includes(code));
  const notes: string[] = [];
  if (unknown.length > 0) {
    notes.push(
      `This version has not met ${named(unknown)}: events of it are read and kept like others, but their wording may be unknown.`,
    );
  }
  return notes;
}

/** What is asked for and not offered, as a failure: a run with these settings would find nothing in it, and look well. */
export function absentSentences({ codes, collected }: CategoriesReport): string[] {
  const absent = collected === 'all' || !codes ? [] : collected.filter((code) => !codes.includes(code));
  if (absent.length === 0) return [];
  return [
    `The input categories names ${named(absent)}, which the account does not offer to this API application: correct the input, or the permissions of the application.`,
  ];
}

/** The report as GitHub Markdown. Text from outside is escaped. */
export function renderCategories(report: CategoriesReport): string {
  const { ok, sentence } = categoriesVerdict(report);
  const sign = ok ? (report.findings.length > 0 ? '⚠️' : '✅') : '❌';
  const sections = [
    `## ${sign} Mimecast categories of ${escapeMarkdown(report.tenant, NAME_LIMIT)}`,
    escapeMarkdown(sentence, 2 * SENTENCE_LIMIT),
  ];
  if (report.findings.length > 0) {
    sections.push(
      `### Findings: ${formatCount(report.findings.length)}`,
      listMarkdown(report.findings.map(({ severity, kind, sentence }) => `${severity}, ${kind}: ${sentence}`)),
    );
  }
  sections.push(...table(report));
  const notes = categoriesNotes(report);
  if (notes.length > 0) sections.push(listMarkdown(notes));
  return `${sections.join('\n\n')}\n`;
}

/**
 * Appends the report to the summary file that the runner names.
 * @returns false where there is none, outside GitHub Actions.
 * @throws Error if the file can't be written.
 */
export async function writeCategories(report: CategoriesReport, env: NodeJS.ProcessEnv): Promise<boolean> {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return false;
  await appendFile(file, renderCategories(report));
  return true;
}

function listedSentence({ codes, known }: CategoriesReport): string {
  if (!codes) return '';
  const unknown = codes.filter((code) => !known.includes(code)).length;
  const rest = unknown === 0 ? 'all of them known' : `${formatCount(unknown)} of them not known to this version`;
  return `The account offers ${formatCount(codes.length, 'category', 'categories')}, ${rest}.`;
}

function comparedSentence({ compared, findings, findingsRaised, dryRun, codes }: CategoriesReport): string {
  if (!compared || !codes) return '';
  if ('why' in compared) return compared.why;
  const remembered = dryRun
    ? 'As this is a dry run, the list is not remembered.'
    : 'Later runs compare with this list.';
  if (compared.with === undefined) return `It is the first list of this account, so nothing is compared. ${remembered}`;
  const moment = formatMoment(Math.floor(compared.with / 1000));
  if (findings.length === 0) return `It is the same list as on ${moment}.`;
  const count = formatCount(findings.length, 'change');
  return `${count} since ${moment}, ${formatCount(findingsRaised)} of them new.`;
}

function table({ codes, known, collected }: CategoriesReport): string[] {
  if (!codes) return [];
  const rows = codes.slice(0, SHOWN_CODES).map((code) => {
    const read = collected === 'all' || collected.includes(code);
    return `| ${codeMarkdown(code, NAME_LIMIT)} | ${known.includes(code) ? 'yes' : '**no**'} | ${read ? 'yes' : 'no'} |`;
  });
  const head = ['| category | known to this version | read with these settings |', '|---|---|---|'];
  const hidden = codes.length - rows.length;
  return [[...head, ...rows].join('\n'), ...(hidden > 0 ? [`and ${formatCount(hidden)} more.`] : [])];
}

function named(codes: readonly string[]): string {
  const hidden = codes.length - 20;
  return `${codes.slice(0, 20).join(', ')}${hidden > 0 ? ` and ${formatCount(hidden)} more` : ''}`;
}
