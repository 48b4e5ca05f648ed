/** @module Rules for one fact by itself. */
import type { FactDefinition } from '../flow/definition.ts';
import { RESERVED } from '../report/check-scope.ts';
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
      (type === 'oneOf' || type === 'severalOf') && options === undefined
        ? `“${id}”是${type === 'oneOf' ? '单选' : '多选'}，却没有选项，请加上 options，至少两项。`
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
  {
    code: 'no-fields',
    field: 'type',
    broken: ({ id, type, fields }) =>
      type === 'records' && fields === undefined
        ? `“${id}”是一行一行的记录，却没有写每行有哪几栏，请加上 fields，至少一栏。`
        : undefined,
  },
  {
    code: 'field-twice',
    field: 'fields',
    broken: ({ fields = [] }) => {
      const twice = fields.find(({ id }, index) => fields.findIndex((other) => other.id === id) !== index);
      return twice === undefined ? undefined : `栏“${twice.id}”出现了两次，请给其中一个改名。`;
    },
  },
  {
    code: 'field-options',
    field: 'fields',
    broken: ({ fields = [] }) => {
      const bare = fields.find(({ type, options }) => type === 'oneOf' && options === undefined);
      return bare === undefined ? undefined : `栏“${bare.id}”是单选，却没有选项，请加上 options，至少两项。`;
    },
  },
  onlyFor('options', ['oneOf', 'severalOf']),
  onlyFor('sentence', ['claim']),
  onlyFor('fields', ['records']),
  onlyFor('unit', ['count', 'money']),
  onlyFor('usual', ['count', 'percentage']),
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
