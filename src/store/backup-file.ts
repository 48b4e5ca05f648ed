/**
 * @module The file of a backup: gzip of JSON lines. First a header, then one line for what belongs together, at last a
 * line with the counts and a checksum of all before it, so that a file that was cut off or changed is known.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { STORED_FORMAT } from './port.ts';

/** Raised when the meaning of a line changes. */
const BACKUP_FORMAT = 1;

/** Why a file is not written or not read, said in Chinese. */
export class BackupError extends Error {}

const headerSchema = z.object({
  file: z.literal('shuzhi-backup'),
  format: z.number().int().min(1),
  /** Format of the stored data in it. */
  stored: z.number().int().min(1),
  /** When it was begun, ISO 8601. */
  at: z.string(),
});

const keySchema = z.object({
  key: z.string().startsWith('sz:'),
  type: z.enum(['string', 'list', 'hash', 'zset']),
  /** When it expires, ms since the epoch. */
  until: z.number().exactOptional(),
  /** As read.lua gives them, base64. Of a sorted set perhaps only some members. */
  values: z.array(z.base64()).min(1),
});

/** What is written together: keys of one slot. */
const groupSchema = z.object({ keys: z.array(keySchema).min(1) });
const endSchema = z.object({
  end: z.literal(true),
  groups: z.number(),
  reports: z.number(),
  sha256: z.string(),
});

export type BackupKey = z.output<typeof keySchema>;
export type BackupGroup = z.output<typeof groupSchema>;
export type BackupHeader = z.output<typeof headerSchema>;

export interface Summary {
  readonly header: BackupHeader;
  readonly groups: number;
  readonly reports: number;
}

const isReport = ({ keys }: BackupGroup): boolean => keys.some(({ key }) => /^sz:\{p\d\d\}:r:/.test(key));

/** Written beside it first: a file of that name is always whole. */
export async function writeBackup(
  file: string,
  groups: AsyncIterable<BackupGroup>,
  now: number,
): Promise<Summary> {
  if (await exists(file)) throw new BackupError(`${file} 已经有了，换一个名称，或先把它移走`);
  const part = `${file}.part`;
  const header: BackupHeader = {
    file: 'shuzhi-backup',
    format: BACKUP_FORMAT,
    stored: STORED_FORMAT,
    at: new Date(now).toISOString(),
  };
  const counted = { groups: 0, reports: 0 };
  async function* lines() {
    const sum = createHash('sha256');
    const line = (data: object) => `${JSON.stringify(data)}\n`;
    const summed = (data: object) => {
      const text = line(data);
      sum.update(text);
      return text;
    };
    yield summed(header);
    for await (const group of groups) {
      counted.groups += 1;
      if (isReport(group)) counted.reports += 1;
      yield summed(group);
    }
    yield line({ end: true, ...counted, sha256: sum.digest('hex') });
  }
  try {
    await pipeline(
      Readable.from(lines()),
      createGzip(),
      createWriteStream(part, { mode: 0o600, flush: true }),
    );
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { header, ...counted };
}

/** All of it is looked at before anything of it is believed. Rejects with a BackupError. */
export async function checkBackup(file: string): Promise<Summary> {
  const sum = createHash('sha256');
  const counted = { groups: 0, reports: 0 };
  let header: BackupHeader | undefined;
  let end: z.output<typeof endSchema> | undefined;
  for await (const line of linesOf(file)) {
    if (end !== undefined) throw damaged('结尾之后还有内容');
    const data = parsed(line);
    if (header === undefined) {
      header = headerOf(data);
    } else {
      const last = endSchema.safeParse(data);
      if (last.success) {
        end = last.data;
        continue;
      }
      const group = groupSchema.safeParse(data);
      if (!group.success) throw damaged(`第 ${counted.groups + 2} 行读不懂`);
      counted.groups += 1;
      if (isReport(group.data)) counted.reports += 1;
    }
    sum.update(line).update('\n');
  }
  if (header === undefined || end === undefined) throw damaged('没有写完，后面缺了');
  const { groups, reports, sha256 } = end;
  if (groups !== counted.groups || reports !== counted.reports || sha256 !== sum.digest('hex')) {
    throw damaged('校验和对不上');
  }
  return { header, ...counted };
}

/** The groups of a file that was checked. */
export async function* groupsOf(file: string): AsyncGenerator<BackupGroup> {
  for await (const line of linesOf(file)) {
    const group = groupSchema.safeParse(parsed(line));
    if (group.success) yield group.data;
  }
}

function headerOf(data: unknown): BackupHeader {
  const header = headerSchema.safeParse(data);
  if (!header.success) throw new BackupError('这不是述职助手的备份文件');
  const { format, stored } = header.data;
  if (format > BACKUP_FORMAT || stored > STORED_FORMAT) {
    throw new BackupError('这份备份是更新版本的程序写的，请用那个版本或更新的版本来恢复');
  }
  return header.data;
}

const damaged = (how: string): BackupError =>
  new BackupError(`备份文件坏了：${how}。什么都没有写，请换一份备份`);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file);
  const text = raw.pipe(createGunzip()).setEncoding('utf8');
  raw.once('error', (error) => text.destroy(error));
  let rest = '';
  try {
    for await (const chunk of text) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw readFailure(file, error);
  } finally {
    raw.destroy();
  }
  if (rest !== '') yield rest;
}

function readFailure(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new BackupError(`没有这个文件：${file}`);
  if (code === 'Z_BUF_ERROR') return damaged('没有写完，后面缺了');
  if (code.startsWith('Z_')) return damaged('压缩的内容读不出来，或者这不是备份文件');
  return error;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
