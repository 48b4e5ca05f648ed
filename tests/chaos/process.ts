/** @module A process of the program on the stage: it can be ended, stopped for a moment, and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessOptions {
  /** Folder of the program. */
  readonly program: string;
  /** Arguments of node that run it, from there. */
  readonly command: readonly string[];
  /** Told of every line that it logs. */
  readonly logged: (line: string) => void;
}

/** One process of the program; ended without being asked to, it is started again, and that is told. */
export function startProcess(
  { program, command, logged }: ProcessOptions,
  part: 'bot' | 'worker',
  environment: NodeJS.ProcessEnv,
  complain: (what: string) => void,
) {
  let child: ChildProcess;
  let running = false;
  let ended: Promise<unknown> = Promise.resolve();
  const waiting: (() => void)[] = [];
  /** Killed by us: that it is gone is no news. */
  const expected = new Set<ChildProcess>();

  const hear = (line: string): void => {
    logged(`${part} ${child.pid} ${line}`);
    const said = /"msg":"([^"]*)"/.exec(line)?.[1];
    if (said === 'running') {
      running = true;
      for (const go of waiting.splice(0)) go();
    }
    if (/"level":(?:50|60)/.test(line) || (said === undefined && line.trim() !== '')) {
      const cause = /"(?:code|message)":"([^"]*)"/.exec(line)?.[1];
      complain(
        `${part}: ${said ?? line.slice(0, 300)}${cause === undefined ? '' : ` (${cause.slice(0, 120)})`}`,
      );
    }
  };
  const start = (): void => {
    running = false;
    const started = spawn(process.execPath, [...command, 'start', part], {
      cwd: program,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let rest = '';
    started.stderr.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
    ended = once(started, 'exit').then(([code, signal]) => {
      if (expected.has(started)) return;
      running = false;
      complain(`${part} ended by itself: ${code ?? signal}`);
      start();
    });
  };
  const end = (): void => {
    expected.add(child);
    running = false;
    child.kill('SIGKILL');
  };
  start();
  return {
    part,
    start,
    end,
    isUp: () => running,
    /** Stands still, or goes on. */
    freeze: (frozen: boolean) => void child.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    gone: () => ended,
    up: () => (running ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}
