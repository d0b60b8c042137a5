import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { bundleOptions } from '../rolldown.config.ts';
import { type BundledPackage, licensesOf, packageFolder, readPackage } from './licenses.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a build made. */
export interface Build {
  /** By file name, in bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Bytes of code by package and version, `(own)` for ours. */
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * Bundles the Action into `folder`, which is emptied first: ES modules, `package.json` that says so, and `licenses.txt`.
 * @throws Error if the bundler warns, or a package that is in the bundle ships no licence text.
 */
export async function build(folder: string, entry?: string): Promise<Build> {
  const options = bundleOptions(entry);
  const bundle = await rolldown(options);
  const { output } = await bundle.generate(options.output as NonNullable<Parameters<typeof bundle.generate>[0]>);
  await bundle.close();

  const packages = new Map<string, BundledPackage>();
  const sizes = new Map<string, number>();
  const texts = new Map<string, string>();
  for (const chunk of output) {
    if (chunk.type !== 'chunk')
      throw new Error(`The bundle needs the file ${chunk.fileName} beside it: nothing here expects that.`);
    texts.set(chunk.fileName, chunk.code);
    for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
      if (renderedLength === 0) continue;
      // The bundler's few helper functions are its own code.
      const from = id.includes('rolldown/runtime') ? join(ROOT, 'node_modules/rolldown/') : id;
      const home = packageFolder(from) ?? packageFolder(`${from}/`);
      const found = home === undefined ? undefined : (packages.get(home) ?? readPackage(home));
      if (home !== undefined && found !== undefined) packages.set(home, found);
      const label = found ? `${found.name} ${found.version}` : '(own)';
      sizes.set(label, (sizes.get(label) ?? 0) + renderedLength);
    }
  }
  texts.set('package.json', '{ "type": "module" }\n');
  texts.set('licenses.txt', licensesOf([...packages.values()]));

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of texts) await writeFile(join(folder, name), text);
  return { files: new Map([...texts].map(([name, text]) => [name, Buffer.byteLength(text)])), sizes };
}

function table(title: string, rows: ReadonlyMap<string, number>): string {
  const sum = [...rows.values()].reduce((total, bytes) => total + bytes, 0);
  const sorted = [...rows, [`all of ${rows.size}`, sum] as const].sort(([, a], [, b]) => a - b);
  return [title, ...sorted.map(([name, bytes]) => `${String(bytes).padStart(10)}  ${name}`)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: join(ROOT, 'dist') }, sizes: { type: 'boolean' } },
  });
  const made = await build(resolve(values.out));
  if (values.sizes)
    process.stdout.write(`${table('Bytes by package', made.sizes)}\n\n${table('Bytes by file', made.files)}\n`);
  else process.stdout.write(`${basename(values.out)}: ${made.files.size} files\n`);
}
