/** @module The wording of what readers and schemas find wrong in a file: what it is, and how to mend it. */
import type { z } from 'zod';
import type { TemplateProblem } from '../report/template-error.ts';

export function yamlSentence(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return '同一层里这个名字写了两次，请删掉一个。';
    case 'TAB_AS_INDENT':
      return '这一行用制表符缩进，YAML 只认空格，请改成空格。';
    case 'BAD_INDENT':
      return '这一行的缩进和上下文对不上，请和同一层的其他行对齐。';
    default:
      return `这一行读不下去（${message}），请检查冒号后的空格、引号是否成对和缩进。`;
  }
}

export const aliasSentence = (name: string): string =>
  `这里不用 YAML 的别名（*${name}），请把内容写全；文字以 * 开头的，请加引号。`;

/** The name of the part; the line says which of them is meant. */
const named = (path: readonly PropertyKey[]): string => {
  const name = path.findLast((step) => typeof step === 'string');
  return name === undefined ? '整个文件' : `“${name}”`;
};

export function schemaSentence(issue: z.core.$ZodIssue): string {
  const place = named(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return `这里没有“${issue.keys.join('”“')}”这一项，请检查拼写，或删掉它。`;
    case 'invalid_type': {
      const expected = TYPES[issue.expected] ?? issue.expected;
      return issue.input === undefined
        ? `缺了${place}，请补上，应是${expected}。`
        : `${place}应是${expected}，请改正。`;
    }
    case 'invalid_value':
      return `${place}只能是 ${issue.values.map(String).join('、')} 之一，请改成其中一个。`;
    case 'too_small':
      return `${place}太短或太少，至少要 ${issue.minimum}${measure(issue.origin)}，请补足。`;
    case 'too_big':
      return `${place}太长或太多，最多 ${issue.maximum}${measure(issue.origin)}，请精简${issue.origin === 'array' ? '或拆开' : ''}。`;
    case 'invalid_format':
      return `${place}的写法不对，${formats(issue.pattern ?? '')}。`;
    case 'invalid_union':
      if ('options' in issue) {
        return `${place}只能是 ${issue.options.map(String).join('、')} 之一，请补上或改正。`;
      }
      if (FRAME.includes(String(issue.path.at(-1)))) return `${place}应是一行文字，或者写 false 表示不要。`;
      return conditionSentence(place);
    case 'custom':
      return conditionSentence(place);
    default:
      return `${place}不合要求（${issue.message}），请对照其他条目改正。`;
  }
}

/** Of a unit's file: a line of text, or none. */
const FRAME = ['byline', 'signature'];

const conditionSentence = (place: string): string =>
  `${place}不是可用的条件，请写成 all、any、not 之一，或“fact”加 is、atLeast、given 中的一个。`;

const TYPES: Readonly<Record<string, string>> = {
  string: '文字（若是数字，请加引号）',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '一个列表（每项前加短横线）',
  object: '一组“名字: 值”',
};

const measure = (origin: string): string => (origin === 'string' ? ' 个字' : origin === 'array' ? ' 项' : '');

function formats(pattern: string): string {
  if (pattern.includes('\\d{4}')) return '应是真有的一天，如 2022-10-16';
  if (pattern.includes('[^\\n]')) return '只能写一行';
  if (pattern.includes('hbs')) return '应是 templates 下的文件名，如 project-branch.hbs';
  if (pattern.includes('A-Z')) return '应以小写英文字母开头，只用英文字母和数字，如 committeeMeetings';
  return '应以小写英文字母开头，只用小写英文字母、数字和短横线，如 project-branch';
}

export function templateSentence({ code, detail }: TemplateProblem): string {
  switch (code) {
    case 'syntax':
      return `模板到这里读不下去${/^Parse error/.test(detail) ? '' : `（${detail}）`}，请检查花括号是否成对、{{#…}} 有没有对应的 {{/…}}。`;
    case 'unknown-fact':
      return `模板用了“${detail}”，但事实表里没有它，请检查拼写，或先在 flows/facts 里加上。`;
    case 'unknown-partial':
      return `没有 templates/partials/${detail}.hbs 这个文件，请检查名字，或补上文件。`;
    case 'unknown-helper':
      return `模板里没有“#${detail}”这种写法，可用的只有 #given、#zero、#vary、#rows、#since 和 #pack。`;
    case 'if-on-fact':
      return `不能对“${detail}”用 #if 或 #unless：它们把 0 当成没有。请改用 {{#given ${detail}}}。`;
    case 'loop':
      return `不能对“${detail}”用循环。列表直接写 {{${detail}}}，会自动用顿号连起来；一行一行的记录用 {{#rows ${detail}}}。`;
    case 'not-records':
      return `“${detail}”不是一行一行的记录，不能用 #rows，请直接写 {{${detail}}}。`;
    case 'not-a-day':
      return `#since 后面应是加引号的日期，如 "2021-11-11" 或 "2021-11"，“${detail}”不是，请改正。`;
    case 'unknown-pack':
      return `flows/years 里哪一年都没有“${detail}”这一条，请检查拼写，或先在年度文件里加上。`;
    case 'not-allowed':
      return `模板里不能用“${detail}”这种写法，事实只写成 {{名字}}，不带路径、参数和 @ 变量。`;
    case 'digits':
      return `模板里写了数字“${detail}”：数字只能来自填写的人，请换成事实，或改用汉字；确属固定名称的，用 {{! constant: 名称 }} 声明。`;
    case 'brackets':
      return `这一行的 [[ 和 ]] 不成对，或其中有一项没有事实：“${detail}”。请补齐，或把没有事实的话移到方括号外。`;
    case 'circular':
      return `模板片段“${detail}”绕了一圈又用到自己，请去掉其中一处。`;
  }
}
