import { crc32, deflateRawSync } from 'node:zlib';
import type { Dice } from '../torture/dice.ts';
import type { FileMap } from './evidence.ts';

/** A zip of these files; some of them lie about a name, a size, a flag, a method or a type. */
export function zipped(files: FileMap, dice: Dice): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  const liar = dice.chance(0.5) ? dice.int(0, files.size - 1) : -1;
  let offset = 0;
  for (const [index, [path, bytes]] of [...files].entries()) {
    const lie = index === liar ? dice.int(0, 6) : -1;
    const name =
      lie === 0 ? dice.pick(['../x', '/x', 'C:\\x', 'a\0b', 'CON', 'pages/', path, '', 'x'.repeat(70_000)]) : path;
    const packed = deflateRawSync(bytes);
    const size = lie === 1 ? dice.pick([0, 1, bytes.length + 1, 0xffffffff, 0x7fffffff]) : bytes.length;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(lie === 2 ? dice.pick([1, 8, 0xffff]) : 0x800, 2);
    head.writeUInt16LE(lie === 3 ? dice.pick([0, 9, 12, 99]) : 8, 4);
    head.writeUInt32LE(lie === 4 ? 7 : crc32(bytes), 10);
    head.writeUInt32LE(lie === 5 ? dice.pick([0, 5, 0xffffffff]) : packed.length, 14);
    head.writeUInt32LE(size, 18);
    const shown = Buffer.from(name).subarray(0, 0xffff);
    head.writeUInt16LE(shown.length, 22);
    const tail = Buffer.alloc(14);
    const mode = lie === 6 ? dice.pick([0o120777, 0o060000, 0o040000]) : 0o100644;
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, shown, packed]);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), head, tail, shown]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}
