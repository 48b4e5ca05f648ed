/**
 * `npm run fuzz -- [--count N] [--seed S] [--target T [--at NUMBER]]`: mutated samples through everything that reads
 * outside input. Figures as JSON lines, one a target, then the sum; exit 1 when something crashed or hung.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now()) },
    target: { type: 'string' },
    at: { type: 'string' },
  },
});
const { seed } = values;
const count = Number(values.count);
const chosen = targets().filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0 || !Number.isSafeInteger(count)) throw new Error('no such target, or no such count');
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
console.log(JSON.stringify({ seed, count }));

/** An input that never ends blocks this thread: another one says which it was, and ends the process. */
const WATCH = `
const { workerData: { shared, names } } = require('node:worker_threads');
const at = new Int32Array(shared);
let before = '';
setInterval(() => {
  const now = names[at[0]] + ' --at ' + at[1];
  if (now === before && at[1] >= 0) { console.error('does not end: --target ' + now); process.kill(process.pid, 'SIGKILL'); }
  before = now;
}, 60000);`;
const at = new Int32Array(new SharedArrayBuffer(8));
const names = chosen.map(({ name }) => name);
const watch = new Worker(WATCH, { eval: true, workerData: { shared: at.buffer, names } });

let failed = 0;
let inputs = 0;
for (const [index, target] of chosen.entries()) {
  Atomics.store(at, 0, index);
  const [from, to] =
    values.at === undefined
      ? [0, Math.ceil((count * target.share) / shares)]
      : [Number(values.at), Number(values.at) + 1];
  const begun = performance.now();
  const { crashes, hangs, ...figures } = await fuzz(target, seed, from, to, (number) =>
    Atomics.store(at, 1, number),
  );
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  for (const { number, what } of [...crashes, ...hangs]) {
    console.log(`--seed ${seed} --target ${target.name} --at ${number}\n${what}`);
  }
  console.log(JSON.stringify({ ...figures, seconds, crashes: crashes.length, hangs: hangs.length }));
  failed += crashes.length + hangs.length;
  inputs += figures.inputs;
  Atomics.store(at, 1, -1);
  await target.close?.();
}
await watch.terminate();
console.log(JSON.stringify({ seed, inputs, failed }));
process.exit(failed > 0 ? 1 : 0);
