/** How often each kind of trouble struck. */
export interface Tally {
  readonly count: (what: string) => void;
  readonly list: () => Record<string, number>;
}

export function createTally(): Tally {
  const times = new Map<string, number>();
  return {
    count: (what) => times.set(what, (times.get(what) ?? 0) + 1),
    list: () => Object.fromEntries(times),
  };
}
