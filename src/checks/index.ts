/** @module All checks as one function of the facts: `flow.checks`. */
import type { Checked, Checks, Finding } from '../flow/finding.ts';
import { atMostCheck } from './at-most.ts';
import { bracketsCheck } from './brackets.ts';
import type { CheckData, Relation } from './data.ts';
import { datesCheck } from './dates.ts';
import { filledCheck } from './filled.ts';
import type { Check, Found } from './found.ts';
import { leftoversCheck } from './leftovers.ts';
import { lengthCheck } from './length.ts';
import { mirrorCheck } from './mirror.ts';
import { ofABodyCheck } from './of-a-body.ts';
import { peopleCheck } from './people.ts';
import { personalCheck } from './personal.ts';
import { pointsCheck } from './points.ts';
import { retoldCheck } from './retold.ts';
import { ruleCheck } from './rule.ts';
import { shareCheck } from './share.ts';
import { slipsCheck } from './slips.ts';
import { spelledCheck } from './spelled.ts';
import { sumCheck } from './sum.ts';
import { thresholdCheck } from './threshold.ts';
import { timesCheck } from './times.ts';
import { nameTwiceCheck, sentenceTwiceCheck } from './twice.ts';
import { mendLabel, say } from './words.ts';

export function checksOf({ relations, formulations, years }: CheckData): Checks {
  const checks: readonly Check[] = [
    ...relations.relations.map(related),
    ruleCheck,
    personalCheck,
    leftoversCheck,
    mirrorCheck(relations),
    nameTwiceCheck(relations.once),
    sentenceTwiceCheck,
    datesCheck(relations),
    retoldCheck,
    ofABodyCheck,
    pointsCheck,
    slipsCheck(formulations),
    timesCheck(formulations, years, relations),
    bracketsCheck,
    spelledCheck,
    peopleCheck(relations.persons),
  ];
  return (checked) => once(checks.flatMap((check) => check(checked)).map((found) => finding(found, checked)));
}

function related(relation: Relation): Check {
  switch (relation.holds) {
    case 'sum':
      return sumCheck(relation);
    case 'atMost':
      return atMostCheck(relation);
    case 'threshold':
      return thresholdCheck(relation);
    case 'share':
      return shareCheck(relation);
    case 'length':
      return lengthCheck(relation);
    case 'filled':
      return filledCheck(relation);
  }
}

function finding(found: Found, checked: Checked): Finding {
  const { severity, facts, what, mend, row, detail = '' } = found;
  return {
    id: `${what.code}-${mark([what.code, ...facts, detail].join('\n'))}`,
    severity,
    facts,
    text: say(found, checked),
    ...(row === undefined ? {} : { row }),
    ...(mend === undefined ? {} : { mend: { ...mend, label: mendLabel(found, checked) } }),
  };
}

/** FNV-1a: short enough for the name of a button, and the same on every day. */
function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** What two files or two checks say alike is said once; doubts in front. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const all = [...new Map(findings.map((one) => [one.id, one])).values()];
  return [
    ...all.filter(({ severity }) => severity === 'doubt'),
    ...all.filter(({ severity }) => severity === 'note'),
  ];
}
