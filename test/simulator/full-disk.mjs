import { promises, readdirSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, sep } from 'node:path';

// A disk of FULL_DISK_BYTES for the folders whose path holds FULL_DISK_NAME: what does not fit is refused with ENOSPC, half
// written, as a real disk does. A mount of that size would need root.

const limit = Number(process.env.FULL_DISK_BYTES);
const name = process.env.FULL_DISK_NAME ?? '';

function rootOf(path) {
  const parts = String(path).split(sep);
  const index = parts.findIndex((part) => part.includes(name));
  return index === -1 ? undefined : parts.slice(0, index + 1).join(sep);
}

function usedIn(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

function full() {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 });
}

/** Writes as much as there is room for; throws if that is not all. */
async function within(root, bytes, write) {
  const room = Math.max(0, limit - usedIn(root));
  if (bytes.length <= room) return write(bytes);
  await write(bytes.subarray(0, room));
  throw full();
}

const { open, writeFile } = promises;

promises.open = async (path, flags, mode) => {
  const file = await open(path, flags, mode);
  const root = rootOf(path);
  if (root === undefined || flags === 'r') return file;
  for (const method of ['appendFile', 'writeFile']) {
    const plain = file[method].bind(file);
    file[method] = (data) => within(root, Buffer.from(data), plain);
  }
  return file;
};

promises.writeFile = async (path, data, options) => {
  const root = rootOf(path);
  if (root === undefined) return writeFile(path, data, options);
  return within(root, Buffer.from(data), (bytes) => writeFile(path, bytes, options));
};

syncBuiltinESMExports();
