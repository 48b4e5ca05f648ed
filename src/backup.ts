/** @module `backup` and `restore`: joins the file, the store and the words for people. */
import { parseArgs } from 'node:util';
import { holdsAnything, readAll, removeAll, writeAll } from './store/backup.ts';
import { BackupError, checkBackup, groupsOf, type Summary, writeBackup } from './store/backup-file.ts';
import { checkRestored, isHalfRestored, restoring } from './store/restoring.ts';
import { withRedis } from './with-redis.ts';

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
  const { url, now = Date.now } = world;
  return withRedis({ ...world, url }, async (redis) => {
    await checkRestored(redis);
    const summary = await writeBackup(out, readAll(redis, now), now());
    world.say(`已备份${counted(summary)}：${out}`);
    world.say('里面有大家的回答，请和 Redis 的数据一样锁好，过期就删。');
    return 0;
  });
}

export async function restoreCommand(args: readonly string[], world: BackupWorld): Promise<number> {
  const { from, replace } = words(args, { from: { type: 'string' }, replace: { type: 'boolean' } });
  if (typeof from !== 'string' || !world.url) return misused('restore', world);
  const { url, now = Date.now } = world;
  return withRedis({ ...world, url }, async (redis) => {
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
    return 0;
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
