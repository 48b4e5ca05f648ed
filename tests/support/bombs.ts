/** @module Zips that grow when they are opened. */
import { constants, deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;

/** `megabytes` of zeros, deflated: a piece that can stand behind itself, and an end. */
function zeros(megabytes: number): Uint8Array {
  const piece = deflateRawSync(new Uint8Array(MEGABYTE), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: megabytes }, () => piece), deflateRawSync('')]);
}

/** A gigabyte of zeros as the part `name`, beside `others`; its directory says that it is `claimed` bytes. */
export function bomb(
  name: string,
  others: Readonly<Record<string, Uint8Array>>,
  claimed = GIGABYTE,
): Uint8Array {
  const file = Buffer.from(zipSync({ [name]: zeros(1024), ...others }, { level: 0 }));
  // It was put in as it is: now it is said to be deflated, in its own head and in the directory.
  for (const [sign, method, size] of [
    [0x04034b50, 8, 22],
    [0x02014b50, 10, 24],
  ] as const) {
    const signed = Buffer.alloc(4);
    signed.writeUInt32LE(sign);
    const at = file.indexOf(signed);
    file.writeUInt16LE(8, at + method);
    file.writeUInt32LE(claimed, at + size);
  }
  return file;
}
