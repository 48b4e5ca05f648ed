/** @module `rotate-key`: everything stored under the newest key of DATA_KEY. */
import { readDataKeys } from './settings.ts';
import { createSealer } from './store/sealed.ts';
import { rotate } from './store/seals.ts';
import { createStore } from './store/store.ts';
import { withRedis } from './with-redis.ts';

export interface RotateWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** 0 done, 1 it could not be (all of it), 2 not understood. */
export async function rotateCommand(args: readonly string[], world: RotateWorld): Promise<number> {
  const { say, complain, environment } = world;
  const url = environment['REDIS_URL'];
  const read = readDataKeys(environment);
  if ('problem' in read) complain(read.problem);
  else if (read.keys.length === 0) complain('DATA_KEY：没有设置。换密钥时写成 DATA_KEY=新的,旧的');
  if (args.length > 0 || !url) complain('用法：REDIS_URL=… DATA_KEY=新的,旧的 rotate-key');
  if ('problem' in read || read.keys.length === 0 || args.length > 0 || !url) return 2;
  return withRedis({ url, complain }, async (redis) => {
    const sealer = createSealer(read.keys);
    const { reports, sealed, settled } = await rotate(redis, createStore({ redis, sealer }), sealer);
    say(`${reports} 份报告，改用密钥 ${sealer.newest} 重新加密了 ${sealed} 处内容。`);
    if (settled) say('全部完成，旧密钥可以从 DATA_KEY 里去掉了（旧备份还要用它，请另行保存）。');
    else complain('还有程序在用旧密钥写入：请先用新的 DATA_KEY 重启全部程序，再运行一次本命令。');
    return settled ? 0 : 1;
  });
}
