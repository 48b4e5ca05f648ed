/** The project branch's template: whatever subset of facts is there, the text has no scar. */
import { expect, test } from 'vitest';
import { plain } from '../../src/report/blocks.ts';
import { renderReport, spansOf } from '../../src/report/render.ts';
import { holdsForAnySubset } from './support-content.ts';
import { kindOf } from './support-sheet.ts';

holdsForAnySubset('project-branch');

test('with no facts at all there is a title, and nothing else', () => {
  const { template } = kindOf('project-branch');
  expect(
    renderReport(template, new Map(), { year: 2026 }).blocks.map((block) => plain(spansOf(block))),
  ).toEqual(['2026年度党支部书记述职报告']);
});
