/** @module Asking for a draft or the final: one at a time, none twice, a final only without gaps. */
import { applies, cardOf, factsOf, isOpen } from './agenda.ts';
import { choiceView, waiting } from './choosing.ts';
import type { FactDefinition, Flow } from './definition.ts';
import { withComputed } from './derived.ts';
import type { Finding } from './finding.ts';
import { doubtsOf } from './findings.ts';
import type { Inbound } from './inbound.ts';
import type { Facts, Report } from './model.ts';
import { isOwnId, type OwnChange, ownChanges, paragraphsAt } from './own-words.ts';
import { type Step, show } from './turn.ts';
import type { View } from './view.ts';

/** Why a fact stands in the way of a final. */
export interface Lack {
  readonly fact: FactDefinition;
  readonly why: 'unasked' | 'later' | 'unconfirmed';
}

/** What a final lacks: needed facts never answered, anything put off, any doubt not settled. What was skipped is left out. */
export function lacking(flow: Flow, facts: Facts): readonly Lack[] {
  const needed = new Set(flow.cards.filter((card) => card.needed).flatMap((card) => card.facts));
  const known = withComputed(flow, facts);
  return [...flow.facts.values()].flatMap((fact): Lack[] => {
    // What she gave by hand and has not confirmed waits for her, though it can be computed.
    const state = facts[fact.id]?.status === 'unconfirmed' ? facts[fact.id] : known[fact.id];
    if (!applies(flow, fact.id, facts)) return [];
    if (state?.status === 'later' || state?.status === 'unconfirmed') return [{ fact, why: state.status }];
    return needed.has(fact.id) && fact.derived === undefined && isOpen(state)
      ? [{ fact, why: 'unasked' }]
      : [];
  });
}

/** What a final waits for. */
export interface InTheWay {
  readonly gaps: readonly Lack[];
  /** What contradicts itself and was not waved off. */
  readonly doubts: readonly Finding[];
  /** Paragraphs in her own words over facts that have changed since. */
  readonly own: readonly OwnChange[];
}

export const inTheWay = (flow: Flow, report: Report): InTheWay => ({
  gaps: lacking(flow, report.facts),
  doubts: doubtsOf(flow, report),
  own: ownChanges(flow, report),
});

/**
 * The report would say who she is and nothing else: what was asked was answered with 没有 or passed over. A blank and a
 * paragraph of her own say something; where paragraphs cannot be told apart, nothing is known and everything is let through.
 */
export function saysNothing(flow: Flow, report: Report): boolean {
  const paragraphs = paragraphsAt(flow, report);
  const who = cardOf(flow, flow.kind.writer)?.facts ?? [];
  return (
    paragraphs.length > 0 &&
    !paragraphs.some(
      ({ number, own, generated }) =>
        number !== '' || own || (generated?.facts ?? []).some((fact) => !who.includes(fact)),
    )
  );
}

/** Needed facts by which a report that says nothing would begin to, in the order of the cards. */
export function firstWords(flow: Flow, facts: Facts): readonly FactDefinition[] {
  const cards = flow.cards.filter(({ needed, facts: ids }) => needed && !ids.includes(flow.kind.writer));
  return cards.flatMap((card) => factsOf(flow, card, facts).slice(0, 1));
}

/**
 * `shown`: the version of the clicked card; when a draft was asked for after it, this is the second click on the same
 * button, and the draft is already on its way or in the chat.
 */
export function draftWanted(flow: Flow, report: Report, inbound: Inbound, shown?: number): Step {
  return saysNothing(flow, report) ? show({ at: 'lacking' }) : want(flow, report, inbound, false, shown);
}

export function finalWanted(flow: Flow, report: Report, inbound: Inbound, shown?: number): Step {
  const first = beforeFinal(flow, report);
  return first === undefined ? want(flow, report, inbound, true, shown) : show(first);
}

/**
 * What she is shown instead of a final while something is in its way: two values of which she has not chosen one, a
 * paragraph of hers in a message that she took back, or all that it lacks. Asked again when the final is made, for she
 * may have gone on meanwhile.
 */
export function beforeFinal(flow: Flow, report: Report): View | undefined {
  const choice = choiceView(flow, waiting(flow, report));
  if (choice !== undefined) return choice;
  const taken = Object.entries(report.facts).find(
    ([id, state]) => isOwnId(id) && state.recalled !== undefined,
  );
  if (taken !== undefined) return { at: 'recalled', message: taken[1].source.via };
  const { gaps, doubts, own } = inTheWay(flow, report);
  const free = gaps.length + doubts.length + own.length === 0 && !saysNothing(flow, report);
  return free ? undefined : { at: 'lacking' };
}

function want(flow: Flow, report: Report, inbound: Inbound, final: boolean, shown: number | undefined): Step {
  const { made, wanted, asked } = report.draft;
  if (wanted !== undefined) return show({ at: 'drafting', number: wanted.number });
  if (shown !== undefined && asked !== undefined && shown < asked) {
    return show({ at: 'progress' }, [{ note: 'draft-sent', number: made }]);
  }
  // The same facts in the same words are the same draft: it is sent again under its number, not made anew.
  const same = !changedSince(report) && report.draft.edition === flow.edition;
  const number = same && (report.draft.final ?? false) === final ? made : made + 1;
  const request = { number, by: inbound.by, at: inbound.at, ...(final ? { final } : {}) };
  return {
    ...show({ at: 'drafting', number }),
    draft: { ...report.draft, wanted: request, asked: report.version + 1 },
  };
}

/** A fact is newer than the last draft, or there is none yet. */
export function changedSince(report: Report): boolean {
  const { made, upTo } = report.draft;
  if (made === 0 || upTo === undefined) return true;
  return Object.values(report.facts).some((state) => state.version > upTo);
}

/**
 * A draft whose posting had an unknown outcome, from the facts it was made of, under its old number. Of another file, 0,
 * nothing is kept: she has been told of it, and asks for it again.
 */
export function resent(report: Report, inbound: Inbound, number: number): Step {
  const { made, wanted } = report.draft;
  if (number === 0) return { ...show({ at: 'progress' }), resend: number };
  if (wanted !== undefined || number > made || number < 1) return show({ at: 'progress' });
  const draft = { ...report.draft, wanted: { number, by: inbound.by, at: inbound.at } };
  return { ...show({ at: 'drafting', number }), draft, resend: number };
}
