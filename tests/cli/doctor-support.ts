/** A tenant to check, and a person with the phone in hand. */
import type { Report } from '../../src/doctor/command.ts';
import type { Limits } from '../../src/doctor/examine.ts';
import { type DoctorWorld, doctor } from '../../src/doctor.ts';
import { type Emulator, startEmulator } from '../../src/emulator/index.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

export const ZHANG = '张敏';

export interface Tenant {
  readonly feishu: Emulator;
  readonly redis: TestRedis;
  readonly openId: string;
  /** Runs `doctor --json`; the exit code beside the report and the lines that a person sees. */
  check(options?: Check): Promise<{ code: number; report: Report; lines: string[] }>;
  close(): Promise<void>;
}

export interface Check extends Partial<Pick<DoctorWorld, 'signal' | 'now' | 'node' | 'complain'>> {
  readonly words?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
}

/** Long enough for a machine that is busy with other tests. */
const PATIENCE_MS = 20_000;
const LIMITS: Limits = { connection: PATIENCE_MS, typing: 300, repush: 3000 };

export async function openTenant(): Promise<Tenant> {
  // Events that were refused come again after 0.3 s instead of 15 s.
  const [redis, feishu] = await Promise.all([testRedis('real'), startEmulator({ repushScale: 0.02 })]);
  const openId = feishu.side.people().find(({ name }) => name === ZHANG)?.openId ?? '';
  return {
    feishu,
    redis,
    openId,
    check: async ({ words = [], environment, limits, ...rest } = {}) => {
      const said: string[] = [];
      const lines: string[] = [];
      const code = await doctor([...words, '--json'], {
        environment: {
          FEISHU_APP_ID: feishu.appId,
          FEISHU_APP_SECRET: feishu.appSecret,
          FEISHU_DOMAIN: feishu.url,
          REDIS_URL: redis.url,
          HTTP_ADDR: '127.0.0.1:0',
          ...environment,
        },
        say: (line) => void said.push(line),
        complain: (line) => void lines.push(line),
        signal: new AbortController().signal,
        limits: { ...LIMITS, ...limits },
        ...rest,
      });
      return { code, report: JSON.parse(said.join('\n')), lines };
    },
    close: async () => {
      await feishu.close();
      await redis.close();
    },
  };
}

/** The person does what the cards ask, one after the other, as long as they come. */
export function atThePhone({ side }: Emulator, person = ZHANG) {
  const cardWith = (button: string) =>
    side.waitFor(
      () =>
        side
          .transcript({ person })
          .find(
            ({ type, gone, content }) =>
              type === 'interactive' &&
              gone === undefined &&
              JSON.stringify(content).includes(`"${button}"`) &&
              !JSON.stringify(content).includes('"disabled":true'),
          ),
      PATIENCE_MS,
    );
  const press = async (button: string, values?: Record<string, unknown>) => {
    const { messageId } = await cardWith(button);
    return side.click({ person, messageId, button, ...(values ? { values } : {}) });
  };
  const chats = (keys: readonly string[] = ['continue']) => {
    side.say({ person, text: '自检' });
    for (const key of keys) side.menu(person, key);
    side.enter(person);
  };
  return {
    cardWith,
    press,
    chats,
    taps: () => press('doctor.tap.go'),
    fills: (values: Record<string, unknown> = { filled: '您好' }) => press('doctor.form.go', values),
    async ends() {
      await cardWith('doctor.chat.go');
      chats();
      // What was said and clicked in the chat has come in before the last button.
      await side.waitFor(
        () => side.deliveries().every(({ acknowledged, tries }) => acknowledged || tries > 1),
        PATIENCE_MS,
      );
      return press('doctor.chat.go');
    },
    async all() {
      await this.taps();
      await this.fills();
      await this.ends();
    },
  };
}
