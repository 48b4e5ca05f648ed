import { describeStore } from './suite.ts';

// In cluster mode the server refuses scripts whose keys are in different slots, or that touch keys they did not name.
describeStore('real');
describeStore('cluster');
describeStore('embedded');
