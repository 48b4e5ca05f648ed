/** @module One check from beginning to end. Whatever happens, what was opened is closed and what was sent is taken back. */
import type { Probe, SeenEvent } from '../feishu/probe.ts';
import type { RedisExam } from '../store/examine.ts';
import { cardOfSize, MARKUP, type Step, stepCard, waiting } from './cards.ts';
import { left, note, type Tell } from './finding.ts';
import { judge, record } from './judge.ts';
import { openConnection } from './link.ts';
import { httpAddress, nodeVersion } from './machine.ts';
import { createMail, type Mail } from './mail.ts';
import { checkApp, checkScopes, checkToken, refused } from './platform.ts';
import type { Notebook } from './questions.ts';
import { redisFindings } from './redis.ts';
import { checkFile, checkText, measureCards } from './sending.ts';
import { BUSY, type Visiting, visit } from './visit.ts';

/** ms */
export interface Limits {
  readonly connection: number;
  /** In which a person may type before the card is patched; in which a refused event should come again. */
  readonly typing: number;
  readonly repush: number;
}

export const LIMITS: Limits = { connection: 35_000, typing: 15_000, repush: 20_000 };

export interface ExamineOptions {
  readonly node: string;
  /** Absent where the setting is not usable. */
  readonly http?: string;
  /** What `/healthz` wants to be shown there. */
  readonly httpToken?: string | undefined;
  readonly redis?: () => Promise<RedisExam>;
  readonly probe?: Probe;
  readonly person?: string;
  /** ms for each step of the person; absent = nobody is there. */
  readonly wait?: number;
  readonly all: boolean;
  readonly proxied: boolean;
  /** Keys of the bot menu that the bot knows. */
  readonly menu: readonly string[];
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly tell: Tell;
  readonly say: (line: string) => void;
  readonly notebook: Notebook;
}

export async function examine(options: ExamineOptions): Promise<void> {
  const { tell, signal } = options;
  tell(nodeVersion(options.node));
  if (options.http !== undefined) tell(await httpAddress(options.http, options.httpToken));
  if (options.redis === undefined) tell(left('redis', '地址没有填对，Redis 没有查'));
  else for (const finding of redisFindings(await options.redis())) tell(finding);
  if (options.probe === undefined) tell(left('feishu', '凭证没有填对，飞书的各项都没有查'));
  else if (!signal.aborted) await examineFeishu(options, options.probe);
  if (signal.aborted) tell(left('stopped', '被中止了，后面的没有查'));
}

async function examineFeishu(options: ExamineOptions, probe: Probe): Promise<void> {
  const { tell, signal, notebook } = options;
  if (!(await checkToken(probe, tell))) {
    tell(left('feishu', '没有凭证，飞书的其他项目都没有查'));
    return;
  }
  await checkApp(probe, tell);
  if (!signal.aborted) await checkScopes(probe, tell);
  if (signal.aborted) return;

  let visiting: Visiting | undefined;
  const somebody = firstEvent();
  const { listening, up } = await openConnection(
    probe,
    {
      event: async (seen) => {
        if (visiting) return visiting.event(seen);
        if (somebody.took(seen)) return;
        throw new Error('nobody is being waited for');
      },
      click: (seen) => (visiting ? visiting.click(seen) : BUSY),
    },
    { limit: options.limits.connection, signal, proxied: options.proxied },
    { tell, notebook },
  );
  try {
    const person = options.person ?? (up ? await findPerson(options, somebody) : undefined);
    if (person === undefined || signal.aborted) {
      if (!signal.aborted) tell(withoutPerson);
      await checkFile(probe, undefined, tell);
      return;
    }
    const mail = createMail(probe, person);
    try {
      await examineWith(options, { probe, mail, person, up }, (begun) => {
        visiting = begun;
      });
    } finally {
      const { left: kept, sent } = await mail.recall();
      if (kept > 0)
        tell(
          note('recall', `自检发的 ${sent} 条消息，有 ${kept} 条没能撤回`, '可以不管，或在聊天里自己删掉'),
        );
    }
  } finally {
    listening.close();
  }
}

const withoutPerson = left(
  'person',
  '没有测试人：点击、表单、消息、菜单、发文件都没有查',
  '加上 --person ou_… 再运行。不知道自己的 open_id：给机器人发「我是谁」；或只写 --wait 120 运行，再给机器人发一句话',
);

