/** 机关党支部（事业单位）书记机关党建述职: whatever is given, and the sheet of facts whole. */
import { holdsWhateverIsGiven } from './support-content.ts';
import { holdsItsSheet, ROSTER } from './support-sheet.ts';

holdsWhateverIsGiven('agency-branch', '2026年度机关党建工作述职报告');

holdsItsSheet({
  kind: 'agency-branch',
  prefix: 's3-',
  entries: [...['1-4', '6-7', '10', '12-14', '16-46', '48-59', '61-67', '69-77']],
  // One line of the sheet tells the name of the group and what it did.
  beside: ['writerName', 'safetyTeamWork', 'brandResult'],
  // The sheet counts no meetings and has no problems; notices want both.
  unused: [
    ...['superior', 'committeeMeetings', 'memberMeetings', 'lectures', 'themeDays', 'lifeMeetings', 'talks'],
    ...['campaign', 'eightRules', 'dualDuty', 'keptMeetings', 'groups', 'groupMeetings', 'lastFeedback'],
    ...['firstProblem', 'secondProblem', 'thirdProblem', 'fourthPlan', 'members', 'newMembers'],
    ...ROSTER,
  ],
  parts: {
    '2022年度党建工作完成情况': ['studyFocus', 'taskForces', 'integrityForms', 'watchedEvents'],
    反馈问题的整改情况: ['reviewFeedback'],
    '2023年党建工作思路': ['planGoal', 'firstPlan', 'secondPlan', 'thirdPlan'],
  },
  ranks: { 1.1: [10, 24], 1.2: [25, 38], 1.3: [39, 46], 1.4: [48, 59] },
  needed: ['2022年度党建工作完成情况', '反馈问题的整改情况', '2023年党建工作思路'],
});
