/** @module The program in processes of their own, beside the test's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { environmentFor, type Office } from './office.ts';

export interface Processes {
  /** One more, ready when it holds the long connection. Without a folder of flows it is the command line's own `start`. */
  start(args?: readonly string[], flows?: string): Promise<ChildProcess>;
  kill(child: ChildProcess): Promise<void>;
  /** As an operator does it: what runs is finished. */
  stop(child: ChildProcess): Promise<void>;
  /** Kills what is left. */
  close(): void;
}

export function processesOf(office: Office): Processes {
  const children: ChildProcess[] = [];
  const end = (signal: 'SIGKILL' | 'SIGTERM') => async (child: ChildProcess) => {
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    async start(args = [], flows) {
      const program = flows === undefined ? ['src/main.ts', 'start', ...args] : ['tests/support/program.ts'];
      const child = spawn(process.execPath, ['--import', 'tsx', ...program], {
        env: {
          ...process.env,
          ...environmentFor(office.feishu, office.redis),
          ...(flows === undefined ? {} : { FLOWS_ROOT: flows }),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      children.push(child);
      let log = '';
      await new Promise<void>((resolve, reject) => {
        child.stderr?.on('data', (chunk: Buffer) => {
          log += chunk.toString();
          if (log.includes('"msg":"running"')) resolve();
        });
        child.once('exit', () => reject(new Error(`ended at the start:\n${log}`)));
      });
      return child;
    },
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
    close() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
