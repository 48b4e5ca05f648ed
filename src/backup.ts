/** @module `backup` and `restore`: joins the file, the store and the words for people. */
import { parseArgs } from 'node:util';
import { redisFindings } from './doctor/redis.ts';
import { holdsAnything, readAll, removeAll, writeAll } from './store/backup.ts';
import { BackupError, checkBackup, groupsOf, type Summary, writeBackup } from './store/backup-file.ts';
import { type Connection, closeRedis, connectRedis } from './store/connect.ts';
import { examineRedis } from './store/examine.ts';
import { checkRestored, isHalfRestored, restoring } from './store/restoring.ts';
import { DataKeyError } from './store/sealed.ts';

export interface BackupWorld {
  readonly url: string | undefined;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly now?: () => number;
}

const USAGE = {
  backup: '用法：REDIS_URL=… backup --out 文件',
  restore: '用法：REDIS_URL=… restore --from 文件 [--replace]',
};

/** 0 done, 1 it could not be, 2 not understood. */
export async function backupCommand(args: readonly string[], world: BackupWorld): Promise<number> {
  const { out } = words(args, { out: { type: 'string' } });
  if (typeof out !== 'string' || !world.url) return misused('backup', world);
  const { now = Date.now } = world;
  return withRedis(world, async (redis) => {
    await checkRestored(redis);
    const summary = await writeBackup(out, readAll(redis, now), now());
    world.say(`已备份${counted(summary)}：${out}`);
    world.say('里面有大家的回答，请和 Redis 的数据一样锁好，过期就删。');
  });
}

export async function restoreCommand(args: readonly string[], world: BackupWorld): Promise<number> {
  const { from, replace } = words(args, { from: { type: 'string' }, replace: { type: 'boolean' } });
  if (typeof from !== 'string' || !world.url) return misused('restore', world);
  const { now = Date.now } = world;
  return withRedis(world, async (redis) => {
    const summary = await checkBackup(from);
    const again = await isHalfRestored(redis);
    const filled = again || (await holdsAnything(redis));
    if (filled && !again && replace !== true) {
      throw new BackupError(
        '这个 Redis 里已经有述职助手的数据，没有动它。确定要用备份换掉全部现有数据，就先停掉程序、再备份一次，然后加上 --replace',
      );
    }
    if (again) world.say('上次恢复没有做完，清掉那一部分，从头恢复。');
    await restoring(redis, async () => {
      if (filled) await removeAll(redis);
      await writeAll(redis, groupsOf(from), now());
    });
    world.say(`已恢复${counted(summary)}，是 ${shanghai(summary)} 的备份。现在可以启动程序了。`);
  });
}

const counted = ({ reports, groups }: Summary): string => ` ${reports} 份报告（共 ${groups} 组数据）`;

const shanghai = ({ header }: Summary): string =>
  new Date(header.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

/** Nothing when there is a word that is not understood. */
function words(args: readonly string[], options: Options): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: [...args], options: options ?? {} }).values;
  } catch {
    return {};
  }
}

function misused(command: keyof typeof USAGE, { complain }: BackupWorld): number {
  complain(USAGE[command]);
  return 2;
}

/** 1 with the sentence that says why, when Redis does not answer or what is stored there does not allow it. */
export async function withRedis(
  { url = '', complain, now = Date.now }: BackupWorld,
  work: (redis: Connection) => Promise<void>,
): Promise<number> {
  const exam = await examineRedis(url, now);
  if (!exam.answered) {
    for (const { sentence, mend = '' } of redisFindings(exam)) complain(`${sentence}。${mend}`);
    return 1;
  }
  const redis = connectRedis(url, 'worker');
  try {
    await redis.ping();
    await work(redis);
    return 0;
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof DataKeyError)) throw error;
    complain(error.message);
    return 1;
  } finally {
    await closeRedis(redis);
  }
}
