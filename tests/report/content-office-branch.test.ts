/** The office branch's report. */
import { holdsForAnySubset } from './support-content.ts';
import { holdsItsSheet } from './support-sheet.ts';

holdsItsSheet('office-branch', 79, {
  opening: [1, 4],
  1.1: [7, 19],
  1.2: [22, 35],
  1.3: [38, 45],
  1.4: [46, 75],
  2: [76, 82],
  3: [83, 89],
});

holdsForAnySubset('office-branch');
