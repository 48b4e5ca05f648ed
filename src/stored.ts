/** @module `dump` and `dead-letters`: what is stored, looked at from the command line. */
import { writeFile } from 'node:fs/promises';
import type { Kind } from './app/draft.ts';
import { deadLettersCommand } from './cli/dead-letters.ts';
import { dumpLine } from './cli/migrate-check.ts';
import { createQueues } from './jobs/queues.ts';
import { withStore } from './with-redis.ts';

export interface StoredWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** 0 done, 1 it could not be, 2 not understood. Without `kinds` a later check cannot tell new questions from old ones. */
export async function dumpCommand(
  [flag, file]: readonly string[],
  kinds: ReadonlyMap<string, Kind> | undefined,
  { environment, say, complain }: StoredWorld,
): Promise<number> {
  const usage = '用法：REDIS_URL=… dump --out 文件';
  if (flag !== '--out' || file === undefined) {
    complain(usage);
    return 2;
  }
  return withStore({ environment, complain, usage }, async (store) => {
    const lines: string[] = [];
    for (const id of await store.all()) {
      const report = await store.load(id);
      if (report !== undefined) lines.push(dumpLine(report, kinds?.get(report.about.kind)?.flow));
    }
    await writeFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    say(`已写入 ${lines.length} 份报告：${file}。里面有大家的回答，请妥善保管。`);
    return 0;
  });
}

export function deadLetters(
  args: readonly string[],
  { environment, say, complain }: StoredWorld,
): Promise<number> {
  const usage = '用法：REDIS_URL=… dead-letters [--resend 编号]';
  return withStore({ environment, complain, usage }, async (store, redis) => {
    const queues = createQueues(redis);
    const wake = { send: (report: string) => queues.send(report, 'draft'), draft: queues.draft };
    try {
      return await deadLettersCommand(args, { store, wake, now: Date.now }, { say, complain });
    } finally {
      await queues.close();
    }
  });
}
