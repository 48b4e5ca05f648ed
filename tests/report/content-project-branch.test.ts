/** 项目党支部书记抓党建述职: whatever is given, and the sheet of facts whole. */
import { holdsWhateverIsGiven } from './support-content.ts';
import { holdsItsSheet, ROSTER } from './support-sheet.ts';

holdsWhateverIsGiven('project-branch', '2026年度党支部书记述职报告');

holdsItsSheet({
  kind: 'project-branch',
  prefix: 's1-',
  entries: [
    ...['1-4', '6-7', '9', '15-16', '20-34', '36-42', '44', '46-54', '56-58', '60-70', '72-74'],
    ...['77', '79-82'],
  ],
  // The writer's name, which no sheet has, 党小组, which decide about a question, and what notices want besides.
  beside: ['writerName', 'groups', 'groupMeetings', 'secondHighlightStory', 'studyResult', 'lastFeedback'],
  unused: [
    ...[...ROSTER, 'members', 'newMembers', 'employees', 'memberShare', 'studyHours'],
    ...['memberStory', 'businessFigures'],
  ],
  parts: {
    一年来的主要工作: ['studyFocus', 'activities', 'annualPlan', 'converted', 'letterSigners', 'eightRules'],
    特色做法: ['firstHighlight', 'firstHighlightStory', 'secondHighlight', 'secondHighlightStory'],
    上年度反馈问题的整改情况: ['lastFeedback'],
    问题和原因: ['firstProblem', 'secondProblem', 'thirdProblem'],
    '2023年工作打算': ['firstPlan', 'secondPlan', 'thirdPlan', 'fourthPlan'],
  },
  ranks: { 1.1: [15, 16], 1.2: [22, 34], 1.3: [36, 42], 1.4: [44, 54], 2.1: [56, 58] },
  needed: ['一年来的主要工作', '特色做法', '问题和原因', '2023年工作打算'],
});
