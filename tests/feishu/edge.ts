/** The edge against the emulator, with the real SDK in between. */
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.ts';
import { createFeishu, type FeishuOptions } from '../../src/feishu/index.ts';
import type { Answer, Envelope, FeishuEdge } from '../../src/feishu/port.ts';

export interface Logged {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface Edge {
  readonly emulator: Emulator;
  readonly feishu: FeishuEdge;
  readonly logged: Logged[];
  /** Everything that was handed in, in order. */
  readonly received: Envelope[];
  /** Connects; the handler answers what was received. */
  connect(handle?: (envelope: Envelope) => Promise<Answer> | Answer): Promise<void>;
  close(): Promise<void>;
}

export async function startEdge(
  options: Partial<FeishuOptions> & { readonly emulator?: EmulatorOptions } = {},
): Promise<Edge> {
  const { emulator: wanted, ...rest } = options;
  const emulator = await startEmulator(wanted);
  const logged: Logged[] = [];
  const received: Envelope[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    logged.push({ level, fields, message });
  const feishu = createFeishu({
    appId: emulator.appId,
    appSecret: emulator.appSecret,
    domain: emulator.url,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    now: Date.now,
    ...rest,
    timeouts: { look: 20, firstPause: 20, longestPause: 200, ...rest.timeouts },
  });
  return {
    emulator,
    feishu,
    logged,
    received,
    connect: async (handle = () => ({})) => {
      await feishu.connect(async (envelope) => {
        received.push(envelope);
        return handle(envelope);
      });
      await emulator.side.waitFor(() => emulator.side.info().connected > 0);
    },
    close: async () => {
      await feishu.close();
      await emulator.close();
    },
  };
}

/** Resolves when it is true; a test never waits for a time. */
export async function until(condition: () => boolean, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > end) throw new Error('did not come true');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
