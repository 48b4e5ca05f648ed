/**
 * @module Encryption at rest: AES-256-GCM. A sealed text is `~<key id>~<base64 of IV, ciphertext and tag>`; JSON never
 * begins with `~`. The key and field it stands under are bound to it, so that nothing can be moved elsewhere. Without a
 * key texts stay as they are, and unsealed ones are read with a key, too: they are sealed when they are written next.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { StoredFormatError } from './stored.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^~(?<id>[0-9a-f]{8})~(?<body>[A-Za-z0-9+/]+={0,2})$/;

/** What cannot be read or must not be written with the keys there are; for people, in Chinese. */
export class DataKeyError extends Error {
  constructor(problem: string) {
    super(`${problem}。没有改动任何已存的数据`);
    this.name = 'DataKeyError';
  }
}

export interface Sealer {
  /** Of the key that seals; absent = nothing is sealed. */
  readonly newest?: string;
  seal(text: string, key: string, field: string): string;
  /** Throws DataKeyError when the key is not there, StoredFormatError when the text is not what was sealed here. */
  open(text: string, key: string, field: string): string;
  /** Sealed with the newest key, or needs none. */
  isNewest(text: string): boolean;
}

interface DataKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** 32 bytes as 64 hexadecimal characters or as base64; undefined for anything else. */
export function readDataKey(text: string): Buffer | undefined {
  const isHex = /^[0-9a-fA-F]{64}$/.test(text);
  const bytes = Buffer.from(text, isHex ? 'hex' : 'base64');
  const isBase64 = /^[A-Za-z0-9+/]{43}=$/.test(text);
  return (isHex || isBase64) && bytes.length === KEY_BYTES ? bytes : undefined;
}

/** The first seals, all of them open. Keys as `readDataKey` takes them. */
export function createSealer(keys: readonly string[]): Sealer {
  const known = keys.map((text): DataKey => {
    const secret = readDataKey(text);
    if (secret === undefined) throw new RangeError('not a data key');
    return {
      id: createHash('sha256').update('shuzhi key id').update(secret).digest('hex').slice(0, 8),
      secret,
    };
  });
  const [newest] = known;
  return {
    ...(newest === undefined ? {} : { newest: newest.id }),
    seal: (text, key, field) => (newest === undefined ? text : sealed(newest, text, key, field)),
    open(text, key, field) {
      if (!text.startsWith('~')) return text;
      const { id, body = '' } = SEALED.exec(text)?.groups ?? {};
      if (id === undefined) throw damaged(key, field);
      const own = known.find((one) => one.id === id);
      if (own === undefined) throw missing(id, known.length);
      return opened(own, Buffer.from(body, 'base64'), key, field);
    },
    isNewest: (text) => newest === undefined || text.startsWith(`~${newest.id}~`),
  };
}

const missing = (id: string, keys: number): DataKeyError =>
  new DataKeyError(
    keys === 0
      ? `数据是用密钥 ${id} 加密存放的，但没有设置 DATA_KEY，读不出来`
      : `数据里有用密钥 ${id} 加密的内容，DATA_KEY 里没有这一把，请把它补在后面（新的,旧的）`,
  );

const damaged = (key: string, field: string): StoredFormatError =>
  new StoredFormatError(key, field, 'sealed text is damaged, or was sealed for another place');

function sealed({ id, secret }: DataKey, text: string, key: string, field: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, secret, iv).setAAD(placeOf(key, field));
  const body = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return `~${id}~${Buffer.concat(body).toString('base64')}`;
}

function opened({ secret }: DataKey, bytes: Buffer, key: string, field: string): string {
  if (bytes.length < IV_BYTES + TAG_BYTES) throw damaged(key, field);
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, secret, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(placeOf(key, field)).setAuthTag(bytes.subarray(end));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, end), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw damaged(key, field);
  }
}

const placeOf = (key: string, field: string): Buffer => Buffer.from(JSON.stringify([key, field]));
