import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that has code in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression from its package.json. */
  readonly license: string;
  /** Absolute path. */
  readonly folder: string;
}

/** Bundled packages that ship no licence text, each with the reason why the line in package.json is enough. */
const WITHOUT_TEXT: Readonly<Record<string, string>> = {
  '@nodable/entities': 'The package ships no licence text; its package.json and README say MIT.',
};

const LICENCE_FILE = /^(licen[cs]e|copying|unlicense)([-.].*)?$/i;
const NOTICE_FILE = /^(notice|third.?party.*)(\.(txt|md))?$/i;

/** The folder of the package that a module belongs to; nothing for a module of our own or one made by the bundler. */
export function packageFolder(moduleId: string): string | undefined {
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/@][^\\/]*)[\\/]/.exec(moduleId)?.[1];
}

/** @throws Error if the folder holds no package.json with name, version and licence. */
export function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name?: string;
    readonly version?: string;
    readonly license?: string;
  };
  if (!name || !version || typeof license !== 'string')
    throw new Error(`${folder}/package.json lacks name, version or license.`);
  return { name, version, license, folder };
}

/**
 * The text of dist/licenses.txt: every package with its licence and notice, by name and version.
 * @throws Error that names the packages which ship no licence text and are not among the exceptions.
 */
export function licensesOf(packages: readonly BundledPackage[]): string {
  const sorted = [...packages].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  const bare = sorted.filter((each) => licenceTexts(each) === '');
  const missing = bare.filter(({ name }) => WITHOUT_TEXT[name] === undefined).map(({ name }) => name);
  if (missing.length > 0) {
    throw new Error(`No licence text is in ${missing.join(', ')}: find it, or give the reason in scripts/licenses.ts.`);
  }
  const sections = sorted.map((each) => {
    const text = licenceTexts(each) || `(${WITHOUT_TEXT[each.name]})`;
    return `${each.name} ${each.version}\nLicence: ${each.license}\n\n${text}`;
  });
  const head = 'The files in this folder contain code of these packages, each under its own licence.';
  return `${[head, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Licence files first, then notices; nothing if the package has no licence file. */
function licenceTexts({ folder }: BundledPackage): string {
  const names = readdirSync(folder).sort(compare);
  const read = (pattern: RegExp) =>
    names.filter((file) => pattern.test(file)).map((file) => clean(readFileSync(join(folder, file), 'utf8')));
  const licences = read(LICENCE_FILE);
  if (licences.length === 0) licences.push(...readmeSection(names, folder));
  return licences.length === 0 ? '' : [...licences, ...read(NOTICE_FILE)].join('\n\n');
}

/** Some packages have their licence at the end of the README. A section that only names it is no licence text. */
function readmeSection(names: readonly string[], folder: string): string[] {
  const readme = names.find((file) => /^readme/i.test(file));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  const section = /^#*[ \t]*licen[cs]e[ \t]*$[\s\S]*/im.exec(text)?.[0] ?? '';
  return /permission is hereby granted|redistribution and use/i.test(section) ? [clean(section)] : [];
}

function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .trim();
}

/** By code unit: the order must not depend on the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
