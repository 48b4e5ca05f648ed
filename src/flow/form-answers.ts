/** @module The fields of a form read into answers, and where those leave her. */

import { isOpen, shownOn } from './agenda.ts';
import { type Answers, noAnswers, setAside, take } from './answers.ts';
import { choiceView, stillOffered } from './choosing.ts';
import type { FactDefinition, Flow, FlowCard } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { FactId, Facts, Report } from './model.ts';
import { isTyped, words } from './old-forms.ts';
import { readAnswer, type Said } from './reading.ts';
import type { StatusWord } from './status.ts';
import { merge, NOTHING, nextView, type Step, without } from './turn.ts';
import { EDIT_OPTION } from './types/claim.ts';
import type { View } from './view.ts';

type Click = Extract<Inbound, { type: 'click' }>;

/** The sentences that she chose to put in other words. */
export const toEdit = (shown: readonly FactDefinition[], inbound: Click): FactId[] =>
  shown
    .filter((fact) => fact.type === 'claim' && words(inbound.form?.[fact.id]) === EDIT_OPTION)
    .map((fact) => fact.id);

/** The facts that stood on the card when it was made: only of those can a field have been left blank. */
export function displayed(
  flow: Flow,
  report: Report,
  card: FlowCard | undefined,
  inbound: Click,
  only: readonly FactId[] | undefined,
): ReadonlySet<FactId> {
  if (card === undefined) return new Set();
  const latest = inbound.shown >= report.version;
  const newer = latest
    ? []
    : Object.keys(report.facts).filter((id) => (report.facts[id]?.version ?? 0) > inbound.shown);
  const form = inbound.form ?? {};
  // A client that sends blank fields at all sends every one that there was.
  const sent = Object.values(form).some((value) => !isTyped(value));
  return new Set(
    shownOn(flow, card, without(report.facts, newer), only)
      .map((fact) => fact.id)
      .filter((id) => !sent || id in form),
  );
}

export function readForm(
  shown: readonly FactDefinition[],
  report: Report,
  inbound: Click,
  blank: { readonly means: StatusWord; readonly of: ReadonlySet<FactId> } | undefined,
  now: number,
): Answers {
  const answers = noAnswers();
  const given = { inbound, facts: report.facts, shown: inbound.shown };
  for (const fact of shown) {
    const typed = words(inbound.form?.[fact.id]);
    if (fact.type === 'claim' && typed === EDIT_OPTION) continue;
    const before = report.facts[fact.id];
    if (typed.trim() !== '') {
      const said = readAnswer(typed, fact, { year: report.about.year, now });
      take(answers, fact, said, typed, given);
    } else if (blank?.of.has(fact.id) && !(before !== undefined && before.version > inbound.shown)) {
      const said: Said = { said: 'status', status: blank.means };
      const worthIt =
        before?.status !== blank.means && !(blank.means === 'skipped' && before?.status === 'later');
      if (worthIt) take(answers, fact, said, '', given);
      // The button of a single question is her answer to it; a field of many left blank is told of once.
      if (shown.length === 1 && blank.means !== 'skipped')
        answers.notes.push({ note: 'taken', fact: fact.id });
    }
  }
  return answers;
}

export function finish(
  flow: Flow,
  report: Report,
  card: FlowCard | undefined,
  answers: Answers,
  editing: readonly FactId[],
  only?: readonly FactId[],
): Step {
  const facts = merge(report.facts, answers.facts, report.version + 1);
  const doubtful = Object.keys(answers.facts).some((id) => facts[id]?.status === 'unconfirmed');
  const offered = stillOffered(flow, report, answers);
  const unsettled =
    Object.keys(answers.raw).length + Object.keys(answers.conflicts).length + editing.length > 0;
  const view: View =
    card !== undefined && (unsettled || doubtful)
      ? {
          at: 'card',
          card: card.id,
          raw: answers.raw,
          conflicts: offered,
          ...(editing.length === 0 ? {} : { editing }),
          ...leaving(card, facts, answers, editing, only),
        }
      : (choiceView(flow, offered) ?? nextView(flow, facts));
  // A field left blank is no answer to echo.
  const given = Object.entries(answers.facts).filter(([, { value }]) => value !== undefined);
  const notes = [
    ...answers.notes,
    ...setAside(flow, report.facts, facts, answers.facts, Object.fromEntries(given)),
  ];
  return { ...NOTHING, facts: answers.facts, screen: { view, notes } };
}

/** While she words a sentence, what is settled beside it is out of the way. */
function leaving(
  card: FlowCard,
  facts: Facts,
  { raw, conflicts }: Answers,
  editing: readonly FactId[],
  only: readonly FactId[] | undefined,
): { facts?: readonly FactId[] } {
  if (only !== undefined) return { facts: only };
  if (editing.length === 0) return {};
  return {
    facts: card.facts.filter(
      (id) => editing.includes(id) || id in raw || id in conflicts || isOpen(facts[id]),
    ),
  };
}
