/** @module What was found at Redis, judged. */
import type { RedisExam } from '../store/examine.ts';
import { type Finding, note, ok, wrong } from './finding.ts';
import { clockSkew } from './machine.ts';

const CONFIGURE = '在 redis.conf 里写';
const COMPOSE = '（用本项目的 docker-compose.yml 启动的 Redis 已经设好）';

export function redisFindings(exam: RedisExam): readonly Finding[] {
  if (!exam.answered) return [unreachable(exam)];
  return [
    ok('redis', `Redis 能连上：${exam.address}`),
    version(exam),
    aof(exam),
    eviction(exam),
    exam.refusesWrites === undefined
      ? ok('redis-write', 'Redis 能写、能读、能删')
      : wrong('redis-write', `Redis 写不进去：${exam.refusesWrites}`, writeMend(exam.refusesWrites)),
    exam.clock === undefined
      ? note('redis-clock', 'Redis 没有说它的时间')
      : clockSkew('redis-clock', ' Redis 所在的机器', exam.clock, 1),
  ];
}

type Answered = Extract<RedisExam, { answered: true }>;

function unreachable({ address, error }: Extract<RedisExam, { answered: false }>): Finding {
  const where = address === undefined ? '' : `（${address}）`;
  if (address === undefined) return wrong('redis', 'REDIS_URL 看不懂', `写法不对：${error}`);
  if (/WRONGPASS|NOAUTH|invalid username-password|AUTH/i.test(error)) {
    return wrong(
      'redis',
      `Redis${where}不接受用户名或密码`,
      '检查 REDIS_URL 里的密码；密码里的 % 要写成 %25，@ 写成 %40',
    );
  }
  return wrong(
    'redis',
    `Redis${where}连不上`,
    '看 Redis 启动了没有，地址和端口对不对；用 Docker 的，运行 docker compose ps 看 redis 是不是 healthy',
    { error },
  );
}

function version({ version, problems }: Answered): Finding {
  if (version === undefined) return note('redis-version', 'Redis 没有说它的版本');
  return problems.includes('old')
    ? wrong('redis-version', `Redis 是 ${version}，太旧了`, '请换成 Redis 6.2 以上，或 Valkey 8', {
        version,
        wanted: '6.2 or newer',
      })
    : ok('redis-version', `Redis 版本 ${version}`);
}

function aof({ aof, problems }: Answered): Finding {
  if (aof === undefined) {
    return note(
      'redis-aof',
      'Redis 没有说有没有打开 AOF',
      '托管的 Redis，请在它的控制台确认持久化（AOF）是打开的',
    );
  }
  return problems.includes('no-aof')
    ? wrong(
        'redis-aof',
        'Redis 没有打开 AOF：断电或重启会丢掉大家填的内容',
        `${CONFIGURE} appendonly yes 和 appendfsync always，再重启 Redis${COMPOSE}`,
        { set: 'appendonly yes' },
      )
    : ok('redis-aof', 'Redis 打开了 AOF，重启不丢内容');
}

function eviction({ policy, problems }: Answered): Finding {
  if (policy === undefined) {
    return note(
      'redis-eviction',
      'Redis 没有说内存满了怎么办',
      '托管的 Redis，请在它的控制台把淘汰策略设为 noeviction',
    );
  }
  return problems.includes('evicts')
    ? wrong(
        'redis-eviction',
        `Redis 内存满了会自己删数据（${policy}）：大家填的内容可能被删掉`,
        `${CONFIGURE} maxmemory-policy noeviction，再重启 Redis${COMPOSE}`,
        { set: 'maxmemory-policy noeviction' },
      )
    : ok('redis-eviction', 'Redis 内存满了也不会自己删数据');
}

function writeMend(refusal: string): string {
  if (/READONLY/.test(refusal))
    return '连到的是只读的副本：REDIS_URL 换成主节点，或用 redis+sentinel:// 的写法';
  if (/OOM/.test(refusal)) return 'Redis 的内存满了：调大 maxmemory，或清理别的数据';
  if (/NOPERM/.test(refusal))
    return '这个用户没有写的权限：在 Redis 的 ACL 里给它全部命令，和 sz:*、{sz}:* 两类键的权限';
  if (/MISCONF/.test(refusal)) return 'Redis 不能写盘：看磁盘是不是满了、目录有没有权限';
  return '看 Redis 的日志';
}
