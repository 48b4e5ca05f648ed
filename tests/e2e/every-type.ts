/** @module A kind of its own that asks for every type of fact, loaded from a folder as an administrator would give it. */
import { fileURLToPath } from 'node:url';
import { loadLibrary } from '../../src/app/library.ts';

const loaded = loadLibrary(fileURLToPath(new URL('every-type', import.meta.url)));
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems, null, 2));
export const everyType = loaded.kinds;
