/** 项目党支部书记兼项目经理述职述廉: whatever is given, and the sheet of facts whole. */
import { holdsWhateverIsGiven } from './support-content.ts';
import { holdsItsSheet, ROSTER } from './support-sheet.ts';

holdsWhateverIsGiven('project-duty-integrity', '2026年度述职述廉报告');

holdsItsSheet({
  kind: 'project-duty-integrity',
  prefix: 's0-',
  entries: [
    ...['1-3', '6', '8-9', '11-16', '18-21', '25-32', '35-44', '46-47', '49-50', '52-58'],
    ...['60-61', '63-71', '73-79', '81-87', '90', '92-94', '96-110', '114-121'],
  ],
  beside: ['writerName', 'projectName', 'dualDuty', 'emergency', 'emergencyGoods', 'memberStory'],
  unused: [
    'memberMeetings',
    'lifeMeetings',
    'lectures',
    'talks',
    'hardQuestionCase',
    'lastFeedback',
    'fourthPlan',
    ...ROSTER,
    ...['studyHours', 'inspectionMended', 'inspectionOpen'],
  ],
  parts: {
    党建工作方面: [
      ...[
        'studyBooks',
        'booksFrom',
        'speechesStudied',
        'campaign',
        'educationForms',
        'studyFocus',
        'studyForms',
      ],
      ...[
        'studyEvents',
        'sameDeployment',
        'dutyList',
        'hardQuestions',
        'posts',
        'decisionSystem',
        'branchFirst',
      ],
      ...[
        'committeeMeetings',
        'teamMeetings',
        'newMembers',
        'activists',
        'converted',
        'members',
        'memberShare',
      ],
      ...['employees', 'duesPaid', 'fundsUsed', 'inspection', 'inspectionFindings', 'inspectionStatus'],
      ...['rulesIssued', 'campaignRole', 'campaignPlan', 'groupStudies', 'themeDays', 'campaignActivities'],
      ...['redVisits', 'practicalServices', 'studyOccasion', 'studyParticipants', 'inspectionSupport'],
    ],
    生产经营和社会责任方面: [
      ...[
        'posts',
        'qualityDrive',
        'qualityWork',
        'awards',
        'coordinatedWith',
        'coordinations',
        'obstaclesMoved',
      ],
      ...[
        'daysAhead',
        'aheadTask',
        'projectRole',
        'milestones',
        'milestonesAhead',
        'emergency',
        'emergencyPlaces',
      ],
      ...['emergencyCaller', 'emergencyOffice', 'emergencyRole', 'emergencyPeople', 'emergencyHeads'],
      'emergencyGoods',
    ],
    政治纪律和廉洁从业方面: [
      ...['keyWork', 'eightRules', 'localRules', 'againstFourWinds', 'treatmentRules', 'mattersReported'],
      ...['mattersItems', 'mattersReportedTo'],
    ],
    存在的不足: ['problemsMeasuredBy', 'firstProblem', 'secondProblem', 'thirdProblem'],
    '2022年工作计划': ['firstPlan', 'secondPlan', 'thirdPlan'],
  },
  needed: [
    '党建工作方面',
    '生产经营和社会责任方面',
    '政治纪律和廉洁从业方面',
    '存在的不足',
    '2022年工作计划',
  ],
});
