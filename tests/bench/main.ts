/**
 * `npm run bench [-- --check]`: figures as JSON lines, then a table. With --check, exit 1 when a budget is missed.
 * Needs a real redis-server on the PATH.
 */
import { realRedisAvailable, testRedis } from '../support/redis.ts';
import { benchChecks } from './checks.ts';
import { table } from './measure.ts';
import { benchEdge, benchFiles, benchInterview } from './others.ts';
import { benchReading } from './reading.ts';
import { benchTurns } from './turns.ts';

if (!realRedisAvailable()) {
  console.error('bench needs a real server: install redis-server (apt-get install redis-server)');
  process.exit(2);
}
const server = await testRedis('real');
const turns = await benchTurns(server);
await server.close();
const figures = [
  ...turns,
  ...benchReading(),
  ...benchChecks(),
  ...(await benchFiles()),
  ...(await benchEdge()),
  ...(await benchInterview()),
];
for (const one of figures) console.log(JSON.stringify(one));
console.log(table(figures));
const missed = figures.filter(({ budget }) => budget?.met === false);
process.exit(process.argv.includes('--check') && missed.length > 0 ? 1 : 0);
