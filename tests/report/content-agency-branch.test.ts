/** The agency branch's report. */
import { holdsForAnySubset } from './support-content.ts';
import { holdsItsSheet } from './support-sheet.ts';

holdsItsSheet('agency-branch', 69, {
  title: [1, 4],
  opening: [6, 7],
  1.1: [10, 24],
  1.2: [25, 38],
  1.3: [39, 46],
  1.4: [48, 59],
  2: [61, 66],
  3: [67, 77],
});

holdsForAnySubset('agency-branch');
