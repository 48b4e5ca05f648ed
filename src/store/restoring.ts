/**
 * @module A restore that was killed leaves half of a backup, and a report without its outbox looks like any other. So a
 * mark stands there before the first write and until after the last; with it nothing starts and nothing is backed up.
 */
import { BackupError } from './backup-file.ts';
import type { Connection } from './connect.ts';
import { restoringKey } from './keys.ts';

export const isHalfRestored = async (redis: Connection): Promise<boolean> =>
  (await redis.exists(restoringKey)) === 1;

/** Throws a BackupError when a restore was begun here and not finished. */
export async function checkRestored(redis: Connection): Promise<void> {
  if (!(await isHalfRestored(redis))) return;
  throw new BackupError(
    '上次恢复没有做完，这个 Redis 里只有一部分数据，没有动它。请把 restore 命令照原样再运行一次，做完再启动或备份。',
  );
}

/** `work` writes everything; when it does not end, the mark stays. */
export async function restoring(redis: Connection, work: () => Promise<void>): Promise<void> {
  await redis.set(restoringKey, '1');
  await work();
  await redis.del(restoringKey);
}
