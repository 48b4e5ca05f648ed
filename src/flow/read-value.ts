/** @module One value beside the name of its fact: in the clause behind it, or right before it. */
import type { FactDefinition } from './definition.ts';
import { NUMBER, narrow } from './numerals.ts';
import { readAnswer, type Said } from './read-answer.ts';
import { deniedBefore, statusAtStart } from './status.ts';
import { UNIT } from './types/count.ts';
import type { ReadingContext } from './types/type.ts';

/** What was read, and the stretch of the text that it took beside the name. */
export interface Piece {
  readonly said: Said;
  readonly from: number;
  readonly to: number;
}

/** A clause longer than this holds no value and nothing else. */
const LONGEST = 60;
const LEAD =
  /^(?:[\s:：=—]|[，,](?=\s*[0-9零一二两三四五六七八九十百]{1,6}\s*(?:人次|次|个|名|份|项|人|篇|件)(?:$|[，,。；;\s]))|-(?=\s)|[（(][^（）()0-9零一二两三四五六七八九十]{1,12}[）)]|我们|咱们?|本?支部|改(?=[0-9一二两三四五六七八九十])|各|都是|均为?|都|嘛|呢|的话|的(?=[0-9一二两三四五六七八九十])|了(?=[0-9一二两三四五六七八九十])|截[至止]目前|到目前为?止?|价值|改为|改成|变成|更正为|应该改成|是|为|有|次数|人数|数量|总数|今年|全年|本年度?|到现在|目前|已经?|共|一共|总共|累计|共计|合计|实际|开了|开|召开了?|开展了?|组织了?|举行了?|举办了?|进行了?|上了|讲了|搞了|办了|做了|签订?了?|发展了?|完成了?|达到?了?|设了?|新增|确定了?|解决了?|走访了?|学习了?|学了?|写了?)*[（(]?\s*/;
const SIGN = /^[\s:：=]*(?:目前|已经?|都|全部)?\s*/;
/** 「支委会不是12次，是13次」 */
const NOT_BUT =
  /^\s*(?:不是[^，,。；;\n]{1,12}[，,]?\s*(?:而是|是|应该是)|[由从]?[^，,。；;\n]{1,12}?(?:改为|改成|更正为|[-=]+>|→))/;
const CLAUSE =
  /^(?:[^。.；;\n，,、（(）)！!？?/\u2600-\u27bf\ud83c-\ud83e]|\/(?=[0-9])|\.(?=[0-9])|[，,](?=\s*(?:而)?不是[0-9零一二两三四五六七八九十]))*/;
/** Another bare figure behind the value: 「12、3次」. */
const ANOTHER =
  /^\s*[、，,\s]\s*[0-9零一二两三四五六七八九十]+\s*(?:人次|次|个|名|份|项|人)?(?:$|[\s，,。；;、])/;

/** The stretch after a name up to the end of the clause: a status word, or a value and nothing else. */
export function valueAfter(
  text: string,
  at: number,
  end: number,
  fact: FactDefinition,
  context: ReadingContext,
): Piece | undefined {
  const after = text.slice(at, Math.min(end, at + 4 * LONGEST));
  const status = statusAtStart(after);
  if (status !== undefined) {
    const said = readAnswer(after.slice(0, status.length).replace(/^[\s:：,，]+/, ''), fact, context);
    const known: Said = said.said === 'problem' ? { said: 'status', status: status.status } : said;
    return { said: known, from: at, to: at + status.length };
  }
  const corrected = NOT_BUT.exec(after)?.[0].length ?? 0;
  // 「党费：是」: a yes is no small word before the value.
  const before = fact.type === 'yesNo' ? SIGN : LEAD;
  const lead = corrected + (before.exec(after.slice(corrected))?.[0].length ?? 0);
  // Thousands are kept together; nothing else that a figure can hold ends a clause.
  const rest = narrow(after.slice(lead)).replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, '\u0000');
  const length = CLAUSE.exec(rest)?.[0].length ?? 0;
  for (const words of candidates(after.slice(lead, lead + length))) {
    if (words.trim() === '' || words.length > LONGEST) continue;
    const said = readAnswer(words, fact, context);
    if (said.said === 'value' || (said.said === 'problem' && !UNREADABLE.has(said.problem.code))) {
      const to = at + lead + words.length;
      const corrected = said.said === 'value' ? correctedTo(text, to, fact, context) : undefined;
      if (corrected !== undefined) return { ...corrected, from: at };
      const another = said.said === 'value' && ANOTHER.test(text.slice(to, to + 12));
      return { said: another ? { doubt: 'inexact', ...said } : said, from: at, to };
    }
  }
  return undefined;
}

