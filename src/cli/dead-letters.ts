/** @module The list of what Feishu refused for good, and sending one of them again. */
import {
  type DeadLetter,
  type DeadLetterParts,
  type Resent,
  resend,
  resendable,
} from '../app/dead-letters.ts';

export interface Output {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

const KINDS: Readonly<Record<DeadLetter['kind'], string>> = {
  text: '一句话',
  file: '文件',
  card: '卡片',
  patch: '卡片的更新',
  slot: '当前的卡片',
};

const OUTCOMES: Readonly<Record<Resent, { readonly ok: boolean; readonly text: string }>> = {
  draft: { ok: true, text: '已重新安排：这一稿会照当时的内容再发一次' },
  card: { ok: true, text: '已重新安排：会把现在的卡片发给本人' },
  'not-kept': {
    ok: false,
    text: '内容没有留底，补发不了；请本人再要一次（如「导出我的数据」「出处清单」），或发一句「继续」',
  },
  'no-such-letter': { ok: false, text: '没有这一条；不带参数运行 dead-letters 可以看全部' },
  'no-such-report': { ok: false, text: '这份报告已经删除，没有可以补发的' },
  busy: { ok: false, text: '这份报告正在出稿或正在变动，请过一会儿再试' },
};

const USAGE = '用法：dead-letters [--resend 编号]';

/** The process' exit code. */
export async function deadLettersCommand(
  args: readonly string[],
  parts: DeadLetterParts,
  { say, complain }: Output,
): Promise<number> {
  const [flag, id, ...more] = args;
  if (flag === undefined) {
    const letters = await parts.store.deadLetters();
    for (const letter of letters) say(lineOf(letter));
    say(
      letters.length === 0 ? '没有被拒收的消息' : `共 ${letters.length} 条；错误码的意思见管理员指南第 6 节`,
    );
    return 0;
  }
  if (flag !== '--resend' || id === undefined || more.length > 0) {
    complain(USAGE);
    return 2;
  }
  const { ok, text } = OUTCOMES[await resend(parts, id)];
  (ok ? say : complain)(text);
  return ok ? 0 : 1;
}

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
});

function lineOf(letter: DeadLetter): string {
  const what = letter.draft === undefined ? KINDS[letter.kind] : `第 ${letter.draft} 稿`;
  const again = resendable(letter) === undefined ? '内容没有留底' : `--resend ${letter.id}`;
  return `${TIME.format(letter.time)}  报告 ${letter.report}  ${what}  错误码 ${letter.reason}  ${again}`;
}
