import { describe, expect, it } from 'vitest';
import { named, skipped } from '../support/redis.ts';
import { chaos } from './run.ts';

/** Long enough for some kills of each and some hundred faults; the long run is `npm run chaos`. */
const SECONDS = 15;

describe.skipIf(skipped('real'))(named('interviews while everything is killed', 'real'), () => {
  it('lose nothing, double nothing, misfile nothing and get stuck nowhere', {
    timeout: 400_000,
  }, async () => {
    const said: string[] = [];
    const { totals } = await chaos({
      ...{ seconds: SECONDS, seed: Math.floor(Math.random() * 1e9), atOnce: 5, killEvery: 2_500 },
      program: process.cwd(),
      command: ['--import', 'tsx', 'src/main.ts'],
      say: (line) => void said.push(line),
    });
    expect(totals.interviews).toBeGreaterThan(0);
    expect(totals.kills).toBeGreaterThan(0);
    const { lost, doubled, misfiled, stuck } = totals;
    expect({ lost, doubled, misfiled, stuck }, said.join('\n')).toEqual({
      ...{ lost: 0, doubled: 0, misfiled: 0, stuck: 0 },
    });
  });
});
