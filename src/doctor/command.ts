/** @module The words after `doctor`, and its result for people and for programs. */
import { parseArgs } from 'node:util';
import type { Finding, Verdict } from './finding.ts';
import type { Question } from './questions.ts';

export interface Words {
  readonly person?: string;
  /** ms */
  readonly wait?: number;
  readonly all: boolean;
  readonly json: boolean;
}

export const DOCTOR_USAGE = `用法：doctor [--person ou_…] [--wait 秒] [--all] [--json]
  --person  测试人的 open_id：给这个人发几条消息，用完撤回
  --wait    每一步等测试人多少秒；有 --person 时默认 120。只写 --wait，就等第一个给机器人发话的人
  --all     把飞书文档没有写明的几件事也试一遍，测试人要多点几下
  --json    结果以 JSON 打印，过程打印到标准错误`;

const OPTIONS = {
  person: { type: 'string' },
  wait: { type: 'string' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const WAIT_S = 120;
const LONGEST_WAIT_S = 3600;

/** The words, or the sentence that says what is wrong with them. */
export function parseWords(args: readonly string[]): Words | string {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
  try {
    values = parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    return `看不懂：${cause instanceof Error ? cause.message : String(cause)}`;
  }
  const { person, all, json } = values;
  if (person !== undefined && !/^ou_[0-9A-Za-z]+$/.test(person)) return '--person 应是 ou_ 开头的 open_id';
  const seconds = values.wait === undefined ? undefined : Number(values.wait);
  if (seconds !== undefined && !(seconds > 0 && seconds <= LONGEST_WAIT_S)) {
    return `--wait 应是 1 到 ${LONGEST_WAIT_S} 之间的秒数`;
  }
  const wait = seconds ?? (person === undefined ? undefined : WAIT_S);
  return {
    all,
    json,
    ...(person === undefined ? {} : { person }),
    ...(wait === undefined ? {} : { wait: wait * 1000 }),
  };
}

const MARKS: Readonly<Record<Verdict, string>> = { ok: '✓', wrong: '✗', note: '·', left: '–' };

export const findingLines = ({ verdict, sentence, mend }: Finding): readonly string[] => [
  `${MARKS[verdict]} ${sentence}`,
  ...(mend === undefined ? [] : [`    → ${mend}`]),
];

/** `stopped`: before all was looked at. */
export function summaryLines(
  findings: readonly Finding[],
  questions: readonly Question[],
  stopped: boolean,
): readonly string[] {
  const count = (verdict: Verdict) => findings.filter((one) => one.verdict === verdict).length;
  const [wrongs, lefts] = [count('wrong'), count('left')];
  const settled = questions.filter(({ answer }) => answer !== null);
  return [
    '',
    ...settled.map(({ question, answer }) => `  记录：${question}？${answer}`),
    ...(stopped ? ['自检被中止，没有做完。'] : []),
    wrongs === 0
      ? `查过的都正常${lefts > 0 ? `，有 ${lefts} 项没有查` : ''}。`
      : `有 ${wrongs} 处要改${lefts > 0 ? `，有 ${lefts} 项没有查` : ''}。改好后再运行一次。`,
  ];
}

export interface Report {
  readonly format: 1;
  readonly at: string;
  readonly domain: string;
  readonly app?: string;
  readonly node: string;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** What the platform's documents leave open, and what this run saw of it. */
  readonly questions: readonly Question[];
}
