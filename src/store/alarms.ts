/** @module Alarms that wait to be sent to the administrators: one of a kind and day, by whichever process was first. */
import type { Cluster, Redis } from 'ioredis';
import { z } from 'zod';
import { alarmDayKey, alarmsKey } from './keys.ts';
import { defineScripts } from './scripts.ts';
import { decode, encode } from './stored.ts';

/** Beyond the day, and clocks that go wrong by one. */
const DAY_KEPT_MS = 3 * 24 * 3_600_000;

const alarmSchema = z.object({
  /** open_id of an administrator. */
  to: z.string(),
  text: z.string(),
  /** ms. */
  at: z.number(),
  /** When it was first tried, ms. */
  tried: z.number().exactOptional(),
});

export type WaitingAlarm = z.output<typeof alarmSchema>;

export interface AlarmBox {
  /** False when this kind was raised on this day before. `alarms` by id, which is the uuid of the send. */
  raise(kind: string, day: string, alarms: ReadonlyMap<string, WaitingAlarm>): Promise<boolean>;
  /** By id, oldest first. */
  waiting(): Promise<ReadonlyMap<string, WaitingAlarm>>;
  /** Remembers that it is about to be tried. */
  trying(id: string, alarm: WaitingAlarm): Promise<void>;
  done(id: string): Promise<void>;
}

export function createAlarmBox({ redis }: { redis: Redis | Cluster }): AlarmBox {
  defineScripts(redis);
  const put = (id: string, alarm: WaitingAlarm) => encode(alarmSchema, alarm, alarmsKey, id);
  return {
    async raise(kind, day, alarms) {
      const entries = [...alarms].flatMap(([id, alarm]) => [id, put(id, alarm)]);
      return (await redis.szAlarm(alarmDayKey(kind, day), alarmsKey, DAY_KEPT_MS, ...entries)) === 1;
    },
    async waiting() {
      const entries = Object.entries(await redis.hgetall(alarmsKey));
      const alarms = entries.map(([id, json]) => [id, decode(alarmSchema, json, alarmsKey, id)] as const);
      return new Map(alarms.sort(([, a], [, b]) => a.at - b.at));
    },
    async trying(id, alarm) {
      await redis.hset(alarmsKey, id, put(id, alarm));
    },
    async done(id) {
      await redis.hdel(alarmsKey, id);
    },
  };
}
