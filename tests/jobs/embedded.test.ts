import { describeJobs } from './suite.ts';

describeJobs('embedded');
