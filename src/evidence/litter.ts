import type { Dirent } from 'node:fs';

const FILES = /^(?:\.DS_Store|\._.*|Thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;
const FOLDER = '__MACOSX';

/** True for what macOS and Windows leave in folders that somebody looked into. No run writes anything of such a name. */
export function isLitter(entry: Dirent): boolean {
  return entry.isDirectory() ? entry.name === FOLDER : entry.isFile() && FILES.test(entry.name);
}

/** The same for the name of a file in a zip. */
export function isLitterPath(path: string): boolean {
  const parts = path.split('/');
  return parts.slice(0, -1).includes(FOLDER) || FILES.test(parts.at(-1) ?? '');
}
