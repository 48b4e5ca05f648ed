import { describeJobs } from './suite.ts';

describeJobs('real');
