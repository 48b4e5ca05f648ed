/** @module A typed message: a command, an answer to the card that was on the screen, or facts by their names. */
import { cardById, cardOf, isOpen, openFacts, shownOn } from './agenda.ts';
import { type Answers, noAnswers, setAside, take } from './answers.ts';
import { offeredOn, stillOffered } from './choosing.ts';
import { clicked } from './clicks.ts';
import { commandOf } from './commands.ts';
import { correctionOf } from './correcting.ts';
import type { FactDefinition, Flow, FlowCard } from './definition.ts';
import { inTurn } from './in-turn.ts';
import type { Inbound } from './inbound.ts';
import type { FactId, Facts, Report, ScreenRecord, Told } from './model.ts';
import { withoutName } from './names.ts';
import { runCommand } from './navigate.ts';
import type { Note } from './note.ts';
import { ownTyped } from './own-words.ts';
import { type Message, readAnswer, readMessage, type Said } from './reading.ts';
import { dayOf } from './reminders/days.ts';
import { wished } from './reminders/turn.ts';
import { wishOf } from './reminders/words.ts';
import { rowTyped } from './rows-typed.ts';
import { saidButton } from './said-button.ts';
import { leftOver, meantForIt, talkNote, talkTo } from './said-to-bot.ts';
import { statusOf } from './status.ts';
import { talkOf, withoutManners } from './talk.ts';
import { begun, goesOn, isDone, tellOn } from './telling.ts';
import { merge, NOTHING, nextView, type Step, show } from './turn.ts';
import { typeOf } from './types/index.ts';
import { tidy } from './types/words.ts';
import { nameFirst, takeUnnamed } from './unnamed.ts';
import type { View } from './view.ts';

type Text = Extract<Inbound, { type: 'text' }>;

/** 「没有」 to several questions could be meant for one of them; 「都没有」 is not. */
const ALL_OF_IT = /都|全|一个也|一样也/;
/** 「这个不写」, and not 「不清楚」, which is of them all. */
const ONE_OF_IT = /[这写]/;

/** Characters of an unreadable answer kept for the form; the message itself stays in the chat. */
const RAW_KEPT = 1000;

export function typed(flow: Flow, report: Report, inbound: Text, now: number): Step {
  const text = withoutManners(tidy(inbound.text));
  if (isDone(report, text)) return show(nextView(flow, report.facts));
  const wish = wishOf(text, dayOf(now));
  if (wish !== undefined) return wished(flow, report, wish, now);
  const screen = screenFor(report, inbound);
  const rewritten = ownTyped(flow, report, inbound, screen, now);
  if (rewritten !== undefined) return rewritten;
  const row = rowTyped(flow, report, inbound, screen, now);
  if (row !== undefined) return row;
  const command = commandOf(text, [...flow.facts.values()]);
  if (command !== undefined) return runCommand(command, flow, report, inbound);
  const click = saidButton(flow, report, inbound, screen, text);
  if (click !== undefined) return clicked(flow, report, click, now);
  const asked = askedOn(flow, screen, report.facts);
  const context = { year: report.about.year, now };
  const answers = noAnswers();
  let told: Told | undefined;
  const given = { inbound, facts: report.facts, ...(screen === undefined ? {} : { shown: screen.version }) };
  const status = statusOf(text);
  if (status !== undefined) {
    const meant = asked.filter((fact) => report.facts[fact.id] === undefined);
    if (asked.length === 0) {
      const here = report.screens[0]?.view;
      const about = talkOf(text) ?? (Object.keys(offeredOn(here)).length > 0 ? 'how' : undefined);
      if (about !== undefined && here !== undefined) return show(here, [talkNote(about, [])]);
      if (status === 'skipped') return show(nextView(flow, report.facts));
      answers.notes.push({ note: 'which', words: text, facts: [] });
    } else if (asked.length > 1 && !ALL_OF_IT.test(text) && (status === 'none' || ONE_OF_IT.test(text))) {
      answers.notes.push({ note: 'which', words: text, facts: asked.map((fact) => fact.id) });
    } else {
      // What she has said already and only has to confirm is not what she passes over.
      for (const fact of meant.length > 0 ? meant : asked)
        take(answers, fact, readAnswer(text, fact, context), text, given);
    }
  } else {
    const message = readMessage(text, flow.facts, context);
    const talk = talkTo(flow, report, asked, message, text, context);
    if (talk !== undefined) return show(report.screens[0]?.view ?? nextView(flow, report.facts), [talk]);
    const first = message.understood.length === 0 ? nameFirst(flow.facts.values(), text) : undefined;
    const story = goesOn(flow, report, screen, asked, text, inbound.at);
    const correction = correctionOf(text, flow, report, asked, context);
    if (first !== undefined) {
      const said = readAnswer(first.words, first.fact, context);
      const what = vouchedFor(flow, screen, report.facts, first.fact, said);
      take(answers, first.fact, what, first.words, { inbound, facts: report.facts });
    } else if (story !== undefined && isAnswerTo([story], message)) {
      told = tellOn(answers, report, story, text, inbound, context);
      if (told !== undefined) answers.notes.splice(0, Infinity, { note: 'joined', fact: story.id });
    } else if (correction !== undefined && message.understood.every(({ what }) => what.said === 'problem')) {
      const { facts, words, said } = correction;
      const [fact] = facts;
      if (fact !== undefined && said !== undefined)
        take(answers, fact, said, words, { inbound, facts: report.facts });
      else answers.notes.push({ note: 'which', words: text, facts: facts.map(({ id }) => id) });
    } else if (isAnswerTo(asked, message) && !isWholeReport(asked, message, text)) {
      const [fact] = asked;
      if (fact !== undefined)
        take(answers, fact, meantForIt(readAnswer(text, fact, context), fact, text, message), text, given);
      told = begun(answers, asked, inbound.at);
    } else if (message.understood.length + message.ambiguous.length > 0) {
      // Facts named are not bound to a screen: what she says by name, she means now.
      for (const { fact, what, words, asOf } of message.understood) {
        take(answers, fact, vouchedFor(flow, screen, report.facts, fact, what), words, {
          inbound,
          facts: report.facts,
          ...(asOf === undefined ? {} : { asOf }),
        });
      }
      for (const { facts, words } of message.ambiguous)
        answers.notes.push({ note: 'which', words, facts: facts.map((fact) => fact.id) });
      for (const words of unread(message)) leftOver(answers, flow, asked, words, given, context);
    } else takeUnnamed(answers, asked, text, given, context);
  }
  const step = settle(flow, report, screen, answers);
  if (told === undefined || step.screen === undefined) return step;
  return { ...step, screen: { ...step.screen, told } };
}

