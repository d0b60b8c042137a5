import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFiles } from '../src/kibana/assets.ts';

// Writes docs/kibana/*.ndjson from src/kibana, for people who import by hand; with --check it only says whether they differ.
// Another folder than the project's can be given: node scripts/kibana.ts [--check] [folder]

const args = process.argv.slice(2);
const folder = join(args.find((arg) => !arg.startsWith('--')) ?? join(import.meta.dirname, '..'), 'docs/kibana');

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

for (const [name, text] of Object.entries(assetFiles())) {
  const file = join(folder, name);
  if (textOf(file) === text) continue;
  if (args.includes('--check')) {
    process.stderr.write(`docs/kibana/${name} is not what src/kibana makes: run node scripts/kibana.ts\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
}
