/** @module Commits for the store's tests. */
import type { About, FactState, ScreenRecord } from '../../src/flow/model.ts';
import type { Commit, CommitResult, Post, Store } from '../../src/store/port.ts';

export const NOW = Date.UTC(2026, 10, 20, 2, 0);

export const about: About = {
  tenant: 't1',
  unit: '第三项目党支部',
  year: 2026,
  kind: 'project-branch',
  people: { ou_a: 'secretary', ou_b: 'drafter' },
  created: NOW,
};

export function given(value: FactState['value'], version = 1): FactState {
  const source = { by: 'ou_a', at: NOW, via: 'om_1', words: '支委会十二次' };
  return { status: 'given', ...(value === undefined ? {} : { value }), version, source };
}

export function screen(version: number, card = 'meetings'): ScreenRecord {
  return { version, view: { at: 'card', card }, notes: [] };
}

export function text(id: string, words = 'x', at = NOW): Post {
  return { id, kind: 'text', to: { person: 'ou_a' }, at, text: words };
}

let reports = 0;
/** A report that no other test has. */
export function newId(): string {
  reports += 1;
  return `r${reports}-${Math.random().toString(36).slice(2, 8)}`;
}

/** The first commit of a new report, with whatever else; its version is 1. */
export async function begin(store: Store, more: Partial<Commit> = {}): Promise<string> {
  const report = more.report ?? newId();
  const result = await store.commit({ report, expected: 0, now: NOW, about, ...more });
  if (result.result !== 'done' || result.version !== 1)
    throw new Error(`not begun: ${JSON.stringify(result)}`);
  return report;
}

/** Commits upon what is stored. */
export async function add(store: Store, report: string, more: Partial<Commit>): Promise<CommitResult> {
  const { version } = (await store.load(report)) ?? { version: 0 };
  return store.commit({ report, expected: version, now: NOW, ...more });
}
