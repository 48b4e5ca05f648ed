/** @module A store whose reports are seen under today's flows, whatever flow they were begun under. */
import { adopted } from '../flow/adopt.ts';
import type { Store } from '../store/port.ts';
import type { Kind } from './draft.ts';

export const adopting = (store: Store, kinds: ReadonlyMap<string, Kind>): Store => ({
  ...store,
  async load(id) {
    const report = await store.load(id);
    const flow = report === undefined ? undefined : kinds.get(report.about.kind)?.flow;
    return report === undefined || flow === undefined ? report : adopted(flow, report);
  },
});
