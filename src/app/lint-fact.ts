/** @module Rules for one fact by itself. */
import type { FactDefinition } from '../flow/definition.ts';
import { RESERVED } from '../report/check.ts';
import type { LocatedFact } from './library-files.ts';
import type { Problem } from './library-problem.ts';

interface Rule {
  readonly code: string;
  readonly field: keyof FactDefinition;
  /** The sentence when it is broken. */
  readonly broken: (fact: FactDefinition) => string | undefined;
}

const RULES: readonly Rule[] = [
  {
    code: 'reserved',
    field: 'id',
    broken: ({ id }) =>
      (RESERVED as readonly string[]).includes(id) ? `“${id}”在模板里另有意思，请换一个 id。` : undefined,
  },
  {
    code: 'no-options',
    field: 'type',
    broken: ({ id, type, options }) =>
      type === 'oneOf' && options === undefined
        ? `“${id}”是单选，却没有选项，请加上 options，至少两项。`
        : undefined,
  },
  {
    code: 'no-sentence',
    field: 'type',
    broken: ({ id, type, sentence }) =>
      type === 'claim' && sentence === undefined
        ? `“${id}”要本人确认，却没有写明确认哪一句，请加上 sentence。`
        : undefined,
  },
  {
    code: 'sentence-end',
    field: 'sentence',
    broken: ({ sentence }) =>
      sentence === undefined || sentence.endsWith('。')
        ? undefined
        : '请本人确认的句子要完整，请以句号“。”结尾。',
  },
  {
    code: 'no-unit',
    field: 'type',
    broken: ({ id, type, unit }) =>
      type === 'count' && unit === undefined ? `“${id}”是个数，请加上 unit，如 次、人、份。` : undefined,
  },
  onlyFor('options', ['oneOf']),
  onlyFor('sentence', ['claim']),
  onlyFor('unit', ['count']),
  onlyFor('usual', ['count']),
  onlyFor('rule', ['count']),
  {
    code: 'usual-range',
    field: 'usual',
    broken: ({ usual }) =>
      usual !== undefined && usual.least > usual.most
        ? `usual 的 least（${usual.least}）比 most（${usual.most}）还大，请对调。`
        : undefined,
  },
];

export const lintFact = ({ file, fact, lineOf }: LocatedFact): readonly Problem[] =>
  RULES.flatMap(({ code, field, broken }) => {
    const message = broken(fact);
    return message === undefined ? [] : [{ file, line: lineOf(field), code, message }];
  });

function onlyFor(field: keyof FactDefinition, types: readonly FactDefinition['type'][]): Rule {
  return {
    code: 'field-unused',
    field,
    broken: (fact) =>
      fact[field] === undefined || types.includes(fact.type)
        ? undefined
        : `${field} 只对 ${types.join('、')} 类型有用，“${fact.id}”是 ${fact.type}，请删掉这一项或改类型。`,
  };
}
