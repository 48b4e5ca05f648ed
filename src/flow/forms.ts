/** @module A form handed in, by each of its buttons: whose fields it has, what a yes covers, what is left blank. */
import { cardById, factsOf } from './agenda.ts';
import { noAnswers, sameValue } from './answers.ts';
import type { FactDefinition, Flow } from './definition.ts';
import { displayed, finish, readForm, toEdit } from './form-answers.ts';
import type { Inbound, Op } from './inbound.ts';
import type { CardId, FactId, Report } from './model.ts';
import { back } from './navigate.ts';
import type { Note } from './note.ts';
import { byTodaysNames, NOT_KNOWN, today, typedInto, words } from './old-forms.ts';
import { rowBegun } from './rows.ts';
import { confirmAll, seal } from './seal.ts';
import type { StatusWord } from './status.ts';
import { nextView, type Step, show, sourceOf } from './turn.ts';
import type { View } from './view.ts';

type Click = Extract<Inbound, { type: 'click' }>;
type Back = Extract<Op, { op: 'back' }>;
type FormOp = Extract<Op, { op: 'submit' | 'none' | 'later' | 'skip' | 'confirm' }>;

const BLANK_MEANS: Readonly<Record<FormOp['op'], StatusWord>> = {
  submit: 'skipped',
  skip: 'skipped',
  confirm: 'skipped',
  later: 'later',
  none: 'none',
};

/** A button of a form. What was typed into it counts whatever the flow was like when the card was drawn. */
export function formClicked(
  flow: Flow,
  report: Report,
  clicked: Click,
  op: FormOp | Back,
  now: number,
): Step {
  const form = byTodaysNames(flow, clicked.form);
  const inbound: Click = form === undefined ? clicked : { ...clicked, form };
  const shown = shownIn(flow, op, form ?? {});
  const row = op.op === 'confirm' ? undefined : rowBegun(flow, report, inbound, shown.filter(isRecords), now);
  if (row !== undefined) return row;
  const { known, strange } = typedInto(flow, form ?? {});
  if (strange.length > 0 && known.length === 0) return NOT_KNOWN;
  const step = settled(flow, report, inbound, op, shown, now);
  return {
    ...step,
    ...telling(
      step,
      strange.map((id) => ({ note: 'unread', words: words(form?.[id]) })),
    ),
  };
}

function settled(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: FormOp | Back,
  shown: readonly FactDefinition[],
  now: number,
): Step {
  switch (op.op) {
    case 'back':
      return leftBehind(flow, report, inbound, op, shown, now);
    case 'confirm':
      return confirmed(flow, report, inbound, op, now);
    default:
      return handedIn(flow, report, inbound, op, shown, now);
  }
}

const telling = ({ screen }: Step, notes: readonly Note[]): Pick<Step, 'screen'> =>
  screen === undefined || notes.length === 0
    ? {}
    : { screen: { ...screen, notes: [...screen.notes, ...notes] } };

/**
 * The facts of a form: those its button names, else those of its card, and wherever they are now, those written in it.
 * Only a sentence to vouch for has to stand where it was seen.
 */
function shownIn(
  flow: Flow,
  op: FormOp | Back,
  form: Readonly<Record<FactId, unknown>>,
): readonly FactDefinition[] {
  const named = 'facts' in op ? op.facts?.map((id) => today(flow, id)) : undefined;
  const ids = named ?? cardById(flow, op.card)?.facts ?? [];
  const elsewhere = typedInto(flow, form).known.filter((id) => flow.facts.get(id)?.type !== 'claim');
  return [...new Set([...ids, ...elsewhere])].flatMap((id) => flow.facts.get(id) ?? []);
}

/** 上一步 from a form: what stands in it is taken, the blank fields are left as they were. */
function leftBehind(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Back,
  shown: readonly FactDefinition[],
  now: number,
): Step {
  const answers = inbound.form === undefined ? noAnswers() : readForm(shown, report, inbound, undefined, now);
  const unsettled = Object.keys(answers.raw).length + Object.keys(answers.conflicts).length > 0;
  if (unsettled) return finish(flow, report, cardById(flow, op.card), answers, [], op.facts);
  const step = back(flow, report, { at: 'card', card: op.card }, answers.notes);
  return { ...step, facts: answers.facts };
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
  const shown =
    card === undefined ? shownIn(flow, op, inbound.form ?? {}) : factsOf(flow, card, report.facts);
  const answers = inbound.form === undefined ? noAnswers() : readForm(shown, report, inbound, undefined, now);
  const editing = toEdit(shown, inbound);
  if (card === undefined || seal(flow, card, report.facts) !== op.seal) {
    answers.notes.push({ note: card === undefined ? 'not-asked' : 'changed-meanwhile' });
    const step = finish(flow, report, card, answers, editing);
    const { screen } = step;
    if (card === undefined || screen === undefined || isAt(screen.view, card.id)) return step;
    return { ...step, screen: { ...screen, view: { at: 'card', card: card.id } } };
  }
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

/** A form: every field that holds something is read, the blank ones get what the button says. */
function handedIn(
  flow: Flow,
  report: Report,
  inbound: Click,
  op: Exclude<FormOp, { op: 'confirm' }>,
  shown: readonly FactDefinition[],
  now: number,
): Step {
  const card = cardById(flow, op.card);
  if (shown.length === 0) return show(nextView(flow, report.facts), [{ note: 'not-asked' }]);
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
  if (isAt(screen.view, card)) return step;
  return { ...step, ...telling(step, [{ note: 'left-blank', facts: blank }]) };
}

const isAt = (view: View, card: CardId): boolean => view.at === 'card' && view.card === card;
const isRecords = ({ type }: FactDefinition): boolean => type === 'records';