/** A text as long as this with facts in it is last year's report, or the whole of this year's: offered for confirmation. */
const WHOLE_REPORT = 1500;
const isWholeReport = ([fact]: readonly FactDefinition[], message: Message, text: string): boolean =>
  message.understood.length > 0 && text.length > Math.max(WHOLE_REPORT, fact?.most ?? 0);

/** Of prose one line, of answers each that was not understood. */
const unread = ({ prose, rest }: Message): readonly string[] =>
  prose ? rest.slice(0, 1).map((words) => words.slice(0, 60)) : rest.slice(0, 5);

/** The screen she wrote to: what she replied to, and what cannot be told is none; else what she saw. */
export const screenFor = (report: Report, { at, replyTo }: Pick<Text, 'at' | 'replyTo'>) =>
  replyTo === undefined
    ? screenAt(report, at)
    : report.screens.find(({ message, since }) => message === replyTo && (since ?? 0) <= at);

/** The screen she saw when she wrote: the newest that had reached her by then. */
export function screenAt(report: Report, at: number): ScreenRecord | undefined {
  return report.screens.find((screen) => screen.since !== undefined && screen.since <= at);
}

/** The facts an unnamed answer can be meant for: those still open of what stands before her, or the one that does. */
function askedOn(flow: Flow, screen: ScreenRecord | undefined, facts: Facts): readonly FactDefinition[] {
  if (screen?.view.at !== 'card') return [];
  const card = cardById(flow, screen.view.card);
  if (card === undefined) return [];
  const { simple, records } = inTurn(shownOn(flow, card, facts, screen.view.facts), facts, screen.view);
  const shown = [...simple, ...records];
  const open = shown.filter((fact) => isOpen(facts[fact.id]));
  return open.length > 0 ? open : shown.length === 1 ? shown : [];
}

/** A yes to a sentence counts where it stood before her; said by its name alone, the sentence is shown first. */
function vouchedFor(
  flow: Flow,
  screen: ScreenRecord | undefined,
  facts: Facts,
  fact: FactDefinition,
  said: Said,
): Said {
  if (fact.type !== 'claim' || said.said !== 'value' || said.value !== fact.sentence) return said;
  const view = screen?.view.at === 'card' ? screen.view : undefined;
  const card = view === undefined ? undefined : cardById(flow, view.card);
  const seen = card !== undefined && shownOn(flow, card, facts, view?.facts).includes(fact);
  return seen ? said : { ...said, doubt: 'unseen' };
}

