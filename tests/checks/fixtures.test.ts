/** Reports that are right as they are: nothing stands in their way, and next to nothing is said. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import { findingsOf } from '../../src/flow/findings.ts';
import { kinds } from '../support/office.ts';

const NOTES_AT_MOST = 3;

describe.each([...kinds])('%s', (id, { flow }) => {
  const read = readFactsFile(readFileSync(`tests/fixtures/${id}.facts.json`, 'utf8'), flow);
  if ('wrong' in read) throw new Error(JSON.stringify(read.wrong));
  const about = { tenant: 't', unit: 'u', year: read.year, kind: id, people: {}, created: 0 };
  const examine = () => findingsOf(flow, { about, facts: read.facts });

  it('has no doubts', () => {
    expect(examine().filter(({ severity }) => severity === 'doubt')).toEqual([]);
    expect(examine().length).toBeLessThanOrEqual(NOTES_AT_MOST);
  });
});
