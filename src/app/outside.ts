/** @module What a screen may show that is not in the report itself: the kinds there are, her other reports, a preview. */
import type { PersonId, Report, ScreenRecord } from '../flow/model.ts';
import { present, type Showing } from '../flow/present/index.ts';
import type { Screen } from '../flow/screen.ts';
import type { Store } from '../store/port.ts';
import type { Kind } from './draft.ts';
import { previewOf } from './preview.ts';
import { sourcePages } from './sources.ts';

export interface OutsideParts {
  readonly store: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids of the kinds that can be begun here, at least one. */
  readonly offered: readonly string[];
  readonly now: () => number;
}

/** The report's current screen, or `record`, as this person sees it. */
export async function screenFor(
  parts: OutsideParts,
  kind: Kind,
  report: Report,
  person: PersonId,
  record?: ScreenRecord,
): Promise<Screen> {
  const kinds = parts.offered.flatMap((id) => {
    const offer = parts.kinds.get(id)?.flow.kind;
    return offer === undefined ? [] : [{ id, title: offer.title }];
  });
  const view = (record ?? report.screens[0])?.view;
  const reports = view?.at === 'reports' ? await reportsOf(parts, report.about.tenant, person) : [];
  const preview = () => previewOf(kind, report, parts.now());
  const sources = () => sourcePages(kind, report, parts.now());
  return present(kind.flow, report, {
    kinds,
    reports,
    preview,
    sources,
    ...(record === undefined ? {} : { record }),
  });
}

async function reportsOf(
  parts: OutsideParts,
  tenant: string,
  person: PersonId,
): Promise<NonNullable<Showing['reports']>> {
  const known = (await parts.store.person(tenant, person))?.reports ?? [];
  return known
    .toSorted((a, b) => b.year - a.year)
    .map(({ id, kind, year, unit }) => {
      const copy = unit.split(':')[2];
      const title = parts.kinds.get(kind)?.flow.kind.title ?? kind;
      return { id, kind, title: `${year} ${title}${copy === undefined ? '' : `（第 ${copy} 份）`}` };
    });
}
