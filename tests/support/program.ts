/** @module One process of the program, on the flows and templates below FLOWS_ROOT; the rest of its settings as always. */
import { loadLibrary } from '../../src/app/library.ts';
import { createLog, run } from '../../src/run.ts';
import { readSettings } from '../../src/settings.ts';

const library = loadLibrary(process.env['FLOWS_ROOT'] ?? process.cwd());
const read = readSettings(process.env);
if ('problems' in library) throw new Error(JSON.stringify(library.problems));
if ('problems' in read) throw new Error(read.problems.join('\n'));
const { settings } = read;
const { kinds } = library;
const running = await run({ settings, parts: ['bot', 'worker'], kinds, log: createLog(settings.LOG_LEVEL) });
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
