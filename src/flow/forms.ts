/** @module A form handed in: its fields read, what a yes covers, what is left blank, and where that leaves her. */
import { cardById, factsOf, isOpen, shownOn } from './agenda.ts';
import { type Answers, noAnswers, notApplying, sameValue, take } from './answers.ts';
import type { FactDefinition, Flow, FlowCard } from './definition.ts';
import type { Inbound, Op } from './inbound.ts';
import type { CardId, FactId, Facts, Report } from './model.ts';
import { back } from './navigate.ts';
import { readAnswer, type Said } from './reading.ts';
import { rowBegun } from './rows.ts';
import { confirmAll, seal } from './seal.ts';
import type { StatusWord } from './status.ts';
import { merge, NOTHING, nextView, type Step, show, sourceOf, without } from './turn.ts';
import { EDIT_OPTION } from './types/claim.ts';
import type { View } from './view.ts';

type Click = Extract<Inbound, { type: 'click' }>;
type FormOp = Extract<Op, { op: 'submit' | 'none' | 'later' | 'skip' | 'confirm' }>;

const BLANK_MEANS: Readonly<Record<FormOp['op'], StatusWord>> = {
  submit: 'skipped',
  skip: 'skipped',
  confirm: 'skipped',
  later: 'later',
  none: 'none',
};

/** 上一步 from a form: what stands in it is taken, the blank fields are left as they were. */
export function leftBehind(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Extract<Op, { op: 'back' }>,
  now: number,
): Step {
  const shown = (op.facts ?? cardById(flow, op.card)?.facts ?? []).flatMap((id) => flow.facts.get(id) ?? []);
  const row = rowBegun(flow, report, inbound, shown.filter(isRecords), now);
  if (row !== undefined) return row;
  const answers = inbound.form === undefined ? noAnswers() : readForm(shown, report, inbound, undefined, now);
  const unsettled = Object.keys(answers.raw).length + Object.keys(answers.conflicts).length > 0;
  if (unsettled) return finish(flow, report, cardById(flow, op.card), answers, [], op.facts);
  const step = back(flow, report, { at: 'card', card: op.card }, answers.notes);
  return { ...step, facts: answers.facts };
}

/** A yes to what the card showed: taken only if it still shows exactly that, and not over what her form says otherwise. */
export function confirmed(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Extract<Op, { op: 'confirm' }>,
  now: number,
): Step {
  const card = cardById(flow, op.card);
  if (card === undefined) return show(nextView(flow, report.facts), [{ note: 'not-asked' }]);
  if (seal(flow, card, report.facts) !== op.seal) {
    return show({ at: 'card', card: card.id }, [{ note: 'changed-meanwhile' }]);
  }
  const shown = factsOf(flow, card, report.facts);
  const answers = inbound.form === undefined ? noAnswers() : readForm(shown, report, inbound, undefined, now);
  const editing = toEdit(shown, inbound);
  const sure = Object.entries(confirmAll(flow, card, report.facts, sourceOf(inbound))).filter(([id, yes]) => {
    const said = answers.facts[id];
    const otherwise = said !== undefined && (said.status !== 'given' || !sameValue(said.value, yes.value));
    return !(otherwise || editing.includes(id) || id in answers.raw || id in answers.conflicts);
  });
  const notes = sure.map(([fact]) => ({ note: 'taken' as const, fact }));
  return finish(
    flow,
    report,
    card,
    {
      ...answers,
      facts: { ...answers.facts, ...Object.fromEntries(sure) },
      notes: [...notes, ...answers.notes],
    },
    editing,
  );
}

/** The sentences that she chose to put in other words. */
const toEdit = (shown: readonly FactDefinition[], inbound: Click): FactId[] =>
  shown
    .filter((fact) => fact.type === 'claim' && words(inbound.form?.[fact.id]) === EDIT_OPTION)
    .map((fact) => fact.id);

/** A form: every field that holds something is read, the blank ones get what the button says. */
export function handedIn(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Exclude<FormOp, { op: 'confirm' }>,
  now: number,
): Step {
  const card = cardById(flow, op.card);
  const shown = (op.facts ?? card?.facts ?? []).flatMap((id) => flow.facts.get(id) ?? []);
  if (shown.length === 0) return show(nextView(flow, report.facts), [{ note: 'not-asked' }]);
  const row = rowBegun(flow, report, inbound, shown.filter(isRecords), now);
  if (row !== undefined) return row;
  if (inbound.form === undefined && op.op === 'submit') {
    return show(report.screens[0]?.view ?? nextView(flow, report.facts), [{ note: 'form-missing' }]);
  }
  const blank = { means: BLANK_MEANS[op.op], of: displayed(flow, report, card, inbound, op.facts) };
  const answers = readForm(shown, report, inbound, blank, now);
  const step = finish(flow, report, card, answers, toEdit(shown, inbound), op.facts);
  return op.op === 'submit' ? tellingBlanks(step, op.card) : step;
}

/** What 提交 passes over is named once it is out of sight. */
function tellingBlanks(step: Step, card: CardId): Step {
  const { screen } = step;
  const blank = Object.keys(step.facts).filter((id) => step.facts[id]?.status === 'skipped');
  if (screen === undefined || blank.length === 0) return step;
  if (screen.view.at === 'card' && screen.view.card === card) return step;
  return { ...step, screen: { ...screen, notes: [...screen.notes, { note: 'left-blank', facts: blank }] } };
}

const isRecords = ({ type }: FactDefinition): boolean => type === 'records';

/** The facts that stood on the card when it was made: only of those can a field have been left blank. */
function displayed(
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
  return new Set(shownOn(flow, card, without(report.facts, newer), only).map((fact) => fact.id));
}

function readForm(
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

/** Form values are strings, lists of strings or absent, whatever the form; anything else counts as blank. */
export function words(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('、') : '';
}

function finish(
  flow: Flow,
  report: Report,
  card: FlowCard | undefined,
  answers: Answers,
  editing: readonly FactId[],
  only?: readonly FactId[],
): Step {
  const facts = merge(report.facts, answers.facts, report.version + 1);
  const doubtful = Object.keys(answers.facts).some((id) => facts[id]?.status === 'unconfirmed');
  const unsettled =
    Object.keys(answers.raw).length + Object.keys(answers.conflicts).length + editing.length > 0;
  const view: View =
    card !== undefined && (unsettled || doubtful)
      ? {
          at: 'card',
          card: card.id,
          raw: answers.raw,
          conflicts: answers.conflicts,
          ...(editing.length === 0 ? {} : { editing }),
          ...leaving(card, facts, answers, editing, only),
        }
      : nextView(flow, facts);
  // A field left blank is no answer to echo.
  const given = Object.entries(answers.facts).filter(([, { value }]) => value !== undefined);
  const notes = [...answers.notes, ...notApplying(flow, facts, Object.fromEntries(given))];
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
