import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentFor, type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

/** Starting a process takes long on a busy machine. */
const PATIENCE_MS = 180_000;

describe.skipIf(skipped('real'))(named('a program that is told to stop', 'real'), () => {
  let office: Office;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    office = await openOffice('real', []);
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await office?.close();
  });

  /** A process of its own; `logged` resolves when it has said so. */
  function start(...args: readonly string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start', ...args], {
      env: { ...process.env, ...environmentFor(office.feishu, office.redis) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.push(child);
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    const logged = (message: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => log.includes(message) && resolve();
        child.stderr?.on('data', look);
        child.once('exit', () => reject(new Error(`ended before it said ${message}:\n${log}`)));
        look();
      });
    return { child, logged, log: () => log, ended: once(child, 'exit') };
  }

  it(
    'in the middle of an interview and of a draft ends with 0, and nothing is dropped',
    async () => {
      const zhang = office.secretary('张敏');
      const one = start();
      await one.logged('"msg":"running"');
      await zhang.opens();
      await zhang.click('开始');
      await zhang.click('提交', { writerName: '张敏', branchName: '清源河支部', superior: '公司党委' });
      for (const text of ['支委会十三次', '党课六次', '生成'])
        office.feishu.side.say({ person: '张敏', text });
      await office.feishu.side.waitFor(() => office.feishu.side.deliveries().some((one) => one.acknowledged));
      one.child.kill('SIGTERM');
      expect(await one.ended, one.log()).toEqual([0, null]);
      expect(one.log()).toContain('"msg":"stopped"');
      // What came meanwhile was not acknowledged, so Feishu says it again to the next process.
      const two = start();
      await two.logged('"msg":"running"');
      await zhang.until((messages) => messages.some(({ text }) => text.includes('第 1 稿好了')));
      const { text } = await zhang.file();
      expect(text).toContain('13次');
      await zhang.says('目录');
      await zhang.click('组织生活');
      expect(readable(zhang.card())).toContain('支委会：13 次');
      expect(readable(zhang.card())).toContain('党课：6 次');
      expect(zhang.chat().filter(({ type }) => type === 'file')).toHaveLength(1);
      two.child.kill('SIGINT');
      expect(await two.ended, two.log()).toEqual([0, null]);
    },
    PATIENCE_MS,
  );

  it(
    'while Redis hangs still ends in its time, and at once when told again',
    async () => {
      const [one, two] = [start('worker'), start('worker')];
      await Promise.all([one, two].map(({ logged }) => logged('"msg":"running"')));
      office.redis.freeze(true);
      one.child.kill('SIGTERM');
      two.child.kill('SIGTERM');
      await two.logged('"msg":"stopping"');
      // The same signal twice within a moment is npm passing one on.
      await new Promise((resolve) => setTimeout(resolve, 500));
      two.child.kill('SIGTERM');
      expect(await two.ended, two.log()).toEqual([1, null]);
      expect(await one.ended, one.log()).toEqual([0, null]);
      office.redis.freeze(false);
    },
    PATIENCE_MS,
  );

  it(
    'before it has started ends with 0',
    async () => {
      await office.redis.kill();
      const one = start();
      await one.logged('Redis does not answer');
      one.child.kill('SIGTERM');
      expect(await one.ended, one.log()).toEqual([0, null]);
      await office.redis.restart();
    },
    PATIENCE_MS,
  );
});
