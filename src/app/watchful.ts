/** @module A store that tells an administrator when something in it cannot be read; whoever asked is refused as before. */
import type { Store } from '../store/port.ts';
import type { Alarm } from './alarm.ts';

export const watchful = (store: Store, alarm: Alarm): Store => {
  const told =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await read(...args);
      } catch (error) {
        // Known by its name: the class belongs to the store.
        if (error instanceof Error && error.name === 'StoredFormatError')
          void alarm('stored-data', UNREADABLE);
        throw error;
      }
    };
  return {
    ...store,
    load: told(store.load),
    outstanding: told(store.outstanding),
    person: told(store.person),
  };
};

const UNREADABLE =
  'Redis 里有数据读不出来：可能是程序退回了旧版本，或者数据被别的程序改过。没有覆盖它。请看日志里的 Stored data，必要时从备份恢复（管理员指南 5.2）。';
