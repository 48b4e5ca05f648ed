/** @module What is said to people: every sentence about an answer, in one place. */
import type { Asked, FactDefinition, Flow } from './definition.ts';
import type { FactState } from './model.ts';
import type { Problem } from './problem.ts';
import type { Line, Run } from './screen.ts';
import { typeOf } from './types/index.ts';
import type { Doubt } from './types/type.ts';

export const quoted = (words: string, most = 60): string => {
  const signs = [...words.replaceAll('\n', ' ')];
  return `「${signs.length > most ? `${signs.slice(0, most).join('')}…` : signs.join('')}」`;
};

const sample = ({ example }: Asked): string => (example === undefined ? '' : `，比如「${example}」`);

/** What is expected of an answer to this fact, with an example. */
export function expected(fact: Asked): string {
  const example = sample(fact);
  switch (fact.type) {
    case 'count':
      return `请给一个数${fact.unit === undefined ? '' : `（${fact.unit}）`}${example || '，比如「12」或「十二」'}`;
    case 'money':
      return `请写金额和单位${example || '，比如「612.5亿元」'}`;
    case 'percentage':
      return `请写百分数${example || '，比如「30.8%」'}`;
    case 'date':
      return `请写到哪一天${example || '，比如「3月8日」'}`;
    case 'month':
      return `请写哪一年哪一月${example || '，比如「3月」'}`;
    case 'period':
      return `请写时间${example || '，比如「3月中旬」「上半年」「3月至5月」'}`;
    case 'yesNo':
      return '请回「是」或者「否」';
    case 'severalOf':
      return `请从这几个里选，可以选几个：${(fact.options ?? []).join('、')}`;
    case 'records':
      return `请一条写一行${example}；每条写：${(fact.fields ?? []).map(({ label }) => label).join('、')}`;
    case 'oneOf':
      return `请选一个：${(fact.options ?? []).join('、')}`;
    case 'list':
      return `请写名称，用顿号或换行隔开${example}`;
    case 'claim':
      return '请回「属实」「不写」，或者直接把这句话改成您的说法';
    default:
      return `请用文字写一下${example}`;
  }
}

/** The counts that a report asks for, to show by one of them how things are said: not every kind holds a 支委会. */
export const countsOf = ({ facts }: Flow): readonly FactDefinition[] =>
  [...facts.values()].filter(({ type }) => type === 'count');

/** How to say it with its name: 「支委会 12」「姓名：张敏」. */
export const sampleOf = (fact: FactDefinition): string =>
  fact.type === 'count'
    ? `${fact.label} ${fact.example ?? '12'}`
    : `${fact.label}：${fact.type === 'claim' ? '属实' : shortened(fact.example ?? '')}`;
const SAMPLE_SHOWN = 16;
const shortened = (example: string): string =>
  example === '' || [...example].length > SAMPLE_SHOWN
    ? `${[...example].slice(0, SAMPLE_SHOWN).join('')}……`
    : example;

/** Why the words were not taken, and the mend; a sentence without its full stop. */
export function explain(problem: Problem, fact: Asked): string {
  switch (problem.code) {
    case 'empty':
      return `这里是空的，${expected(fact)}`;
    case 'not-a-number':
      return `没看出是多少，${expected(fact)}；记不清就填「稍后补」`;
    case 'not-whole':
      return `这里要一个整数，不带小数${sample(fact)}`;
    case 'negative':
      return '这里不能是负数；一次都没有就填「0」';
    case 'too-large':
      return `这个数太大了（最多 ${problem.most}），请再核对一下`;
    case 'too-long':
      return `太长了，最多 ${problem.most} 字，请精简一些`;
    case 'too-many':
      return `太多了，最多 ${problem.most} 条，请挑主要的`;
    case 'not-an-option':
      return `请从这几个里选：${problem.options.join('、')}`;
    case 'placeholder':
      return `里面还留着「${problem.found}」没有填，请换成实际内容；暂时没有就填「稍后补」`;
    case 'no-words':
      return `里面没有文字，${expected(fact)}`;
    case 'elsewhere':
      return '我看不到您指的那一处，请把内容写出来；想晚点再写就填「稍后补」';
    case 'not-money':
      return `没看出是多少钱，${expected(fact)}；记不清就填「稍后补」`;
    case 'no-currency-unit':
      return '这个数还差单位，是元、万元还是亿元？请带上单位再写一遍';
    case 'not-a-percentage':
      return `没看出是百分之几，${expected(fact)}`;
    case 'not-a-date':
    case 'not-a-month':
    case 'not-a-period':
      return `没看出是什么时候，${expected(fact)}`;
    case 'no-such-date':
      return `没有这一天，请核对一下日期${sample(fact)}`;
    case 'not-yes-no':
      return expected(fact);
    case 'row':
      return rowProblem(problem, fact);
    case 'wrong-type':
      return `这里需要${problem.expected}`;
  }
}

