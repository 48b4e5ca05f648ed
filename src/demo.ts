/** @module Everything on one machine: a Redis, a local Feishu with its chat page, the bot and its worker. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from './app/draft.ts';
import { reportYear } from './app/identity.ts';
import { hear } from './cli/read.ts';
import { startEmulator } from './emulator/index.ts';
import { createLog, run } from './run.ts';
import { readSettings } from './settings.ts';
import { NoRedisError, openLocalRedis } from './store/local-redis.ts';
import { FolderInUseError } from './store/own-server.ts';

const MENU = [
  { key: 'continue', label: '继续' },
  { key: 'progress', label: '进度' },
  { key: 'draft', label: '生成草稿' },
  { key: 'help', label: '帮助' },
];

export interface Demo {
  /** Address of the chat page. */
  readonly page: string;
  stop(): Promise<void>;
}

/** Why it cannot be started, in Chinese. */
class DemoError extends Error {}

/** A sentence that says what to do; undefined for what nobody can foresee. */
export function demoFailure(cause: unknown): string | undefined {
  if (cause instanceof DemoError || cause instanceof FolderInUseError || cause instanceof NoRedisError)
    return cause.message;
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) return undefined;
  return `端口被别的程序占着（${cause.message}）。网页的端口用 DEMO_PORT 换，如 DEMO_PORT=8800 npm run demo`;
}

/** What DEMO_DATA names keeps answers and chat, so that closing and starting again resumes; the page is at DEMO_PORT. */
export async function startDemo(
  kinds: ReadonlyMap<string, Kind>,
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<Demo> {
  const folder = environment['DEMO_DATA'] || 'data';
  await mkdir(folder, { recursive: true });
  const redis = await openLocalRedis({ url: environment['REDIS_URL'], folder: join(folder, 'redis') });
  say(redis.notice);
  // An embedded Redis forgets at exit: a chat that remembered more than the bot would only confuse.
  const kept = redis.kind === 'embedded' ? {} : { stateFile: join(folder, 'feishu.json') };
  const explain = (text: string) => heardBy(kinds, text);
  const port = Number(environment['DEMO_PORT'] || 8799);
  const feishu = await startEmulator({ port, menu: MENU, explain, ...kept });
  const parsed = readSettings({
    HTTP_ADDR: '127.0.0.1:0',
    LOG_LEVEL: 'warn',
    ...environment,
    FEISHU_APP_ID: feishu.appId,
    FEISHU_APP_SECRET: feishu.appSecret,
    FEISHU_DOMAIN: feishu.url,
    REDIS_URL: redis.url,
  });
  if ('problems' in parsed) throw new DemoError(parsed.problems.join('\n'));
  const { settings } = parsed;
  const running = await run({
    settings,
    parts: ['bot', 'worker'],
    kinds,
    log: createLog(settings.LOG_LEVEL),
  });
  return {
    page: `${feishu.url}/`,
    async stop() {
      await running.stop();
      await feishu.close();
      await redis.close();
    },
  };
}

/** For the debug panel: what the reader makes of a message, by the facts of a project branch. */
function heardBy(kinds: ReadonlyMap<string, Kind>, text: string): unknown {
  const kind = kinds.get('project-branch') ?? [...kinds.values()][0];
  const now = Date.now();
  return kind === undefined ? undefined : hear(kind.flow, text, reportYear(now), now);
}
