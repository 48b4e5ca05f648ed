/** @module Year packs: each day in its year, each entry once, each file under its year's name. */
import type { YearPack } from '../report/pack.ts';
import type { Problem } from './library-problem.ts';
import type { Located } from './library-yaml.ts';

export const lintYears = (packs: readonly Located<YearPack>[]): readonly Problem[] => packs.flatMap(lintYear);

function lintYear({ file, value, lineOf }: Located<YearPack>): readonly Problem[] {
  const { year, entries } = value;
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], code: string, message: string): void => {
    problems.push({ file, line: lineOf(path), code, message });
  };
  if (!file.endsWith(`/${year}.yaml`)) {
    report(['year'], 'year-file', `文件名和 year 不一致：${year} 年的应写在 flows/years/${year}.yaml。`);
  }
  const seen = new Set<string>();
  for (const [index, { id, from, to }] of entries.entries()) {
    if (seen.has(id)) {
      report(['entries', index, 'id'], 'pack-twice', `“${id}”在这一年里出现了两次，请改名或删掉一处。`);
    }
    seen.add(id);
    for (const [field, day] of [['from', from] as const, ['to', to] as const]) {
      if (day === undefined || day.startsWith(`${year}-`)) continue;
      const message = `“${id}”的 ${field}（${day}）不在 ${year} 年，请改日期，或移到那一年的文件里；跨年的每年各写一条。`;
      report(['entries', index, field], 'pack-day', message);
    }
    if (to !== undefined && to < from) {
      report(['entries', index, 'to'], 'pack-order', `“${id}”的 to（${to}）比 from（${from}）还早，请对调。`);
    }
  }
  return problems;
}
