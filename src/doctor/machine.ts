/** @module This machine: the Node that runs here, the address for /healthz, and its clock. */
import { createServer } from 'node:net';
import { type Finding, note, ok, wrong } from './finding.ts';

const OLDEST = [20, 19] as const;

export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return old
    ? wrong('node', `Node.js 是 ${version}，太旧了`, `请装 ${OLDEST.join('.')} 或更新的 Node.js`)
    : ok('node', `Node.js ${version}`);
}

const HEALTH_MS = 2000;

/** Free, taken by the bot itself, or taken by somebody else. */
export async function httpAddress(address: string, token?: string): Promise<Finding> {
  const at = address.lastIndexOf(':');
  const [host, port] = [address.slice(0, at), Number(address.slice(at + 1))];
  const failure = await tryListening(host, port);
  if (failure === undefined) {
    const open = !/^(?:127\.|localhost$|::1$)/.test(host);
    return open
      ? note('http', `健康检查的地址 ${address} 可以用，但不只本机能访问`, '没有需要就改回 127.0.0.1:8788')
      : ok('http', `健康检查的地址 ${address} 空着，可以用`);
  }
  if (failure === 'EADDRINUSE' && (await isOurs(address, token))) {
    return note(
      'http',
      `述职助手正在这台机器上运行（${address}）。自检时，点击和消息可能被它接走`,
      '要检查点击和消息，请先停掉述职助手，自检完再启动',
    );
  }
  const mends: Readonly<Record<string, string>> = {
    EADDRINUSE: '这个端口被别的程序占着：停掉它，或把 HTTP_ADDR 换一个端口',
    EADDRNOTAVAIL: 'HTTP_ADDR 里的地址不是这台机器的：一般写 127.0.0.1:8788',
    EACCES: '没有权限用这个端口：HTTP_ADDR 换成 1024 以上的端口',
  };
  return wrong(
    'http',
    `健康检查的地址 ${address} 不能用（${failure}）`,
    mends[failure] ?? '把 HTTP_ADDR 换一个地址和端口',
  );
}

function tryListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    try {
      server.listen(port, host, () => server.close(() => resolve(undefined)));
    } catch {
      resolve('EADDRNOTAVAIL');
    }
  });
}

async function isOurs(address: string, token: string | undefined): Promise<boolean> {
  try {
    const response = await fetch(`http://${address}/healthz`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(HEALTH_MS),
    });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'ok' in body && 'redis' in body;
  } catch {
    return false;
  }
}

/** A clock seen elsewhere, between two looks at ours, ms. */
export interface SeenClock {
  readonly theirs: number;
  readonly asked: number;
  readonly answered: number;
}

/** Reminders keep office hours and tokens their time; a machine with time synchronisation is off by far less. */
const SKEW_MS = 10_000;

/** `grain`: the clock seen counts in steps of so many ms, and is rounded down. */
export function clockSkew(id: string, whose: string, clock: SeenClock, grain: number): Finding {
  // Anywhere between the two looks would have been right.
  const ahead = Math.max(0, clock.asked - (clock.theirs + grain));
  const behind = Math.max(0, clock.theirs - clock.answered);
  const off = ahead - behind;
  if (Math.abs(off) <= SKEW_MS) return ok(id, `时钟与${whose}一致`, { offMs: off });
  return wrong(
    id,
    `这台机器的时钟比${whose}${off > 0 ? '快' : '慢'} ${spoken(Math.abs(off))}`,
    '请打开时间自动同步（Linux：timedatectl set-ntp true），时区不用管',
    { offMs: off },
  );
}

function spoken(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`;
}
