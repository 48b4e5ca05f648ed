/** 机关处室党支部书记述职: whatever is given, and the sheet of facts whole. */
import { holdsWhateverIsGiven } from './support-content.ts';
import { holdsItsSheet, ROSTER } from './support-sheet.ts';

holdsWhateverIsGiven('office-branch', '2026年度党支部书记述职报告');

holdsItsSheet({
  kind: 'office-branch',
  prefix: 's2-',
  entries: [...['1-4', '7-13', '15-19', '22-35', '38-46', '48-83', '85-86', '88-89']],
  beside: ['writerName'],
  // The sheet counts no meetings and names no feedback; notices want both.
  unused: [
    ...['committeeMeetings', 'memberMeetings', 'lectures', 'themeDays', 'lifeMeetings', 'talks'],
    ...['eightRules', 'dualDuty', 'groups', 'groupMeetings', 'converted', 'activists'],
    ...['lastFeedback', 'fourthPlan'],
    ...ROSTER,
    ...['members', 'newMembers', 'studyHours', 'essaysTotal'],
  ],
  parts: {
    一年来的主要工作: ['studyFocus', 'serviceKinds', 'themeDayExamples', 'documentsIssued', 'foreignPaid'],
    存在的问题: ['firstProblem', 'secondProblem', 'thirdProblem'],
    '2022年工作打算': ['firstPlan', 'secondPlan', 'thirdPlan'],
  },
  ranks: { 1.1: [7, 19], 1.2: [22, 35], 1.3: [38, 45], 1.4: [46, 75] },
  needed: ['一年来的主要工作', '存在的问题', '2022年工作打算'],
});
