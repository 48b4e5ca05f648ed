/** @module What a file is by its first bytes, whatever its name says. */

/** `encrypted`: an Office file with a password; `old-office`: one of before 2007. */
export type Container = 'zip' | 'encrypted' | 'old-office' | 'pdf' | 'png' | 'other';

export function containerOf(bytes: Uint8Array): Container {
  if (starts(bytes, [0x50, 0x4b])) return 'zip';
  // A password puts a container of before 2007 around the file; its parts are named in UTF-16.
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return holds(bytes, 'EncryptedPackage') ? 'encrypted' : 'old-office';
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46])) return 'pdf';
  return starts(bytes, [0x89, 0x50, 0x4e, 0x47]) ? 'png' : 'other';
}

const starts = (bytes: Uint8Array, signs: readonly number[]): boolean =>
  signs.every((sign, index) => bytes[index] === sign);

const holds = (bytes: Uint8Array, word: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(word, 'utf16le'));
