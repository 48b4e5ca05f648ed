/** @module A whole office for a test: a Redis, a local Feishu, the program between them, and secretaries who use it. */
import { strFromU8, unzipSync } from 'fflate';
import { loadLibrary } from '../../src/app/library.ts';
import { type Emulator, type MessageView, startEmulator } from '../../src/emulator/index.ts';
import { createLog, type Part, type Running, type RunOptions, run } from '../../src/run.ts';
import { readSettings } from '../../src/settings.ts';
import { type Kind, type TestRedis, testRedis } from './redis.ts';

const loaded = loadLibrary(process.cwd());
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems, null, 2));
export const { kinds } = loaded;

export interface Office {
  readonly feishu: Emulator;
  readonly redis: TestRedis;
  readonly secretary: (name: string) => Secretary;
  /** Everything the program logged, as lines. */
  readonly logged: string[];
  /** Starts one more process' worth of the program. */
  start(parts?: readonly Part[]): Promise<Running>;
  close(): Promise<void>;
}

export const environmentFor = (feishu: Emulator, redis: TestRedis): Record<string, string> => ({
  FEISHU_APP_ID: feishu.appId,
  FEISHU_APP_SECRET: feishu.appSecret,
  FEISHU_DOMAIN: feishu.url,
  REDIS_URL: redis.url,
  HTTP_ADDR: '127.0.0.1:0',
  LOG_LEVEL: 'debug',
  KINDS: 'project-branch',
});

/** `parts` [] = nothing runs yet. `other`: kinds of its own, a clock of its own. */
export async function openOffice(
  kind: Kind,
  parts: readonly Part[] = ['bot', 'worker'],
  environment: Readonly<Record<string, string>> = {},
  other: Partial<Pick<RunOptions, 'kinds' | 'now' | 'remindEvery' | 'watchEvery'>> = {},
): Promise<Office> {
  const [redis, feishu] = await Promise.all([
    testRedis(kind),
    startEmulator({ repushScale: 0.02, ...(other.now === undefined ? {} : { now: other.now }) }),
  ]);
  const logged: string[] = [];
  const running: Running[] = [];
  const start = async (which: readonly Part[] = ['bot', 'worker']) => {
    const read = readSettings({ ...environmentFor(feishu, redis), ...environment });
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    const log = createLog('debug', { write: (line) => void logged.push(line) });
    const one = await run({ settings: read.settings, parts: which, kinds, log, ...other });
    running.push(one);
    return one;
  };
  if (parts.length > 0) await start(parts);
  return {
    feishu,
    redis,
    logged,
    start,
    secretary: (name) => secretary(feishu, name),
    async close() {
      for (const one of running) await one.stop();
      await feishu.close();
      await redis.close();
    },
  };
}

export type Secretary = ReturnType<typeof secretary>;

const WAIT_MS = 20_000;

/** A person at her phone. Every wait is for something to be seen in the chat. */
export function secretary({ side }: Emulator, person: string) {
  side.setPerson(person);
  const chat = () => side.transcript({ person });
  const cards = () => chat().filter((message) => message.from === 'bot' && message.type === 'interactive');
  const until = async <T>(check: (messages: readonly MessageView[]) => T | undefined | false): Promise<T> =>
    side.waitFor(() => check(chat()), WAIT_MS);
  const card = () => {
    const last = cards().at(-1);
    if (last === undefined) throw new Error(`${person} has no card`);
    return last;
  };
  const click = async (label: string, values?: Record<string, unknown>, expectError = false) => {
    const { messageId } = card();
    const clicked = await side.click({
      person,
      messageId,
      button: label,
      ...(values === undefined ? {} : { values }),
    });
    if (clicked.code !== 0) throw new Error(`${label}: ${clicked.code} ${clicked.reason ?? ''}`);
    if (clicked.toast?.type === 'error' && !expectError)
      throw new Error(`${label}: ${clicked.toast.content}`);
    return clicked;
  };
  return {
    person,
    chat,
    cards,
    card,
    click,
    until,
    /** Opens the chat and waits for the first card. */
    async opens() {
      side.enter(person);
      return until((messages) => messages.find((message) => message.type === 'interactive'));
    },
    /** Says something and waits for the card that answers it. */
    async says(text: string) {
      const before = cards().length;
      side.say({ person, text });
      return until(() => cards()[before]);
    },
    /** The text of the n-th Word file in the chat, read from its bytes. */
    async file(n = 1) {
      const found = await until((messages) => messages.filter((message) => message.type === 'file')[n - 1]);
      const key = found.file?.key ?? '';
      const bytes = side.file(key)?.bytes ?? new Uint8Array();
      const name = found.file?.name ?? '';
      return { name, bytes, text: name.endsWith('.docx') ? docxText(bytes) : Buffer.from(bytes).toString() };
    },
  };
}

/** What a person reads on a card: its words without the markup. */
export const readable = (message: MessageView): string =>
  message.text
    .replace(/<[^>]*>|\*\*|\u200b/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** The text of a Word file's body, a line for each paragraph. */
export function docxText(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
    )
    .join('\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
