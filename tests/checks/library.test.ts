/** The files the checks go by, as they are delivered. */
import { describe, expect, it } from 'vitest';
import { checkDataOf, readFiles } from '../../src/app/library-files.ts';
import { lintChecks } from '../../src/app/lint-checks.ts';
import { formulationsSchema, relationsSchema } from '../../src/checks/data.ts';
import { slipsCheck } from '../../src/checks/slips.ts';
import { checkedOf, mends } from './support.ts';

const files = readFiles(process.cwd(), []);
const { formulations } = checkDataOf(files);
const slips = slipsCheck(formulations);
const inYear = ({ from }: { readonly from?: string | undefined }) => ({
  year: Number((from ?? '2026').slice(0, 4)),
});

describe('the formulations', () => {
  it('are plenty', () => {
    expect(formulations.length).toBeGreaterThan(35);
    expect(formulations.flatMap(({ slips: all }) => all).length).toBeGreaterThan(80);
  });

  it.each(formulations.flatMap((one) => one.slips.map((slip) => [slip, one] as const)))(
    '%s is seen, and mended leaves nothing to mend',
    (slip, formulation) => {
      const [mended, ...others] = mends(
        slips(checkedOf({ story: `我们${slip}。` }, inYear(formulation))).filter(
          ({ what }) => what.code === 'slip' && what.exact === formulation.exact,
        ),
      );
      expect(mended).toBe(`我们${formulation.exact}。`);
      expect(others).toEqual([]);
      expect(mends(slips(checkedOf({ story: String(mended) }, { year: 2026 })))).toEqual([]);
    },
  );

  it.each(formulations.map(({ exact }) => [exact]))('%s is left alone', (exact) => {
    for (const story of [exact, `“${exact}”`, `《${exact}》`, `深入学习${exact}，`])
      expect(mends(slips(checkedOf({ story }, { year: 2026 })))).toEqual([]);
  });
});

describe('a wrong file', () => {
  const located = <T>(file: string, value: T) => ({ file, value, lineOf: () => 7 });
  it('is refused with its line and the mend', () => {
    const relations = relationsSchema.parse({
      relations: [{ holds: 'sum', whole: 'nobody', parts: ['members'] }],
      once: ['nothing'],
    });
    const source = '一份文件，2021年';
    const wrong = formulationsSchema.parse({
      formulations: [
        { id: 'one', exact: '一岗双责', slips: ['一岗双责'], source },
        { id: 'one', exact: '三会一课', from: '2021-02-01', to: '2020-01-01', source },
      ],
    });
    const dictionary = new Map(files.facts.map((one) => [one.fact.id, one]));
    const problems = lintChecks(
      {
        ...files,
        relations: [located('flows/checks/a.yaml', relations)],
        formulations: [located('flows/formulations.yaml', wrong)],
      },
      dictionary,
    );
    expect(problems.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['flows/checks/a.yaml', 7, 'unknown-fact'],
      ['flows/checks/a.yaml', 7, 'unknown-fact'],
      ['flows/formulations.yaml', 7, 'slip-exact'],
      ['flows/formulations.yaml', 7, 'formulation-twice'],
      ['flows/formulations.yaml', 7, 'formulation-order'],
    ]);
  });
});
