/** The project branch's template: whatever subset of facts is there, the text has no scar. */
import { holdsWhateverIsGiven } from './support-content.ts';

holdsWhateverIsGiven('project-branch', '2026年度党支部书记述职报告');
