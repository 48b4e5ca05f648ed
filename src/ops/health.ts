/** @module How the program is: what is wrong, what is worth mending, and whether it takes work now. */
import type { Finding } from '../doctor/finding.ts';
import type { ConnectionState } from '../feishu/port.ts';
import { dayOf, yearOf } from '../flow/days.ts';
import { isAnnounced } from '../flow/reminders/workdays.ts';

export type Phase = 'starting' | 'running' | 'stopping';

/** What stops the work: the store is away, this process' worker has no connection to it, Feishu is not connected. */
export type Wrong = 'redis' | 'worker' | 'feishu';

export interface Health {
  /** Nothing that stops the work is wrong. */
  readonly ok: boolean;
  /** It takes work now: running, and ok. */
  readonly ready: boolean;
  readonly phase: Phase;
  readonly wrong: readonly Wrong[];
  readonly redis: 'up' | 'down';
  /** Of a process that holds a long connection. */
  readonly feishu?: ConnectionState & { readonly secondsSinceInbound?: number };
  /** What the check at the start found to be mended, in Chinese. */
  readonly warnings: readonly Pick<Finding, 'id' | 'sentence' | 'mend'>[];
  /** Whether the holidays of this year and the next are known; else Monday to Friday count as workdays. */
  readonly holidays: Readonly<Record<number, boolean>>;
}

export interface Vitals {
  readonly phase: Phase;
  readonly redis: boolean;
  /** Of a process that runs jobs. */
  readonly worker?: boolean;
  readonly connection?: ConnectionState;
  readonly warnings: readonly Finding[];
  readonly now: number;
}

export function healthOf({ phase, redis, worker, connection, warnings, now }: Vitals): Health {
  const wrong: Wrong[] = [];
  if (!redis) wrong.push('redis');
  if (worker === false) wrong.push('worker');
  // Before it was opened for the first time it is not lost.
  if (connection !== undefined && connection.state !== 'connected' && connection.state !== 'idle')
    wrong.push('feishu');
  const year = yearOf(dayOf(now));
  const ok = wrong.length === 0;
  return {
    ok,
    ready: ok && phase === 'running',
    phase,
    wrong,
    redis: redis ? 'up' : 'down',
    ...(connection === undefined ? {} : { feishu: { ...connection, ...heard(connection, now) } }),
    warnings: warnings.map(({ id, sentence, mend }) => ({
      id,
      sentence,
      ...(mend === undefined ? {} : { mend }),
    })),
    holidays: { [year]: isAnnounced(year), [year + 1]: isAnnounced(year + 1) },
  };
}

const heard = ({ lastInbound }: ConnectionState, now: number) =>
  lastInbound === undefined ? {} : { secondsSinceInbound: Math.round((now - lastInbound) / 1000) };
