import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueues } from '../../src/jobs/queues.ts';
import { startWorkers } from '../../src/jobs/workers.ts';
import { named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { recorded, until } from './helpers.ts';

describe.skipIf(skipped('real'))(named('jobs when Redis dies', 'real'), () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await testRedis('real');
  });
  afterAll(() => server.close());

  it('wakes fail while it is away, workers carry on by themselves, and nothing acknowledged is lost', async () => {
    const work = recorded();
    const log = () => undefined;
    const queues = createQueues(await server.connect(), log);
    const workers = await startWorkers(await server.connect('worker'), work, log);
    await queues.send('r1', 'answer');
    await until(() => work.count('r1') === 1, 'a drain');
    await queues.send('r2', 'reminder', 1500);

    await server.kill();
    await expect(queues.send('r3', 'answer')).rejects.toThrow();

    await server.restart();
    await until(() => work.count('r2') === 1, 'the drain of a wake from before', 8000);
    await until(
      () =>
        queues.send('r4', 'answer').then(
          () => true,
          () => false,
        ),
      'wakes to work again',
    );
    await until(() => work.count('r4') > 0, 'a new drain', 8000);

    server.freeze(true);
    await expect(queues.send('r5', 'answer')).rejects.toThrow();
    server.freeze(false);
    await until(
      () =>
        queues.send('r6', 'answer').then(
          () => true,
          () => false,
        ),
      'wakes to work again',
    );
    await until(() => work.count('r6') > 0, 'a drain after the frost', 8000);
    await workers.close(2000);
    await queues.close();
  });
});
