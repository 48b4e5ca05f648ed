/** @module Where the answers of a typed message leave her: at a conflict, a doubt or a problem first, else at the next open card. */
import { cardById, cardOf, isOpen, openFacts } from './agenda.ts';
import { type Answers, setAside } from './answers.ts';
import { stillOffered } from './choosing.ts';
import type { FactDefinition, Flow, FlowCard } from './definition.ts';
import type { FactId, Facts, Report, ScreenRecord, Told } from './model.ts';
import { withoutName } from './names.ts';
import type { Note } from './note.ts';
import { merge, NOTHING, nextView, type Step } from './turn.ts';
import type { View } from './view.ts';

/** A typed message and what it was written to. */
export interface Written {
  readonly flow: Flow;
  readonly report: Report;
  readonly screen: ScreenRecord | undefined;
  /** The facts an unnamed answer can be meant for. */
  readonly asked: readonly FactDefinition[];
}

/** Characters of an unreadable answer kept for the form; the message itself stays in the chat. */
const RAW_KEPT = 1000;

/** `told`: a story of hers that the next message may go on with. */
export function settle(written: Written, answers: Answers, told?: Told): Step {
  const { flow, report } = written;
  const facts = merge(report.facts, answers.facts, report.version + 1);
  const notes: Note[] = [...answers.notes, ...setAside(flow, report.facts, facts, answers.facts)];
  return {
    ...NOTHING,
    facts: answers.facts,
    screen: { view: viewAfter(written, facts, answers), notes, ...(told === undefined ? {} : { told }) },
  };
}

function viewAfter(written: Written, facts: Facts, answers: Answers): View {
  const { flow, report } = written;
  const offered = stillOffered(flow, report, answers);
  const [conflicting] = Object.keys(answers.conflicts);
  const doubtful = Object.keys(answers.facts).find((id) => facts[id]?.status === 'unconfirmed');
  const focus = conflicting ?? doubtful ?? Object.keys(offered)[0];
  const card = focus === undefined ? undefined : cardOf(flow, focus);
  const raw = unread(written, answers);
  if (card !== undefined) {
    return {
      at: 'card',
      card: card.id,
      ...rawOn(card, raw),
      ...(Object.keys(offered).length === 0 ? aloneStill(card, report, facts) : { conflicts: offered }),
    };
  }
  return stays(written, facts, answers, raw) ?? nextView(flow, facts);
}

type Raw = Readonly<Record<FactId, string>>;

/** What could not be taken, of this message and in the form that stood there, and was not said better since. */
function unread({ flow, report }: Written, answers: Answers): Raw {
  const view = report.screens[0]?.view;
  const before = Object.entries((view?.at === 'card' ? view.raw : undefined) ?? {});
  const now = Object.entries(answers.raw).map(([id, words]) => {
    const fact = flow.facts.get(id);
    const bare = fact === undefined ? words : withoutName(words, fact);
    return [id, [...bare].slice(0, RAW_KEPT).join('')] as const;
  });
  const open = before.filter(([id]) => !(id in answers.facts) && !(id in answers.conflicts));
  return Object.fromEntries([...open, ...now]);
}

function rawOn({ facts }: FlowCard, raw: Raw): { raw?: Raw } {
  const here = Object.entries(raw).filter(([id]) => facts.includes(id));
  return here.length === 0 ? {} : { raw: Object.fromEntries(here) };
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
  { flow, report, screen, asked }: Written,
  facts: Facts,
  answers: Answers,
  raw: Raw,
): View | undefined {
  const current = (screen ?? report.screens[0])?.view;
  if (current?.at !== 'card') return undefined;
  const card = cardById(flow, current.card);
  if (card === undefined) return undefined;
  const left = rawOn(card, raw);
  // One more row of a list that she is at: there may be others.
  const [adding] = asked;
  const more = adding?.type === 'records' && !isOpen(report.facts[adding.id]) && adding.id in answers.facts;
  const { facts: only } = current;
  const open = openFacts(flow, card, facts).some((fact) => only === undefined || only.includes(fact.id));
  return left.raw !== undefined || open || more
    ? { at: 'card', card: card.id, ...left, ...(only === undefined ? {} : { facts: only }) }
    : undefined;
}