/** The whole message answers the one fact asked for, unless it is made of other facts' names and nothing else. */
function isAnswerTo(asked: readonly FactDefinition[], message: Message): boolean {
  const [fact, ...others] = asked;
  if (fact === undefined || others.length > 0) return false;
  const named = message.understood.length + message.ambiguous.length > 0;
  if (!named) return true;
  const prose = message.rest.length > 0 || message.understood.some((one) => one.what.said === 'problem');
  return (
    typeOf(fact).place === 'after' && prose && !message.understood.some((one) => one.fact.id === fact.id)
  );
}

/** Where the answers leave her: at a conflict, a doubt or a problem first, else at the next open card. */
function settle(flow: Flow, report: Report, screen: ScreenRecord | undefined, answers: Answers): Step {
  const facts = merge(report.facts, answers.facts, report.version + 1);
  const notes: Note[] = [...answers.notes, ...setAside(flow, report.facts, facts, answers.facts)];
  return {
    ...NOTHING,
    facts: answers.facts,
    screen: { view: viewAfter(flow, report, screen, facts, answers), notes },
  };
}

function viewAfter(
  flow: Flow,
  report: Report,
  screen: ScreenRecord | undefined,
  facts: Facts,
  answers: Answers,
): View {
  const offered = stillOffered(report, answers);
  const [conflicting] = Object.keys(answers.conflicts);
  const doubtful = Object.keys(answers.facts).find((id) => facts[id]?.status === 'unconfirmed');
  const focus = conflicting ?? doubtful ?? Object.keys(offered)[0];
  const card = focus === undefined ? undefined : cardOf(flow, focus);
  if (card !== undefined) {
    return {
      at: 'card',
      card: card.id,
      ...(Object.keys(offered).length === 0 ? aloneStill(card, report, facts) : { conflicts: offered }),
    };
  }
  const stay = stays(flow, report, screen, facts, answers);
  const raw = Object.entries(answers.raw).map(([id, words]) => {
    const fact = flow.facts.get(id);
    const bare = fact === undefined ? words : withoutName(words, fact);
    return [id, [...bare].slice(0, RAW_KEPT).join('')] as const;
  });
  if (stay?.at === 'card') return raw.length === 0 ? stay : { ...stay, raw: Object.fromEntries(raw) };
  return stay ?? nextView(flow, facts);
}

/** A fact that stood there alone is asked back alone: the next words are of it. */
function aloneStill(card: FlowCard, report: Report, facts: Facts): { facts?: readonly FactId[] } {
  const view = report.screens[0]?.view;
  const [id, ...others] = view?.at === 'card' && view.card === card.id ? (view.facts ?? []) : [];
  const doubtful = card.facts.filter((one) => facts[one]?.status === 'unconfirmed');
  return id !== undefined && others.length === 0 && doubtful.every((one) => one === id)
    ? { facts: [id] }
    : {};
}

/** The card stays while it still wants something, or when the words for it could not be taken. */
function stays(
  flow: Flow,
  report: Report,
  screen: ScreenRecord | undefined,
  facts: Facts,
  answers: Answers,
): View | undefined {
  const current = (screen ?? report.screens[0])?.view;
  if (current?.at !== 'card') return undefined;
  const card = cardById(flow, current.card);
  if (card === undefined) return undefined;
  const unsettled = Object.keys(answers.raw).some((id) => card.facts.includes(id));
  // One more row of a list that she is at: there may be others.
  const [adding] = askedOn(flow, screen, report.facts);
  const more = adding?.type === 'records' && !isOpen(report.facts[adding.id]) && adding.id in answers.facts;
  const { facts: only } = current;
  const open = openFacts(flow, card, facts).some((fact) => only === undefined || only.includes(fact.id));
  return unsettled || open || more
    ? { at: 'card', card: card.id, ...(only === undefined ? {} : { facts: only }) }
    : undefined;
}

/** A picture, a voice message, a file: answered in words, nothing changed. */
export function otherThanText(flow: Flow, report: Report): Step {
  const view = report.screens[0]?.view ?? nextView(flow, report.facts);
  return show(view, [{ note: 'text-only' }]);
}
