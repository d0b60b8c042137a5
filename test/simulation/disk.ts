import fs, { type Dirent, type Stats } from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** Where the disk in memory stands; all other paths are those of the machine. */
const ROOT = '/in-memory';

/** The folder of each simulated run stands here. Files are kept as what was written to them, one after another. */
export interface Disk {
  /** A new, empty folder. */
  folder(): string;
  /** Takes a folder away with all that is in it. */
  remove(folder: string): void;
}

interface File {
  chunks: Buffer[];
  size: number;
}

type Node = File | 'folder';

const nodes = new Map<string, Node>([[ROOT, 'folder']]);
let made = 0;
let taken: Disk | undefined;

/** Puts the disk in memory below the file system of this thread: no call of a run waits for anything, and nothing is left behind. */
export function takeDisk(): Disk {
  taken ??= take();
  return taken;
}

function take(): Disk {
  const real = { ...promises };
  const { createReadStream } = fs;
  const own: Partial<Record<keyof typeof promises, (path: string, ...rest: never[]) => unknown>> = {
    mkdir,
    mkdtemp,
    readdir,
    readFile,
    writeFile,
    rm,
    rename,
    open,
    stat,
    lstat: stat,
  };
  for (const [name, ours] of Object.entries(own)) {
    const theirs = real[name as keyof typeof real] as (...given: unknown[]) => unknown;
    Object.assign(promises, {
      [name]: async (path: unknown, ...rest: unknown[]) =>
        isOurs(path) ? ours(path, ...(rest as never[])) : theirs(path, ...rest),
    });
  }
  fs.createReadStream = ((path: string, ...rest: []) =>
    isOurs(path)
      ? Readable.from([...fileAt(path).chunks])
      : createReadStream(path, ...rest)) as typeof createReadStream;
  syncBuiltinESMExports();
  return {
    folder() {
      made += 1;
      const path = join(ROOT, String(made));
      nodes.set(path, 'folder');
      return path;
    },
    remove: (folder) => rm(folder, { recursive: true, force: true }),
  };
}

function isOurs(path: unknown): path is string {
  return typeof path === 'string' && path.startsWith(`${ROOT}/`);
}

function fault(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, path });
}

function fileAt(path: string): File {
  const node = nodes.get(path);
  if (node === undefined) throw fault('ENOENT', path);
  if (node === 'folder') throw fault('EISDIR', path);
  return node;
}

function inFolder(path: string): void {
  const above = nodes.get(dirname(path));
  if (above !== 'folder') throw fault(above === undefined ? 'ENOENT' : 'ENOTDIR', path);
}

function mkdir(path: string, { recursive = false }: { recursive?: boolean } = {}): void {
  const node = nodes.get(path);
  if (node !== undefined) {
    if (recursive && node === 'folder') return;
    throw fault('EEXIST', path);
  }
  if (recursive && dirname(path) !== ROOT) mkdir(dirname(path), { recursive });
  inFolder(path);
  nodes.set(path, 'folder');
}

function mkdtemp(prefix: string): string {
  made += 1;
  const path = `${prefix}${String(made).padStart(6, '0')}`;
  mkdir(path);
  return path;
}

function readdir(path: string, options?: { withFileTypes?: boolean }): (Dirent | string)[] {
  if (nodes.get(path) !== 'folder') throw fault(nodes.has(path) ? 'ENOTDIR' : 'ENOENT', path);
  const found: (Dirent | string)[] = [];
  for (const [one, node] of nodes) {
    if (dirname(one) !== path) continue;
    found.push(options?.withFileTypes ? entryOf(one, node) : basename(one));
  }
  return found;
}

function entryOf(path: string, node: Node): Dirent {
  const is = (what: boolean) => () => what;
  return {
    name: basename(path),
    parentPath: dirname(path),
    isDirectory: is(node === 'folder'),
    isFile: is(node !== 'folder'),
    isSymbolicLink: is(false),
  } as Dirent;
}

function stat(path: string): Stats {
  const node = nodes.get(path);
  if (node === undefined) throw fault('ENOENT', path);
  return { ...entryOf(path, node), size: node === 'folder' ? 0 : node.size } as unknown as Stats;
}

function readFile(path: string, encoding?: BufferEncoding): Buffer | string {
  const bytes = Buffer.concat(fileAt(path).chunks);
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

function writeFile(path: string, content: string | Buffer, { flag = 'w' }: { flag?: string } = {}): void {
  append(create(path, flag), content);
}

function create(path: string, flag: string): File {
  inFolder(path);
  const before = nodes.get(path);
  if (before !== undefined && flag === 'wx') throw fault('EEXIST', path);
  if (before === 'folder') throw fault('EISDIR', path);
  const file: File = { chunks: [], size: 0 };
  nodes.set(path, file);
  return file;
}

/** The caller may use its memory again. */
function append(file: File, content: string | Buffer): void {
  const bytes = Buffer.from(content as string);
  file.chunks.push(bytes);
  file.size += bytes.length;
}

function rm(path: string, { recursive = false, force = false }: { recursive?: boolean; force?: boolean } = {}): void {
  const node = nodes.get(path);
  if (node === undefined && !force) throw fault('ENOENT', path);
  if (node === 'folder') {
    if (!recursive) throw fault('ERR_FS_EISDIR', path);
    for (const one of nodes.keys()) if (one.startsWith(`${path}/`)) nodes.delete(one);
  }
  nodes.delete(path);
}

function rename(from: string, to: string): void {
  const file = fileAt(from);
  inFolder(to);
  nodes.delete(from);
  nodes.set(to, file);
}

function open(path: string, flag = 'r'): FileHandle {
  if (!['r', 'w', 'wx'].includes(flag)) throw new Error(`The disk in memory does not know how to open with ${flag}.`);
  const file = flag === 'r' ? fileAt(path) : create(path, flag);
  // What only takes room holds nothing that anybody reads.
  const room = basename(path) === '.reserve';
  const write = async (content: string | Buffer) => {
    if (!room) append(file, content);
  };
  let whole: Buffer | undefined;
  let place = 0;
  const handle = {
    write,
    writeFile: write,
    appendFile: write,
    async read(into: Buffer, at: number, length: number) {
      whole ??= Buffer.concat(file.chunks);
      const bytesRead = whole.copy(into, at, place, place + length);
      place += bytesRead;
      return { bytesRead, buffer: into };
    },
    stat: async () => stat(path),
    sync: async () => {},
    close: async () => {},
  };
  return handle as unknown as FileHandle;
}
