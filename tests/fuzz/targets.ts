/** @module Everything that reads outside input. */
import type { Target } from './fuzz.ts';
import { callbacksTarget } from './targets/callbacks.ts';
import { factsTarget, importTarget, ledgerTarget, returnedTarget } from './targets/files.ts';
import { libraryTarget } from './targets/library.ts';
import { sideTarget } from './targets/side.ts';
import { storedTarget } from './targets/stored.ts';
import { typedTarget } from './targets/typed.ts';

export const targets = (): readonly Target[] => [
  typedTarget(),
  callbacksTarget(),
  storedTarget(),
  sideTarget(),
  factsTarget(),
  ledgerTarget(),
  returnedTarget(),
  importTarget(),
  libraryTarget(),
];
