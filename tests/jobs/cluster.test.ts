import { describeJobs } from './suite.ts';

describeJobs('cluster');
