/** @module A typed message that is an answer: to what was on the screen when it was written, or to facts by their names. */
import { cardById, shownOn } from './agenda.ts';
import { noAnswers, take } from './answers.ts';
import { offeredOn } from './choosing.ts';
import { type Correction, correctionOf } from './correcting.ts';
import type { FactDefinition } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { FactState, Facts } from './model.ts';
import { type Message, readAnswer, readMessage, type Said } from './reading.ts';
import { leftOver, meantForIt, talkNote, talkTo } from './said-to-bot.ts';
import { settle, type Written } from './settle.ts';
import { type StatusWord, statusOf } from './status.ts';
import { talkOf } from './talk.ts';
import { begun, goesOn, tellOn } from './telling.ts';
import { nextView, type Step, show } from './turn.ts';
import { typeOf } from './types/index.ts';
import type { ReadingContext } from './types/type.ts';
import { nameFirst, takeUnnamed } from './unnamed.ts';

interface Reply extends Written {
  readonly inbound: Extract<Inbound, { type: 'text' }>;
  readonly text: string;
  readonly context: ReadingContext;
}
type Given = Parameters<typeof take>[4];

/** Facts named are not bound to a screen: what she says by name, she means now. */
const named = ({ inbound, report }: Reply): Given => ({ inbound, facts: report.facts });
const onScreen = (reply: Reply): Given =>
  reply.screen === undefined ? named(reply) : { ...named(reply), shown: reply.screen.version };

/** 「没有」 to several questions could be meant for one of them; 「都没有」 is not. */
const ALL_OF_IT = /都|全|一个也|一样也/;
/** While one of them is asked back, 「一个也没有」「一次都没开」 is most likely of that one. */
const ALL_BESIDE_A_DOUBT = /(?<!一.)都|全/;
/** 「这个不写」, and not 「不清楚」, which is of them all. */
const ONE_OF_IT = /[这写]/;

export function answered(reply: Reply): Step {
  const status = statusOf(reply.text);
  return status === undefined ? told(reply) : passedOver(reply, status);
}

/** 没有, 稍后补, 不清楚: of all that she is asked, or it has to be asked of which. */
function passedOver(reply: Reply, status: StatusWord): Step {
  const { flow, report, asked, text, context } = reply;
  const answers = noAnswers();
  const one = status === 'none' || ONE_OF_IT.test(text);
  if (asked.length === 0) {
    const here = report.screens[0]?.view;
    const about = talkOf(text) ?? (Object.keys(offeredOn(here)).length > 0 ? 'how' : undefined);
    if (about !== undefined && here !== undefined) return show(here, [talkNote(about, [])]);
    if (status === 'skipped') return show(nextView(flow, report.facts));
    answers.notes.push({ note: 'which', words: text, facts: [] });
  } else if (asked.length > 1 && one && !allOf(asked, report.facts).test(text)) {
    answers.notes.push({ note: 'which', words: text, facts: asked.map((fact) => fact.id) });
  } else {
    // What she has said already and only has to confirm is not what she passes over.
    const blank = asked.filter((fact) => report.facts[fact.id] === undefined);
    for (const fact of blank.length > 0 ? blank : asked) {
      const state = report.facts[fact.id];
      if (!stands(fact, state, status, text))
        take(answers, fact, readAnswer(text, fact, context), text, onScreen(reply));
      else if (state?.status === 'given') answers.notes.push({ note: 'taken', fact: fact.id });
    }
  }
  return settle(reply, answers);
}

const allOf = (asked: readonly FactDefinition[], facts: Facts): RegExp =>
  asked.some(({ id }) => facts[id]?.status === 'unconfirmed') ? ALL_BESIDE_A_DOUBT : ALL_OF_IT;

/** Only on to the next question: nothing is said of this one. */
const GOING_ON = /跳过|略过?|^先?过|pass|下一|换一?个问题/i;

/** What she has told already stays: rows, when there are no more of them or not yet; an answer that she only looked at. */
function stands(
  { type }: FactDefinition,
  state: FactState | undefined,
  status: StatusWord,
  text: string,
): boolean {
  if (type === 'records' && state?.value !== undefined) return status === 'none' || state.status === 'given';
  return state?.status === 'given' && GOING_ON.test(text);
}

