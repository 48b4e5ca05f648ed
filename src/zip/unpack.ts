/**
 * @module Chosen parts of a zip, never more bytes than allowed: what the directory claims is checked first, what really comes
 * out while it is unpacked. Libraries believe the directory, or grow until the memory is full.
 * Layout: APPNOTE 4.3.7, 4.3.12, 4.3.16; without zip64, which nothing of this size needs.
 */
import { inflateRawSync } from 'node:zlib';

export type Unpacked =
  | { readonly parts: Readonly<Record<string, Uint8Array>>; readonly names: readonly string[] }
  | { readonly refused: 'too-large' | 'damaged' };

export interface Allowed {
  /** Whether the part of that name is wanted; all others stay packed and do not count. */
  readonly wanted: (name: string) => boolean;
  /** Of the wanted parts together, unpacked. */
  readonly bytes: number;
  /** Parts in the directory, wanted or not. */
  readonly entries: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const PART = 0x04034b50;
const END_LENGTH = 22;
const COMMENT_MOST = 0xffff;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;

export function unpack(bytes: Uint8Array, allowed: Allowed): Unpacked {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), allowed);
  } catch (cause) {
    // Whatever points outside the file, or is no deflated data: for her it is one case.
    return { refused: cause instanceof TooLarge ? 'too-large' : 'damaged' };
  }
}

class TooLarge extends Error {}
class Damaged extends Error {}

function read(file: Buffer, { wanted, bytes, entries }: Allowed): Unpacked {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count > entries) throw new TooLarge();
  const parts = new Map<string, Uint8Array>();
  const names: string[] = [];
  let left = bytes;
  let at = file.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (file.readUInt32LE(at) !== ENTRY) throw new Damaged();
    const behind = at + 46 + file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, behind);
    names.push(name);
    if (wanted(name)) {
      const claimed = file.readUInt32LE(at + 24);
      if (claimed > left) throw new TooLarge();
      const part = partAt(file, at, left);
      if (part.length !== claimed || parts.has(name)) throw new Damaged();
      left -= claimed;
      parts.set(name, part);
    }
    at = behind + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return { parts: Object.fromEntries(parts), names };
}

/** Where the record at the end begins; only a comment stands behind it. */
function endOf(file: Buffer): number {
  const earliest = Math.max(0, file.length - END_LENGTH - COMMENT_MOST);
  for (let at = file.length - END_LENGTH; at >= earliest; at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  throw new Damaged();
}

/** The part whose directory entry stands at `at`; at most `most` bytes of it. */
function partAt(file: Buffer, at: number, most: number): Uint8Array {
  if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new Damaged();
  const method = file.readUInt16LE(at + 10);
  const head = file.readUInt32LE(at + 42);
  if (file.readUInt32LE(head) !== PART) throw new Damaged();
  const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28);
  const packed = file.subarray(from, from + file.readUInt32LE(at + 20));
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Damaged();
  try {
    // One byte at least: zlib takes no limit of nothing.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (cause) {
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw full ? new TooLarge() : cause;
  }
}