/** 「24次，哦不对，25次」「24次错了25次」: what is said at once instead of the value before `to`. */
const CORRECTED =
  /^[\s，,。、]*(?:[哦噢啊嗯呃]\s*)?(?:不对|不是|不(?=[，,\s])|(?:[说写打]|搞|弄)?错了?|更正)[\s，,：:。]*(?:应该)?(?:是|为|改成|改为)?\s*(?=[0-9零一二两三四五六七八九十])/;

function correctedTo(
  text: string,
  to: number,
  fact: FactDefinition,
  context: ReadingContext,
): Omit<Piece, 'from'> | undefined {
  const lead = CORRECTED.exec(text.slice(to, to + 24))?.[0].length;
  if (lead === undefined) return undefined;
  const words = CLAUSE.exec(text.slice(to + lead, to + lead + LONGEST))?.[0] ?? '';
  const said = readAnswer(words, fact, context);
  return said.said === 'value' ? { said, to: to + lead + words.length } : undefined;
}

/** The whole clause; else its first word, or its figure, where something else follows that has a figure of its own. */
function* candidates(clause: string): Generator<string> {
  yield clause;
  const [first] = /^\s*\S+/.exec(clause) ?? [''];
  if (first.length < clause.trimEnd().length) yield first;
  const [figure] = FIGURE_BEFORE_ANOTHER.exec(clause) ?? [];
  if (figure !== undefined) yield figure;
}

/** 「党员18人预备2人」「11次12月还有一次」; parts of a year are parts of the figure. */
const FIGURE_BEFORE_ANOTHER = new RegExp(
  `^\\s*[0-9零一二两三四五六七八九十百]{1,6}(?:(?:${UNIT})(?=(?!.{0,3}(?:季度|半年|去年|上年|今年))\\p{Script=Han}{2,6}[0-9一二两三四五六七八九十]|1?[0-9]月(?:还|再|要|计划|预计))|(?:${UNIT})?(?=其中|包括))`,
  'u',
);

/** These say that there was no value at all. */
const UNREADABLE: ReadonlySet<string> = new Set([
  ...['empty', 'not-a-number', 'not-money', 'not-a-percentage', 'not-a-date', 'not-a-month'],
  ...['not-a-period', 'not-yes-no', 'not-an-option'],
]);

const DATED: ReadonlySet<FactDefinition['type']> = new Set(['date', 'month', 'period']);
/** What may stand behind a name that has its number before it: 「召开了4次党员大会，…」, not 「3名党小组长」. */
export const NAME_ENDS =
  /^(?:$|[\s，,。；;、！!？?）)（(]|和|及|与|跟|以及|都|[吧了](?=$|[\s，,。；;、！!）)])|的?(?:会议|活动)?(?:$|[\s，,。；;、])|[0-9零一二两三四五六七八九十百]+(?:人次|次|个|名|人|份|项))/;

/** 「召开了12次支委会」「3名入党积极分子」: number and measure word right before the name. */
export function valueBefore(
  text: string,
  from: number,
  at: number,
  nameEnd: number,
  fact: FactDefinition,
  context: ReadingContext,
): Piece | undefined {
  const before = text.slice(Math.max(from, at - LONGEST), at);
  const denied = deniedBefore(before.trimEnd());
  if (!NAME_ENDS.test(text.slice(nameEnd, nameEnd + 6))) return undefined;
  if (denied > 0) {
    const spaces = before.length - before.trimEnd().length;
    const none = readAnswer('没有', fact, context);
    return { said: none, from: at - denied - spaces, to: at };
  }
  const clause = /[^。；;\n，,、（(]*$/.exec(before)?.[0] ?? '';
  const plain = narrow(clause);
  for (let start = 0; start < clause.length; start += 1) {
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(plain);
    if (match === null || plain.startsWith('一共', start)) continue;
    if (plain[start - 1] === '第' || /[0-9.]/.test(plain[start - 1] ?? '')) return undefined;
    const year = DATED.has(fact.type)
      ? (/(?:今年|去年|前年|上年)$/.exec(clause.slice(0, start))?.[0].length ?? 0)
      : 0;
    const words = clause.slice(start - year).trimEnd();
    // A bare number right before a name belongs to something else more often than not: 「2026党员大会」.
    if (fact.type === 'count' && /[0-9零〇一二两三四五六七八九十百]$/.test(narrow(words))) return undefined;
    const said = /^\S{1,14}$/.test(words) ? readAnswer(words, fact, context) : undefined;
    if (said === undefined || said.said !== 'value') return undefined;
    const vague =
      /(?:大约|大概|差不多|接近|将近|至少|不到|超过|可能|约|近|逾)\s*(?:开了?|召开了?|组织了?|搞了?|有)?\s*$/.exec(
        clause.slice(0, start),
      )?.[0] ?? '';
    return {
      said: vague === '' ? said : { ...said, doubt: 'inexact' },
      from: at - clause.length + start - year - vague.length,
      to: at,
    };
  }
  return undefined;
}
