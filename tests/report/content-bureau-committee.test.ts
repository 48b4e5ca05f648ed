/** 局党委书记党建述职: whatever is given, and the sheet of facts whole. */
import { holdsWhateverIsGiven } from './support-content.ts';
import { holdsItsSheet } from './support-sheet.ts';

holdsWhateverIsGiven('bureau-committee', '2026年度党建工作述职报告');

holdsItsSheet({
  kind: 'bureau-committee',
  prefix: 's4-',
  entries: [...['1-3', '6-7', '11-32', '34-36', '38-43', '45-47', '49-57', '60-74', '76-78', '80']],
  // The sheet has neither problems nor a plan; notices require both.
  beside: [
    ...['writerName', 'unitName', 'posts', 'studyFocus', 'lastFeedback', 'trainingResult', 'styleCase'],
    'moodStory',
    ...['firstProblem', 'secondProblem', 'thirdProblem', 'firstPlan', 'secondPlan', 'thirdPlan'],
  ],
  unused: ['fourthPlan'],
  parts: {
    '强化政治引领，抓实上级部署': [
      ...[
        'bodyMeetings',
        'decisionKinds',
        'specialTopics',
        'yearDocuments',
        'jointAdvance',
        'politicalTasks',
      ],
    ],
    '强化理论武装，守牢思想阵地': [
      ...['watchedEvents', 'studyEvents', 'kickoffMeetings', 'ownLecture', 'studyPlan', 'branchesGuided'],
      ...['studyBooks', 'centreStudies', 'centreSpeeches', 'teamStudied', 'ideologyDuty', 'ideologyMeetings'],
      ...['onlinePlaces', 'opinionCarried', 'moodForms', 'talksGuidance', 'moodStory'],
    ],
    '建强战斗堡垒，打牢基层基础': [
      ...['branchStandard', 'branchSystems', 'secretariesReport', 'trainingsJoined', 'trainedMembers'],
      ...['trainingPlace', 'secretaryTraining', 'trainingTeacher', 'memberRules', 'supervisionForms'],
      ...['strictEntry', 'newMembers'],
    ],
    '全面从严治党，改进纪律作风': [
      ...['meetingsConveyed', 'integrityConference', 'integrityMeetings', 'styleCampaign', 'styleFrame'],
      ...['styleFields', 'styleAspects', 'styleProblems', 'styleMeasures', 'listColumns', 'styleStatus'],
      ...['riskAims', 'rulesIssued', 'rulesIssuedCount', 'rulesRevised'],
    ],
    本人廉洁自律情况: ['frontline', 'eightRules', 'mattersReported', 'familyClean'],
    上年度反馈问题的整改情况: ['lastFeedback'],
    存在的问题和原因: ['firstProblem', 'secondProblem', 'thirdProblem'],
    '2023年工作打算': ['firstPlan', 'secondPlan', 'thirdPlan'],
  },
  needed: [
    '强化政治引领，抓实上级部署',
    '强化理论武装，守牢思想阵地',
    '建强战斗堡垒，打牢基层基础',
    '全面从严治党，改进纪律作风',
    '本人廉洁自律情况',
    '存在的问题和原因',
    '2023年工作打算',
  ],
});
