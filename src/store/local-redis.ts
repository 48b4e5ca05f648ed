/** @module A Redis for the demo and the tests, wherever they run: given, installed, or embedded. */
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { parseRedisUrl } from './address.ts';
import { EmbeddedServerError, startEmbedded } from './embedded.ts';
import { startOwnServer } from './own-server.ts';

export interface LocalRedis {
  readonly url: string;
  readonly kind: 'given' | 'server' | 'embedded';
  /** For the user: what is used, and where the data is or that it will be lost. */
  readonly notice: string;
  /** Ends what was started here; connections should be closed before. */
  close(): Promise<void>;
}

export interface LocalRedisOptions {
  /** REDIS_URL; empty counts as absent. */
  readonly url?: string | undefined;
  /** Where an installed server keeps its data; default `data/redis`. */
  readonly folder?: string | undefined;
  /** Where to look for an installed server; default PATH. Empty = do not look. */
  readonly path?: string | undefined;
}

const PROGRAMS = ['redis-server', 'valkey-server'];
const TO_KEEP =
  '要长期保存，请安装 redis-server（如 apt-get install redis-server、brew install redis），或设置 REDIS_URL';

export async function openLocalRedis(options: LocalRedisOptions = {}): Promise<LocalRedis> {
  if (options.url) {
    const notice = `使用 REDIS_URL 指定的 Redis：${parseRedisUrl(options.url).shown}。数据保存在那里。`;
    return { url: options.url, kind: 'given', notice, close: async () => undefined };
  }
  const program = await findProgram(options.path ?? process.env['PATH'] ?? '');
  if (program) {
    const folder = resolve(options.folder ?? join('data', 'redis'));
    const { port, close } = await startOwnServer(program, folder);
    const notice = `已启动本机的 ${program}，数据保存在 ${folder}，下次启动还在。`;
    return { url: `redis://127.0.0.1:${port}`, kind: 'server', notice, close };
  }
  const { port, close } = await startEmbedded().catch((error: unknown) => {
    throw error instanceof EmbeddedServerError && error.missing ? new NoRedisError() : error;
  });
  const notice = `没有找到 redis-server，改用内置的临时 Redis：数据只在内存里，退出后全部丢失。${TO_KEEP}。`;
  return { url: `redis://127.0.0.1:${port}`, kind: 'embedded', notice, close };
}

/** Neither given, nor installed, nor embedded. */
export class NoRedisError extends Error {
  constructor() {
    super(
      `没有可用的 Redis：没有设置 REDIS_URL，没有找到 redis-server，也没有安装 js-redis-server。${TO_KEEP}；只想试用，请运行 npm ci（不带 --omit=dev）。`,
    );
    this.name = 'NoRedisError';
  }
}

/** The first of the programs found in the folders of `path`. */
export async function findProgram(path: string): Promise<string | undefined> {
  for (const program of PROGRAMS) {
    for (const folder of path.split(delimiter).filter((part) => part !== '')) {
      const file = join(folder, program);
      const found = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return file;
    }
  }
  return undefined;
}