interface With {
  readonly probe: Probe;
  readonly mail: Mail;
  readonly person: string;
  /** The long connection. */
  readonly up: boolean;
}

async function examineWith(
  options: ExamineOptions,
  { probe, mail, person, up }: With,
  begun: (visiting: Visiting) => void,
): Promise<void> {
  const { tell, say, signal, notebook, all, wait, limits } = options;
  if (!(await checkText(mail, tell, notebook))) {
    tell(left('visit', '发不了消息，点击、表单、文件都没有查'));
    return;
  }
  await checkFile(probe, mail, tell);
  if (all && !signal.aborted) await measureCards(mail, cardOfSize, notebook);
  if (signal.aborted) return;
  const sent = await mail.send('interactive', waiting());
  if (sent.id === undefined) {
    tell(refused('card', '给测试人发卡片', sent));
    return;
  }
  const { id } = sent;
  const steps: readonly Step[] = ['tap', 'form', ...(all ? EXTRA : []), 'chat', 'end'];
  const seconds = Math.round((wait ?? 0) / 1000);
  const repush = all ? limits.repush : 0;
  const over = new AbortController();
  // Begun before the first step is shown: a quick click finds somebody at home.
  const visiting = visit({
    ...{ person, steps, wait: wait ?? 0, repush, typing: limits.typing },
    signal: AbortSignal.any([signal, over.signal]),
    patch: async (card) => {
      await mail.patch(id, card);
    },
    began: async (step) => {
      if (up && wait !== undefined) say(`请测试人看手机：${HINTS[step]}（最多等 ${seconds} 秒）`);
      if (step === 'markup') await mail.send('text', { text: MARKUP });
    },
  });
  begun(visiting);
  const patched = await mail.patch(id, stepCard('tap'));
  if (patched.code === '0') tell({ id: 'patch', verdict: 'ok', sentence: '能发卡片、能更新卡片' });
  else tell(refused('patch', '更新卡片', patched));
  if (patched.code !== '0' || !up || wait === undefined) {
    over.abort();
    tell(left('visit', up ? '没有等测试人点卡片' : '长连接没有连上，收不到点击和消息，没有查'));
    return;
  }
  const seen = await visiting.done;
  if (signal.aborted) return;
  for (const finding of judge(seen, steps, { wait, menu: options.menu })) tell(finding);
  record(seen, notebook, all && seen.messages > 0 ? { waited: repush } : undefined);
}

const EXTRA: readonly Step[] = ['markup', 'silent', 'seen', 'typing'];

const HINTS: Readonly<Record<Step, string>> = {
  tap: '打开与机器人的聊天，点卡片上的按钮',
  form: '第一格写两个字，其余空着，点「提交」',
  chat: '发一句话，点菜单，退出聊天再进来，然后点「都做完了」',
  markup: '看卡片上面那条文字，选它的样子',
  silent: '点按钮，留意有没有报错',
  seen: '选刚才有没有报错',
  typing: '写两个字，等卡片变了再点',
  end: '',
};

/** Whoever writes to the bot first. */
function firstEvent() {
  let taken: ((person: string) => void) | undefined;
  return {
    took: (seen: SeenEvent): boolean => {
      const take = taken;
      taken = undefined;
      take?.(seen.by);
      return take !== undefined;
    },
    wait: (ms: number, signal: AbortSignal): Promise<string | undefined> =>
      new Promise((resolve) => {
        const end = (person?: string) => {
          clearTimeout(timer);
          taken = undefined;
          resolve(person);
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', () => end(), { once: true });
        taken = end;
      }),
  };
}

async function findPerson(
  { wait, say, signal, tell }: ExamineOptions,
  somebody: ReturnType<typeof firstEvent>,
): Promise<string | undefined> {
  if (wait === undefined) return undefined;
  say(`请测试人打开与机器人的聊天，发一句话（最多等 ${Math.round(wait / 1000)} 秒）`);
  const person = await somebody.wait(wait, signal);
  if (person !== undefined) tell({ id: 'person', verdict: 'ok', sentence: `测试人的 open_id 是 ${person}` });
  return person;
}
