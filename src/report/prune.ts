/** @module What stays of an outline: no paragraph of set phrases without a fact, no heading without anything under it. */
import type { Said, Unit } from './outline.ts';

export function prune(units: readonly Unit[]): readonly Unit[] {
  const kept: Unit[] = [];
  let underHeading = false;
  let underRunIn = false;
  for (const unit of [...units].reverse()) {
    const speaks = unit.said.some((said) => said.speaks);
    switch (unit.unit) {
      case 'title':
        if (unit.said.length > 0) kept.push(unit);
        break;
      case 'byline':
      case 'signature':
        if (speaks) kept.push(unit);
        break;
      case 'heading':
        if (underHeading || speaks) kept.push(unit);
        underHeading = false;
        underRunIn = false;
        break;
      case 'run-in':
        if (speaks) kept.push(unit);
        else if (underRunIn) kept.push({ ...unit, said: unit.said.filter(isHeading) });
        underHeading ||= speaks || underRunIn;
        underRunIn = false;
        break;
      default:
        if (!speaks) break;
        kept.push(unit);
        underHeading = true;
        underRunIn = true;
    }
  }
  return kept.reverse();
}

const isHeading = (said: Said): boolean => said.first;
