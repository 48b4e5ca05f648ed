/** @module A few values kept in memory: those that were used last. */

export interface KeptValues<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
}

/** Holds at most `most`; the one not used for longest goes first. */
export function keepNewest<T>(most: number): KeptValues<T> {
  // A Map remembers the order in which its keys came.
  const all = new Map<string, T>();
  const put = (key: string, value: T) => {
    all.delete(key);
    all.set(key, value);
  };
  return {
    get(key) {
      const value = all.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      put(key, value);
      const [oldest] = all.keys();
      if (all.size > most && oldest !== undefined) all.delete(oldest);
    },
    delete: (key) => void all.delete(key),
  };
}
