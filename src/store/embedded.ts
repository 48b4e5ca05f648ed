/** @module Starts the embedded server (js-redis-server) in a child process. Memory only, and slow: demo and tests. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const message = z.union([
  z.object({ port: z.number() }),
  z.object({ error: z.string(), missing: z.boolean() }),
]);
const START_MS = 20_000;
const END_MS = 2000;

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `missing`: the package is not installed (it is a devDependency). */
export class EmbeddedServerError extends Error {
  readonly missing: boolean;
  constructor(problem: string, missing: boolean) {
    super(problem);
    this.name = 'EmbeddedServerError';
    this.missing = missing;
  }
}

/** Throws EmbeddedServerError. */
export async function startEmbedded(): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL('./embedded-server.mjs', import.meta.url)), {
    execArgv: [],
    // A group of its own: Ctrl-C is for the program, which still has to write while it ends.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const said = await firstMessage(child).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });
  if ('error' in said) {
    await end(child);
    throw new EmbeddedServerError(said.error, said.missing);
  }
  child.unref();
  child.channel?.unref();
  return { port: said.port, close: () => end(child) };
}

async function firstMessage(child: ChildProcess): Promise<z.output<typeof message>> {
  const signal = AbortSignal.timeout(START_MS);
  const answer = await Promise.race([
    once(child, 'message', { signal }).then(([data]) => data),
    once(child, 'exit', { signal }).then(([code]) => ({ error: `ended with ${code}`, missing: false })),
  ]);
  return message.parse(answer);
}

/** Ends a child that was started here; one that does not go is killed. */
export async function end(child: ChildProcess, most = END_MS): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), most);
  await gone;
  clearTimeout(force);
}
