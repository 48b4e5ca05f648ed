/**
 * @module What stays of an outline: no paragraph of set phrases without a fact, no heading without anything under it, and
 * what stands for a part (`missing`) only where the part has nothing else.
 */
import type { Said, Unit } from './outline.ts';

export function prune(units: readonly Unit[]): readonly Unit[] {
  const kept: Unit[] = [];
  let underHeading = false;
  let underRunIn = false;
  let missing: Unit | undefined;
  const endPart = (): void => {
    if (missing !== undefined && !underHeading) {
      kept.push(missing);
      underHeading = true;
    }
    missing = undefined;
  };
  for (const unit of [...units].reverse()) {
    const speaks = unit.said.some((said) => said.speaks);
    switch (unit.unit) {
      case 'title':
        endPart();
        if (unit.said.length > 0) kept.push(unit);
        break;
      case 'byline':
        endPart();
        if (speaks) kept.push(unit);
        break;
      case 'closing':
      case 'signature':
        if (speaks) kept.push(unit);
        break;
      case 'missing':
        missing = unit;
        break;
      case 'heading':
        endPart();
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
  endPart();
  return kept.reverse();
}

const isHeading = (said: Said): boolean => said.first;