const WHY: Readonly<Record<Doubt, string>> = {
  inexact: '说的是个约数',
  frequency: '是按多久一次推算到今天的',
  unit: '单位没有说，或者和问的不一样',
  unusual: '比一般的情况多不少',
  year: '可能说的是别的年份，或者是计划、要求',
  future: '这一天还没有到',
  day: '只用得上其中的月份',
  columns: '是从一段话里分出来的各栏',
  prose: '是在一段叙述里提到的',
  order: '只有数，是按问的顺序对上的',
  part: '可能只是一段时间或一部分的数',
  shared: '一个数前面有几个名称',
  several: '一条消息里说了不止一个',
  unseen: '说的时候这句话没有摆在眼前',
  denied: '是没有这样的事，还是这句话不写',
  name: '名称没有说全',
  sum: '是把分开说的几个数加起来的',
  talk: '像是说给我听的，不像要写进报告的话',
};

/** Why a reading is asked back, a clause without its full stop. */
export const whyDoubted = (doubt: Doubt): string => WHY[doubt];

function rowProblem(problem: Extract<Problem, { code: 'row' }>, fact: Asked): string {
  const field = fact.fields?.find(({ label }) => label === problem.field);
  const why = field === undefined ? '' : explain(problem.problem, field);
  return `第 ${problem.row} 条的「${problem.field}」${why}`;
}

/** How an answer stands, for echoes and overviews: 「支委会 12 次」. */
export function standing(fact: FactDefinition, state: FactState | undefined): string {
  if (state === undefined) return '还没填';
  switch (state.recalled ?? state.status) {
    case 'none':
      return typeOf(fact).refused ?? '没有';
    case 'later':
      return '稍后补';
    case 'skipped':
      return '先跳过';
    default:
      return state.value === undefined ? '还没填' : typeOf(fact).show(state.value, fact);
  }
}

export function taken(fact: FactDefinition, state: FactState | undefined): Line {
  return [
    { text: '✓ ', style: 'good' },
    { text: `${fact.label} ` },
    { text: standing(fact, state), style: 'strong' },
  ];
}

/** Asks a doubtful reading back, with the words it was read from. */
export function askBack(fact: FactDefinition, state: FactState): Line {
  const words: Run[] = state.source.words === undefined ? [] : [{ text: quoted(state.source.words, 30) }];
  if (state.recalled !== undefined) {
    const [said = { text: '' }] = words;
    const still = { text: standing(fact, state), style: 'strong' as const };
    return [{ text: `您撤回了${said.text}这条消息：${fact.label} ` }, still, { text: ' 还算数吗？' }];
  }
  // Words that stand as they were said are not said twice.
  if (state.source.words?.includes(String(state.value)) === true && typeof state.value === 'string')
    return [
      { text: `请您确认：${fact.label}写「` },
      { text: standing(fact, state), style: 'strong' },
      { text: '」，对吗？' },
    ];
  if (fact.sentence !== undefined)
    return [
      { text: `请您确认：${fact.label}` },
      ...words,
      { text: '，是说这句话属实吗：' },
      { text: standing(fact, state), style: 'strong' },
    ];
  return [
    { text: `请您确认：${fact.label}` },
    ...words,
    { text: '是 ' },
    { text: standing(fact, state), style: 'strong' },
    { text: ' 吗？' },
  ];
}
