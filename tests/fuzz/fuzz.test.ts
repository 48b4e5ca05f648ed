/** A few thousand of the inputs that `npm run fuzz` makes; a failure is looked at again by the command it prints. */
import { describe, expect, it } from 'vitest';
import { fuzz, type Target } from './fuzz.ts';
import { mutateBytes, mutateJson, mutateText } from './mutate.ts';
import { randomOf } from './random.ts';
import { targets } from './targets.ts';

const SEED = 'npm test';
const INPUTS = 3000;

describe('what comes from outside, made wrong', () => {
  const all = targets();
  const shares = all.reduce((sum, { share }) => sum + share, 0);
  it.each(all.map((target) => [target.name, target] as const))(
    `${SEED}: %s neither crashes nor hangs`,
    async (_, target) => {
      const count = Math.ceil((INPUTS * target.share) / shares);
      const { crashes, hangs, inputs } = await fuzz(target, SEED, 0, count);
      await target.close?.();
      expect([...crashes, ...hangs]).toEqual([]);
      expect(inputs).toBe(count);
    },
    120_000,
  );
});

describe('the fuzzer itself', () => {
  const target = (input: Target['input']): Target => ({ name: 'x', share: 1, story: 10, input });

  it('sees what throws, what rejects and what takes too long, and stops at too many', async () => {
    const wrong = target(async (random) => {
      if (random.chance(0.5)) throw new Error('broken');
      await Promise.reject(new TypeError('rejected'));
    });
    const { crashes } = await fuzz(wrong, 's', 0, 1000);
    expect(crashes).toHaveLength(20);
    expect(new Set(crashes.map(({ what }) => what.split(':')[0]))).toEqual(new Set(['Error', 'TypeError']));
    const slow = target(() => {
      const begun = process.cpuUsage();
      while (process.cpuUsage(begun).user + process.cpuUsage(begun).system < 1_100_000);
    });
    expect((await fuzz(slow, 's', 0, 1)).hangs).toHaveLength(1);
  });

  it('makes the same input again from seed, target and number, with the story before it', async () => {
    const seen: string[] = [];
    const noted = target(
      (random, number) => void seen.push(`${number} ${mutateText(random, '支委会十二次')}`),
    );
    await fuzz(noted, 's', 0, 30);
    const all = seen.splice(0);
    await fuzz(noted, 's', 25, 26);
    expect(seen).toEqual(all.slice(20, 26));
    await fuzz(noted, 'other', 0, 30);
    expect(seen.slice(6)).not.toEqual(all);
  });

  it('leaves the sample alone and makes what is still JSON', () => {
    const sample = { a: [1, { b: '二' }], c: null };
    const bytes = Uint8Array.from([1, 2, 3]);
    const random = randomOf('s');
    const made = Array.from({ length: 500 }, () => JSON.stringify(mutateJson(random, sample)));
    expect(new Set(made).size).toBeGreaterThan(100);
    expect(made.some((one) => one.includes('"__proto__"'))).toBe(true);
    mutateBytes(random, bytes);
    expect(sample).toEqual({ a: [1, { b: '二' }], c: null });
    expect([...bytes]).toEqual([1, 2, 3]);
  });
});
