/** @module In order, one at a time, per key, inside this process. Between processes the version check decides. */

export type Chain = <T>(key: string, task: () => Promise<T>) => Promise<T>;

export function createChain(): Chain {
  const tails = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const run = (tails.get(key) ?? Promise.resolve()).then(task, task);
    const tail = run.catch(() => undefined);
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return run;
  };
}
