/** @module Clicks: a form handed in, a confirmation, a jump to a card, a command. */
import { cardById, factsOf, shownOn } from './agenda.ts';
import { type Answers, noAnswers, notApplying, sameValue, take } from './answers.ts';
import type { FactDefinition, Flow, FlowCard } from './definition.ts';
import { resent } from './drafts.ts';
import { findingClicked } from './findings.ts';
import { importClicked } from './import.ts';
import type { Inbound, Op } from './inbound.ts';
import { ledgerConfirmed } from './ledger.ts';
import { lengthChosen } from './lengths.ts';
import type { FactId, Report } from './model.ts';
import { back, erase, opened, restart, runCommand } from './navigate.ts';
import { ownClicked } from './own-words.ts';
import { returnedClicked } from './own-words-file.ts';
import { readAnswer, type Said } from './reading.ts';
import { recallSettled } from './recalled.ts';
import { DEADLINE_FIELD, remindersClicked, wished } from './reminders/turn.ts';
import { rowClicked } from './rows.ts';
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

export function clicked(flow: Flow, report: Report, inbound: Click, now: number): Step {
  const { op, shown } = inbound;
  switch (op.op) {
    case 'continue':
    case 'progress':
    case 'help':
    case 'prepare':
    case 'whoami':
    case 'export':
    case 'annex':
    case 'draft':
    case 'final':
      return runCommand({ command: op.op }, flow, report, inbound, shown);
    case 'outline':
      return show({ at: 'outline', ...(op.section === undefined ? {} : { section: op.section }) });
    case 'preview':
      return show({ at: 'preview', part: op.part });
    case 'length':
      return lengthChosen(flow, report, op.length);
    case 'sources':
      return show({ at: 'sources', page: op.page });
    case 'restart':
      return restart(report, op.sure);
    case 'erase':
      return erase(op.sure);
    case 'reports':
      return show({ at: 'reports' });
    case 'begin':
    case 'switch':
      // By now this is the report that is meant.
      return show(nextView(flow, report.facts));
    case 'keep':
      return show(nextView(flow, report.facts), [{ note: 'kept' }]);
    case 'back':
      return leftBehind(flow, report, inbound, op, now);
    case 'resend':
      return resent(report, inbound, op.number);
    case 'reminders':
      return remindersClicked(flow, report, op.set, words(inbound.form?.[DEADLINE_FIELD]), now);
    case 'snooze':
      return wished(flow, report, { wish: 'snooze', days: op.days }, now);
    case 'open':
      return opened(flow, report, op.card, op.facts);
    case 'choose':
      return chosen(flow, report, inbound, op);
    case 'finding':
    case 'mend':
    case 'wave':
      return findingClicked(flow, report, inbound, op);
    case 'ledger':
      return ledgerConfirmed(flow, report, inbound);
    case 'returned':
      return returnedClicked(flow, report, inbound, op);
    case 'import':
      return importClicked(flow, report, inbound, op);
    case 'own':
      return ownClicked(flow, report, inbound, op);
    case 'recalled':
      return recallSettled(flow, report, inbound, op);
    case 'row':
      return rowClicked(flow, report, inbound, op, now);
    case 'confirm':
      return confirmed(flow, report, inbound, op, now);
    default:
      return handedIn(flow, report, inbound, op, now);
  }
}

/** 上一步 from a form: what stands in it is taken, the blank fields are left as they were. */
function leftBehind(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Extract<Op, { op: 'back' }>,
  now: number,
): Step {
  const shown = (op.facts ?? cardById(flow, op.card)?.facts ?? []).flatMap((id) => flow.facts.get(id) ?? []);
  const answers = inbound.form === undefined ? noAnswers() : readForm(shown, report, inbound, undefined, now);
  const unsettled = Object.keys(answers.raw).length + Object.keys(answers.conflicts).length > 0;
  if (unsettled) return finish(flow, report, cardById(flow, op.card), answers, [], op.facts);
  const step = back(flow, report, { at: 'card', card: op.card }, answers.notes);
  return { ...step, facts: answers.facts };
}

function chosen(flow: Flow, report: Report, inbound: Click, op: Extract<Op, { op: 'choose' }>): Step {
  const offered = report.screens
    .map((screen) => screen.view)
    .find((view) => view.at === 'card' && view.conflicts?.[op.fact] !== undefined);
  const value = offered?.at === 'card' ? offered.conflicts?.[op.fact] : undefined;
  if (op.take === 'kept' || value === undefined) {
    return show(
      nextView(flow, report.facts),
      report.facts[op.fact] === undefined ? [] : [{ note: 'taken', fact: op.fact }],
    );
  }
  const facts = { [op.fact]: { status: 'given' as const, value, source: sourceOf(inbound) } };
  return {
    ...NOTHING,
    facts,
    screen: {
      view: nextView(flow, merge(report.facts, facts, report.version + 1)),
      notes: [{ note: 'taken', fact: op.fact }],
    },
  };
}

/** A yes to what the card showed: taken only if it still shows exactly that, and not over what her form says otherwise. */
function confirmed(
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
function handedIn(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Exclude<FormOp, { op: 'confirm' }>,
  now: number,
): Step {
  const card = cardById(flow, op.card);
  const shown = (op.facts ?? card?.facts ?? []).flatMap((id) => flow.facts.get(id) ?? []);
  if (shown.length === 0) return show(nextView(flow, report.facts), [{ note: 'not-asked' }]);
  if (inbound.form === undefined && op.op === 'submit') {
    return show(report.screens[0]?.view ?? nextView(flow, report.facts), [{ note: 'form-missing' }]);
  }
  const blank = { means: BLANK_MEANS[op.op], of: displayed(flow, report, card, inbound, op.facts) };
  const answers = readForm(shown, report, inbound, blank, now);
  return finish(flow, report, card, answers, toEdit(shown, inbound), op.facts);
}

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
      // The button of a single question is her answer to it; a field of many left blank is passed over without a word.
      if (shown.length === 1 && blank.means !== 'skipped')
        answers.notes.push({ note: 'taken', fact: fact.id });
    }
  }
  return answers;
}

/** Form values are strings, lists of strings or absent, whatever the form; anything else counts as blank. */
function words(value: unknown): string {
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
          ...(only === undefined ? {} : { facts: only }),
        }
      : nextView(flow, facts);
  // A field left blank is passed over without a word, here as well.
  const given = Object.entries(answers.facts).filter(([, { value }]) => value !== undefined);
  const notes = [...answers.notes, ...notApplying(flow, facts, Object.fromEntries(given))];
  return { ...NOTHING, facts: answers.facts, screen: { view, notes } };
}
