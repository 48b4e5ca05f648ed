/**
 * Facts that contradict each other in every way the shipped relations know: each found with the facts it is about, and
 * its consistent twin found right. The figures are made for each relation from what it says.
 */
import { describe, expect, it } from 'vitest';
import { checkDataOf, readFiles } from '../../src/app/library-files.ts';
import type { Relation } from '../../src/checks/data.ts';
import { checksOf } from '../../src/checks/index.ts';
import type { Finding } from '../../src/flow/finding.ts';
import type { FactValue } from '../../src/flow/model.ts';

const files = readFiles(process.cwd(), []);
const data = checkDataOf(files);
const definitions = new Map(files.facts.map(({ fact }) => [fact.id, fact]));

/** So many, as the fact's type has it. */
function many(id: string, n: number, like = id): FactValue {
  const definition = definitions.get(id);
  switch (definition?.type) {
    case 'money':
      return `${n}${definitions.get(like)?.unit ?? '元'}`;
    case 'percentage':
      return `${n}%`;
    case 'list':
      return Array.from({ length: n }, (_, index) => `第${'甲乙丙丁戊己庚辛壬癸'[index] ?? index}项`);
    case 'records':
      return Array.from({ length: n }, (_, index) => ({
        [definition.fields?.[0]?.id ?? 'x']: `第${index}项`,
      }));
    default:
      return n;
  }
}

/** In one currency: that of the first. */
const values = (numbers: Readonly<Record<string, number>>): Readonly<Record<string, FactValue>> =>
  Object.fromEntries(Object.entries(numbers).map(([id, n]) => [id, many(id, n, Object.keys(numbers)[0])]));
const each = (ids: readonly string[], n: number) => Object.fromEntries(ids.map((id) => [id, n]));

/** Figures that agree, and figures that do not, by one. */
function twins(relation: Relation): {
  readonly right: object;
  readonly wrong: object;
  readonly mend?: FactValue;
} {
  const as = (
    right: Readonly<Record<string, number>>,
    wrong: Readonly<Record<string, number>>,
    mend?: FactValue,
  ) => ({
    ...{ right: values(right), wrong: values(wrong) },
    ...(mend === undefined ? {} : { mend }),
  });
  switch (relation.holds) {
    case 'sum': {
      const parts = { ...each(relation.parts, 9), ...each(relation.minus ?? [], 2) };
      const total = 9 * relation.parts.length - 2 * (relation.minus ?? []).length;
      const counted = definitions.get(relation.whole)?.type === 'count';
      return as(
        { ...parts, [relation.whole]: total },
        { ...parts, [relation.whole]: total + 1 },
        counted ? total : undefined,
      );
    }
    case 'atMost': {
      const times = relation.times === undefined ? {} : { [relation.times]: 2 };
      const most = relation.times === undefined ? 4 : 8;
      return as(
        { ...times, [relation.part]: 4, [relation.whole]: most },
        { ...times, [relation.part]: 5, [relation.whole]: most },
      );
    }
    case 'share':
      return as(
        { [relation.part]: 5, [relation.whole]: 20, [relation.share]: 25 },
        { [relation.part]: 5, [relation.whole]: 20, [relation.share]: 40 },
        '25%',
      );
    case 'length':
      return as(
        { [relation.number]: 2, [relation.list]: 2 },
        { [relation.number]: 3, [relation.list]: 2 },
        2,
      );
    case 'filled': {
      const first = definitions.get(relation.rows)?.fields?.[0]?.id ?? 'x';
      const [whole, bare] = [{ [first]: '甲', [relation.field]: '乙' }, { [first]: '丙' }];
      return { right: { [relation.rows]: [whole] }, wrong: { [relation.rows]: [whole, bare] } };
    }
    case 'threshold':
      return as(
        { [relation.of]: relation.from, [relation.part]: relation.least },
        { [relation.of]: relation.from, [relation.part]: relation.least - 1 },
      );
  }
}

function namesOf(relation: Relation): readonly string[] {
  switch (relation.holds) {
    case 'sum':
      return [relation.whole, ...relation.parts, ...(relation.minus ?? [])];
    case 'atMost':
      return [relation.part, relation.whole, ...(relation.times === undefined ? [] : [relation.times])];
    case 'share':
      return [relation.share, relation.part, relation.whole];
    case 'length':
      return [relation.number, relation.list];
    case 'filled':
      return [relation.rows];
    case 'threshold':
      return [relation.part, relation.of];
  }
}

/** What this relation alone finds in them. */
function examine(relation: Relation, facts: object): readonly Finding[] {
  const known = Object.entries(facts).map(([id, value]) => {
    const definition = definitions.get(id);
    if (definition === undefined) throw new Error(`no fact ${id}`);
    return [id, { definition, value: value as FactValue, day: '2026-12-20' }] as const;
  });
  const only = { ...data.relations, relations: [relation] };
  const checks = checksOf({ relations: only, formulations: [], years: [] });
  const checked = { year: 2026, kind: '党支部书记述职', facts: new Map(known), open: new Set<string>() };
  return checks(checked).filter(({ id }) => !id.startsWith('below'));
}

describe('every relation', () => {
  it('is written once', () => {
    const all = data.relations.relations.map((one) =>
      JSON.stringify([one.holds, ...namesOf(one), 'field' in one ? one.field : '']),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(35);
  });

  it.each(
    data.relations.relations.map(
      (one) =>
        [`${one.holds} ${namesOf(one).join(' ')} ${'field' in one ? one.field : ''}`.trim(), one] as const,
    ),
  )('%s', (_, relation) => {
    const { right, wrong, mend } = twins(relation);
    expect(examine(relation, right)).toEqual([]);
    const [found, ...others] = examine(relation, wrong);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ facts: namesOf(relation), severity: relation.severity });
    for (const id of namesOf(relation)) expect(found?.text).toContain(definitions.get(id)?.label);
    expect(found?.mend?.value).toEqual(mend);
    if (mend === undefined || found?.mend === undefined) return;
    expect(examine(relation, { ...wrong, [found.mend.fact]: mend })).toEqual([]);
    // One fact less, and there is nothing to compare.
    const { [namesOf(relation)[1] ?? '']: _gone, ...rest } = wrong as Record<string, FactValue>;
    expect(examine(relation, rest)).toEqual([]);
  });
});
