/** Waiting for something to be true of the transcript, so that no test has to wait for a time. */
import type { World } from '../world.ts';
import { type MessageView, viewMessage } from './views.ts';

const DEFAULT_TIMEOUT_MS = 5000;

export type Check<T> = (messages: readonly MessageView[]) => T | undefined | null | false;

function brief(messages: readonly MessageView[]): string {
  const lines = messages
    .slice(-10)
    .map(({ sender, type, text }) => `  ${sender} [${type}] ${text.slice(0, 200)}`);
  return lines.length > 0 ? lines.join('\n') : '  (nothing)';
}

/**
 * Resolves with the first truthy result of `check`, asked again on every change (messages, calls, deliveries, connections).
 * Rejects with the end of the transcript when the time is over.
 */
export function waitFor<T>(world: World, check: Check<T>, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const views = (): MessageView[] =>
      [...world.messages.values()].map((message) => viewMessage(world, message));
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`not seen within ${timeoutMs} ms; the transcript ends with\n${brief(views())}`));
    }, timeoutMs);
    const finish = (action: () => void): void => {
      clearTimeout(timer);
      stop();
      action();
    };
    const look = (): void => {
      try {
        const result = check(views());
        if (result) finish(() => resolve(result));
      } catch (cause) {
        finish(() => reject(cause));
      }
    };
    stop = world.listen(look);
    look();
  });
}
