/**
 * @module Looks at the program every half minute and tells an administrator what nobody else would notice. What counts
 * as trouble is decided by `troubles`, from one look and from since when the connection has been down.
 */
import type { Alarm, AlarmKind } from '../app/alarm.ts';
import type { Log } from '../app/log.ts';
import type { ConnectionState } from '../feishu/port.ts';
import type { ServerState } from '../store/gauges.ts';

export interface Look {
  /** ms. */
  readonly now: number;
  /** Of a process that holds a long connection. */
  readonly connection?: ConnectionState;
  /** Absent while it cannot be asked. */
  readonly server?: ServerState;
  /** Calls of this month and how many there may be; absent without a budget, and while it cannot be asked. */
  readonly calls?: { readonly made: number; readonly budget: number };
}

export interface Memory {
  /** Since when the connection is not up, ms. */
  readonly downSince?: number;
  /** That was told. */
  readonly told?: boolean;
  readonly cardFrames?: number;
}

export interface Trouble {
  readonly kind: AlarmKind;
  readonly text: string;
}

const MINUTE = 60_000;
/** The platform closes connections now and then, and is back within seconds. */
export const DOWN_MS = 5 * MINUTE;
const MEMORY_MOST = 0.8;
const CALLS_MOST = 0.8;
const LOOK_EVERY_MS = 30_000;

export function troubles(
  { now, connection, server, calls }: Look,
  before: Memory,
): { readonly troubles: readonly Trouble[]; readonly memory: Memory } {
  const found: Trouble[] = [];
  if (server?.memory !== undefined && server.memory >= MEMORY_MOST) {
    const text = `Redis 的内存用到了 ${Math.round(server.memory * 100)}%，满了就存不进新的回答。请调大 maxmemory 或加内存。`;
    found.push({ kind: 'redis-memory', text });
  }
  if (server?.diskError === true) {
    const text = 'Redis 写硬盘（AOF）失败，断电会丢回答。请看硬盘是不是满了、目录有没有权限。';
    found.push({ kind: 'redis-disk', text });
  }
  if (calls !== undefined && calls.made >= calls.budget * CALLS_MOST) {
    const part = Math.floor((calls.made / calls.budget) * 100);
    const text = `本月调用飞书接口 ${calls.made} 次，已到预算 ${calls.budget} 次的 ${part}%。用完以后到下月之前发不出消息，请考虑购买额度。`;
    found.push({ kind: 'call-budget', text });
  }
  if (connection === undefined) return { troubles: found, memory: {} };
  const { cardFrames } = connection;
  if (cardFrames > (before.cardFrames ?? 0)) {
    const text =
      '飞书还在用旧的方式送按钮的点击：回调的订阅没有生效。请照管理员指南第 3 节第 2 步保存，再发布一个版本。';
    found.push({ kind: 'card-frames', text });
  }
  const up = connection.state === 'connected';
  const { downSince = now, told = false } = before;
  const down = Math.max(0, now - downSince);
  if (up) {
    if (told)
      found.push({ kind: 'connection-back', text: `和飞书的连接恢复了，断了约 ${minutes(down)} 分钟。` });
    return { troubles: found, memory: { cardFrames } };
  }
  const late = down >= DOWN_MS;
  if (late && !told) {
    const text = `和飞书的长连接断了 ${minutes(down)} 分钟，正在一直重连。这段时间点按钮没有反应，说的话连上后会补收。请看这台机器能不能访问飞书、应用有没有停用。`;
    found.push({ kind: 'connection-lost', text });
  }
  return { troubles: found, memory: { cardFrames, downSince, told: told || late } };
}

const minutes = (ms: number): number => Math.max(1, Math.round(ms / MINUTE));

export interface WatchParts {
  readonly look: () => Promise<Look>;
  readonly alarm: Alarm;
  readonly log: Log;
  /** ms; default half a minute. */
  readonly every?: number;
}

/** Until `close`. */
export function startWatch({ look, alarm, log, every = LOOK_EVERY_MS }: WatchParts): { close(): void } {
  let memory: Memory = {};
  let looking = false;
  const once = async () => {
    if (looking) return;
    looking = true;
    try {
      const seen = troubles(await look(), memory);
      memory = seen.memory;
      for (const { kind, text } of seen.troubles) await alarm(kind, text);
    } catch (err) {
      log.warn({ err }, 'could not look after the program');
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void once(), every);
  return { close: () => clearInterval(timer) };
}
