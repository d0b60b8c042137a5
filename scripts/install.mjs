// Runs before `npm start` and `npm test`: installs what package-lock.json names, if it is not there yet.
// Plain JavaScript on built-in modules, because it runs before anything is installed and under Node 20 too. What comes
// after it runs under Node 24: the package node-<system> puts its `node` into node_modules/.bin, first in npm's PATH.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const WANTED_NODE = 24;

/** Packages by folder as a lockfile names them; nothing if the file is missing or broken. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(`${root}${file}`, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Whether npm's own record of what it installed agrees with the lockfile. Times of files say nothing in a fresh clone. */
function upToDate() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  const folders = Object.keys(wanted).filter((folder) => folder !== '');
  return (
    folders.length > 0 &&
    Object.keys(present).every((folder) => wanted[folder] !== undefined) &&
    folders.every((folder) => {
      if (present[folder] === undefined) return Boolean(wanted[folder].optional || wanted[folder].peer);
      return present[folder].version === wanted[folder].version;
    })
  );
}

/** npm as it was called; by its script, since `npm` itself is a shell script on Windows. */
function npm(...args) {
  const script = process.env.npm_execpath;
  // The warnings left out are about engines: npm sees the Node it runs under, not the Node 24 that it is installing.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const command = script ? [process.execPath, script] : ['npm'];
  const [file, ...first] = command;
  return spawnSync(file, [...first, ...args, ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status;
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (!upToDate()) {
  process.stdout.write('Installing the packages that package-lock.json names (npm ci --ignore-scripts).\n');
  if (npm('ci') !== 0) fail('npm ci failed: its own message stands above.');
}

const bundled = ['node', 'node.cmd'].some((name) => existsSync(`${root}node_modules/.bin/${name}`));
if (!bundled && Number.parseInt(process.versions.node, 10) < WANTED_NODE) {
  fail(
    `There is no Node ${WANTED_NODE} package for ${process.platform} ${process.arch}, and this is Node ${process.versions.node}: install Node ${WANTED_NODE} and try again.`,
  );
}
