/** @module Every kind with all its facts given. */
import { readFileSync } from 'node:fs';
import { readFactsFile } from '../../../src/cli/facts-file.ts';
import { emptyReport } from '../../flow/support.ts';
import { allKinds } from '../talk.ts';

export const fixtures = allKinds.map((kind) => {
  const json = readFileSync(`tests/fixtures/${kind.flow.kind.id}.facts.json`, 'utf8');
  const read = readFactsFile(json, kind.flow);
  if ('wrong' in read) throw new Error(JSON.stringify(read.wrong));
  const report = { ...emptyReport({ kind: kind.flow.kind.id }), version: 3, facts: read.facts };
  return { kind, json, value: JSON.parse(json) as unknown, report };
});