function told(reply: Reply): Step {
  const { flow, report, screen, asked, text, context, inbound } = reply;
  const message = readMessage(text, flow.facts, context);
  const talk = talkTo(flow, report, asked, message, text, context);
  if (talk !== undefined) return show(report.screens[0]?.view ?? nextView(flow, report.facts), [talk]);
  const first = message.understood.length === 0 ? nameFirst(flow.facts.values(), text) : undefined;
  if (first !== undefined) return ofOne(reply, first.fact, first.words);
  const story = goesOn(flow, report, screen, asked, text, inbound.at);
  if (story !== undefined && isAnswerTo([story], message)) return ofStory(reply, story);
  const correction = correctionOf(text, flow, report, asked, context);
  if (correction !== undefined && message.understood.every(({ what }) => what.said === 'problem'))
    return corrected(reply, correction);
  const [fact] = asked;
  if (fact !== undefined && isAnswerTo(asked, message) && !isWholeReport(fact, message, text))
    return ofAsked(reply, fact, message);
  return message.understood.length + message.ambiguous.length > 0 ? byName(reply, message) : unnamed(reply);
}

function ofOne(reply: Reply, fact: FactDefinition, words: string): Step {
  const answers = noAnswers();
  const said = readAnswer(words, fact, reply.context);
  take(answers, fact, vouchedFor(reply, fact, said), words, named(reply));
  return settle(reply, answers);
}

function ofStory(reply: Reply, story: FactDefinition): Step {
  const { report, text, inbound, context } = reply;
  const answers = noAnswers();
  const more = tellOn(answers, report, story, text, inbound, context);
  if (more !== undefined) answers.notes.splice(0, Infinity, { note: 'joined', fact: story.id });
  return settle(reply, answers, more);
}

function corrected(reply: Reply, { facts, words, said }: Correction): Step {
  const answers = noAnswers();
  const [fact] = facts;
  if (fact !== undefined && said !== undefined) take(answers, fact, said, words, named(reply));
  else answers.notes.push({ note: 'which', words: reply.text, facts: facts.map(({ id }) => id) });
  return settle(reply, answers);
}

/** The whole message, for the one fact that stands before her. */
function ofAsked(reply: Reply, fact: FactDefinition, message: Message): Step {
  const { text, context, inbound, asked } = reply;
  const answers = noAnswers();
  const said = readAnswer(text, fact, context);
  take(answers, fact, meantForIt(said, fact, text, message), text, onScreen(reply));
  return settle(reply, answers, begun(answers, asked, inbound.at));
}

function byName(reply: Reply, message: Message): Step {
  const { flow, asked, context } = reply;
  const answers = noAnswers();
  for (const { fact, what, words, asOf } of message.understood)
    take(answers, fact, vouchedFor(reply, fact, what), words, {
      ...named(reply),
      ...(asOf === undefined ? {} : { asOf }),
    });
  for (const { facts, words } of message.ambiguous)
    answers.notes.push({ note: 'which', words, facts: facts.map((fact) => fact.id) });
  for (const words of unread(message)) leftOver(answers, flow, asked, words, onScreen(reply), context);
  return settle(reply, answers);
}

function unnamed(reply: Reply): Step {
  const answers = noAnswers();
  takeUnnamed(answers, reply.asked, reply.text, onScreen(reply), reply.context);
  return settle(reply, answers);
}

/** A text as long as this with facts in it is last year's report, or the whole of this year's: offered for confirmation. */
const WHOLE_REPORT = 1500;
const isWholeReport = ({ most = 0 }: FactDefinition, message: Message, text: string): boolean =>
  message.understood.length > 0 && text.length > Math.max(WHOLE_REPORT, most);

/** Of prose one line, of answers each that was not understood. */
const unread = ({ prose, rest }: Message): readonly string[] =>
  prose ? rest.slice(0, 1).map((words) => words.slice(0, 60)) : rest.slice(0, 5);

/** A yes to a sentence counts where it stood before her; said by its name alone, the sentence is shown first. */
function vouchedFor({ flow, screen, report }: Reply, fact: FactDefinition, said: Said): Said {
  if (fact.type !== 'claim' || said.said !== 'value' || said.value !== fact.sentence) return said;
  const view = screen?.view.at === 'card' ? screen.view : undefined;
  const card = view === undefined ? undefined : cardById(flow, view.card);
  const seen = card !== undefined && shownOn(flow, card, report.facts, view?.facts).includes(fact);
  return seen ? said : { ...said, doubt: 'unseen' };
}

/** The whole message answers the one fact asked for, unless it is made of other facts' names and nothing else. */
function isAnswerTo(asked: readonly FactDefinition[], message: Message): boolean {
  const [fact, ...others] = asked;
  if (fact === undefined || others.length > 0) return false;
  if (message.understood.length + message.ambiguous.length === 0) return true;
  const prose = message.rest.length > 0 || message.understood.some((one) => one.what.said === 'problem');
  return (
    typeOf(fact).place === 'after' && prose && !message.understood.some((one) => one.fact.id === fact.id)
  );
}
