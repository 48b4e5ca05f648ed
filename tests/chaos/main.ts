/**
 * Holds interviews while processes are killed, sockets dropped, events doubled and calls failed, and balances the books.
 *
 *   npm run chaos -- [--seconds 600] [--seed N] [--at-once 20] [--kill-every ms] [--program FOLDER] [--log FILE]
 *   npm run chaos -- --outage 60 --at-once 50 --seconds 120    Redis is away once for so many seconds, in the middle
 *
 * The last line is `{"interviews","kills","faults","lost","doubled","misfiled","stuck"}`; exit 1 unless the last four are 0.
 */
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { chaos } from './run.ts';
import { build } from './stage.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    'at-once': { type: 'string', default: '20' },
    'kill-every': { type: 'string', default: '2500' },
    program: { type: 'string', default: process.cwd() },
    log: { type: 'string' },
    outage: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const log = values.log === undefined ? undefined : createWriteStream(values.log);
build(values.program);
const { totals } = await chaos({
  seconds: Number(values.seconds),
  seed,
  atOnce: Number(values['at-once']),
  killEvery: Number(values['kill-every']),
  program: values.program,
  command: ['dist/main.js'],
  ...(values.outage === undefined ? {} : { outage: 1000 * Number(values.outage) }),
  ...(log === undefined ? {} : { logged: (line: string) => void log.write(`${line}\n`) }),
  say,
});
say(
  'Redis ran with appendonly yes, appendfsync everysec: what was acknowledged outlives a process that is killed, unless ' +
    'the disk is so slow that its last sync still runs (then, as after a power cut, the last second or two are gone); ' +
    'appendfsync always, as docker-compose.yml has it, loses nothing, no append-only file loses all.',
);
say(JSON.stringify(totals));
process.exit(totals.lost + totals.doubled + totals.misfiled + totals.stuck === 0 ? 0 : 1);
