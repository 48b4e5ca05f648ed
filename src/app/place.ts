/** @module Which report is meant, and what one knows that is begun by this turn. */
import type { Envelope } from '../feishu/port.ts';
import type { Flow } from '../flow/definition.ts';
import type { About, FactStatus, Facts, PersonId, Report } from '../flow/model.ts';
import { unchosen } from '../flow/navigate.ts';
import type { Person, Store } from '../store/port.ts';
import type { Kind } from './draft.ts';
import { ownReport, reportOf, reportYear } from './identity.ts';
import { kindNamed } from './named-report.ts';

export interface PlaceParts {
  readonly store: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids of the kinds that can be begun here; a first report is of the first of them until she chooses. */
  readonly offered: readonly string[];
  readonly now: () => number;
}

export interface Place {
  readonly id: string;
  /** For a report that is not stored yet. */
  readonly about?: About;
  /** Her typed text is to go here from now on. */
  readonly point: boolean;
  /** Her message named this report and says nothing else; `from`: the one that it leaves. */
  readonly named?: { readonly from: string };
}

/** The report that is meant: the clicked card's, the one a button leads to, else the open one. */
export async function locate(parts: PlaceParts, envelope: Envelope): Promise<Place> {
  const { tenant, inbound } = envelope;
  const { by } = inbound;
  const op = inbound.type === 'click' ? inbound.op : undefined;
  if (op?.op === 'begin' && parts.offered.includes(op.kind)) {
    const copy = op.another === true ? await nextCopy(parts, tenant, by, op.kind) : 1;
    return { ...ownReport(tenant, by, op.kind, parts.now(), copy), point: true };
  }
  if (op?.op === 'switch') return { id: op.report, point: true };
  if (envelope.report !== undefined) return { id: envelope.report, point: false };
  const person = await parts.store.person(tenant, by);
  const open = person?.reports.find(({ id }) => id === person.open);
  const named =
    inbound.type === 'text' ? namedReport(parts, envelope, inbound.text, person, open?.id) : undefined;
  if (named !== undefined) return named;
  if (open !== undefined) return { ...reportOf(tenant, by, open, parts.now()), point: false };
  // Where there are several kinds, it is hers only once she has chosen.
  return { ...ownReport(tenant, by, parts.offered[0] ?? '', parts.now()), point: parts.offered.length === 1 };
}

/** The report that a message asks for by the name of its kind; of two of one kind, neither. */
function namedReport(
  { kinds, offered, now }: PlaceParts,
  { tenant, inbound: { by } }: Envelope,
  text: string,
  person: Person | undefined,
  open: string | undefined,
): Place | undefined {
  if (offered.length === 1 && open === undefined) return undefined;
  const titles = offered.map((id) => ({ id, title: kinds.get(id)?.flow.kind.title ?? id }));
  const kind = kindNamed(text, titles, open === undefined);
  if (kind === undefined) return undefined;
  const from = open ?? ownReport(tenant, by, offered[0] ?? '', now()).id;
  const begun = ownReport(tenant, by, kind, now());
  const [mine, ...others] = (person?.reports ?? []).filter(
    (one) => one.kind === kind && one.year === begun.about.year,
  );
  if (others.length > 0) return undefined;
  const place = mine === undefined ? begun : reportOf(tenant, by, mine, now());
  return { ...place, point: true, named: { from } };
}

/** A second tap means the one that the first has begun: as long as nothing was said in it, nobody wants another. */
async function nextCopy(parts: PlaceParts, tenant: string, by: PersonId, kind: string): Promise<number> {
  const mine = (await parts.store.person(tenant, by))?.reports.map(({ id }) => id) ?? [];
  const idOf = (copy: number) => ownReport(tenant, by, kind, parts.now(), copy).id;
  let copy = 1;
  while (mine.includes(idOf(copy))) copy += 1;
  const last = copy > 2 ? await parts.store.load(idOf(copy - 1)) : undefined;
  return last !== undefined && Object.keys(last.facts).length === 0 ? copy - 1 : copy;
}

/**
 * Ids of reports that may hold what she said before she chose a kind: those are not among hers, and of which kind and
 * year they are is not written down. Most of them are not stored.
 */
export function unlisted(
  { kinds, now }: Pick<PlaceParts, 'kinds' | 'now'>,
  tenant: string,
  by: PersonId,
): readonly string[] {
  const year = reportYear(now());
  return [...kinds.keys()].flatMap((kind) => {
    const { unit } = ownReport(tenant, by, kind, now()).about;
    return [year, year - 1].map((one) => reportOf(tenant, by, { unit, year: one, kind }, now()).id);
  });
}

/** The report that she leaves for another, to begin or to go on with that one. */
export function leftBy({ report }: Envelope, { id, about, named }: Place): string | undefined {
  const left = about === undefined ? undefined : (named?.from ?? report);
  return left === id ? undefined : left;
}

/** A report that is not stored yet. Begun from another one of hers about the same unit, `source`, it knows what that one knows. */
export function begun(
  kinds: PlaceParts['kinds'],
  id: string,
  about: About,
  source: Report | undefined,
  by: PersonId,
): Report {
  const same = source?.about.unit === about.unit && source.about.people[by] !== undefined;
  const flow = kinds.get(about.kind)?.flow;
  const known = same && source.about.year === about.year ? source : undefined;
  const facts = known === undefined || flow === undefined ? {} : shared(flow, known.facts);
  return {
    ...{ id, version: 0, about, facts, screens: [], draft: { made: 0 }, cardPending: false, uncertain: [] },
    ...(known === undefined ? {} : wishes(kinds, known)),
  };
}

/** When it is to be handed in, and no more reminders: said of one report it is of that one, said of none, of the first. */
function wishes(kinds: PlaceParts['kinds'], { reminders, ...source }: Report): Pick<Report, 'reminders'> {
  const flow = kinds.get(source.about.kind)?.flow;
  return reminders === undefined || flow === undefined || !unchosen(flow, source) ? {} : { reminders };
}

/** She is asked again only for what she put off; what is not sure yet is asked back there. */
const SETTLED: readonly FactStatus[] = ['given', 'none', 'unconfirmed'];

/** What both kinds ask; a claim is vouched for in each report anew. */
function shared(flow: Flow, facts: Facts): Facts {
  const known = Object.entries(facts).filter(([id, { status }]) => {
    const fact = flow.facts.get(id);
    return fact !== undefined && fact.type !== 'claim' && SETTLED.includes(status);
  });
  return Object.fromEntries(known.map(([id, state]) => [id, { ...state, version: 1 }]));
}
