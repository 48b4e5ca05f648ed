import { expect, test } from 'vitest';
import { exportOf } from '../../src/app/export.ts';
import { importFrom } from '../../src/app/import.ts';
import type { Report } from '../../src/flow/model.ts';
import { ownChanges, paragraphsAt } from '../../src/flow/own-words.ts';
import { emptyReport, interview, ME, NOW } from '../flow/support.ts';
import { kinds } from '../support/office.ts';

const kind = kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const { flow } = kind;
const MINE = '今年支委会开了12次，每次都先看问题清单再议事。';

/** A talk in which 支委会 is told. */
function told(count: number) {
  const talk = interview(flow, emptyReport({ kind: 'project-branch' }));
  talk.opens();
  talk.clicks({ op: 'submit', card: 'who' }, { writerName: '张敏', branchName: '清源河大桥项目党支部' });
  talk.says(`支委会 ${count}`);
  return talk;
}

function exported(): { readonly report: Report; readonly bytes: Uint8Array } {
  const talk = told(12);
  const place = paragraphsAt(flow, talk.report).find(({ text }) => text.includes('支委会12次'));
  if (place === undefined) throw new Error('no such paragraph');
  talk.clicks({ op: 'own', does: 'edit', name: place.name });
  talk.clicks({ op: 'own', does: 'save', name: place.name }, { ownWords: MINE });
  return { report: talk.report, bytes: new TextEncoder().encode(exportOf(flow, talk.report)) };
}

test.each([
  ['blank', [{ was: '12 次', is: '15 次' }]],
  ['all', []],
] as const)('her paragraph comes back over what it was written over, taken %s', (does, changed) => {
  const { bytes } = exported();
  const talk = told(15);
  const inbound = { id: 'm-file', by: ME, at: NOW + 100_000, type: 'other', what: 'file' } as const;
  const place = { kind: kind as NonNullable<typeof kind>, kinds, report: talk.report };
  talk.apply(importFrom(place, NOW + 100_000, inbound, { name: '数据.json', bytes }));
  talk.clicks({ op: 'import', does, at: 0 });
  const [mine] = ownChanges(flow, talk.report);
  expect(Object.values(talk.values())).toContain(MINE);
  expect((mine?.changed ?? []).map(({ fact: _, ...one }) => one)).toEqual(changed);
});
