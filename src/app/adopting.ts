/** @module A store whose reports are seen under today's flows, whatever flow they were begun under. */
import { adopt, adopted } from '../flow/adopt.ts';
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

/** How many reports today's flows see differently from the flow they were last answered under. */
export async function countChanged(
  store: Store,
  kinds: ReadonlyMap<string, Kind>,
): Promise<{ reports: number; changed: number }> {
  const ids = await store.all();
  let changed = 0;
  for (const id of ids) {
    const report = await store.load(id);
    const flow = report === undefined ? undefined : kinds.get(report.about.kind)?.flow;
    const seen = report === undefined || flow === undefined ? undefined : adopt(flow, report.facts);
    if (seen !== undefined && seen.renamed.length + seen.misfits.length + seen.retired.length > 0)
      changed += 1;
  }
  return { reports: ids.length, changed };
}
