/** @module Moving about: commands in words, buttons and the bot's menu all lead here. */
import { applies, cardById, cardOf, factsOf, shownOn } from './agenda.ts';
import { choiceView, waiting } from './choosing.ts';
import type { Command } from './commands.ts';
import type { FactDefinition, Flow } from './definition.ts';
import { draftWanted, finalWanted } from './drafts.ts';
import type { Inbound } from './inbound.ts';
import { lengthened } from './lengths.ts';
import type { CardId, FactId, FactState, Facts, Report } from './model.ts';
import type { Note } from './note.ts';
import { NOTHING, nextView, outdated, type Step, show } from './turn.ts';
import type { View } from './view.ts';

/** What means something whatever is going to be written. */
const ALWAYS: readonly Command['command'][] = ['help', 'whoami', 'export', 'erase', 'undo'];

export function runCommand(
  command: Command,
  flow: Flow,
  report: Report,
  inbound: Inbound,
  shown?: number,
): Step {
  if (unchosen(flow, report) && !ALWAYS.includes(command.command)) return show({ at: 'welcome' });
  switch (command.command) {
    case 'continue':
      return show(report.screens.length === 0 ? { at: 'welcome' } : goingOn(flow, report));
    case 'back':
      return back(flow, report, report.screens[0]?.view);
    case 'undo':
      return undone(flow, report);
    case 'draft':
      return draftWanted(flow, report, inbound, shown);
    case 'final':
      return finalWanted(flow, report, inbound, shown);
    case 'preview':
      return show({ at: 'preview', part: 0 });
    case 'shorter':
      return lengthened(flow, report, -1);
    case 'longer':
      return lengthened(flow, report, 1);
    case 'sources':
      return show({ at: 'sources', page: 0 });
    case 'annex':
      return {
        ...show(report.screens[0]?.view ?? { at: 'sources', page: 0 }, [{ note: 'annex' }]),
        annex: true,
      };
    case 'restart':
    case 'erase':
      return show({ at: 'sure', about: command.command });
    case 'export':
      return { ...show(report.screens[0]?.view ?? { at: 'welcome' }, [{ note: 'exported' }]), export: true };
    case 'edit':
      return edit(flow, report, command.facts, command.words);
    default:
      return show({ at: command.command });
  }
}

/** Pages that she can be on before she has chosen what to write. */
const BEFORE: readonly View['at'][] = [
  ...(['welcome', 'help', 'whoami', 'reminders', 'erased'] as const),
  ...(['sure', 'recalled', 'ledger', 'import'] as const),
];

/** There are several kinds, and none was chosen: this report is only the first of them. */
export const unchosen = (flow: Flow, { screens, facts, draft }: Report): boolean =>
  (flow.others ?? 0) > 0 &&
  screens.every(({ view }) => BEFORE.includes(view.at)) &&
  // A form and a draft there are only of a kind that was chosen, long ago as it may be.
  draft.made === 0 &&
  !Object.values(facts).some(({ source }) => source.form === true);

/** To what still waits for her choice, else to the next question. */
const goingOn = (flow: Flow, report: Report): View =>
  choiceView(flow, waiting(flow, report)) ?? nextView(flow, report.facts);

/** The card before this one, in the order they are asked; from any other page, the card that was left for it. */
export function back(flow: Flow, report: Report, from: View | undefined, notes: readonly Note[] = []): Step {
  if (from?.at !== 'card') {
    const left = report.screens.find((screen) => screen.view.at === 'card')?.view;
    return show(left ?? nextView(flow, report.facts), notes);
  }
  const before = previousCard(flow, report, from.card);
  return before === undefined
    ? show({ at: 'card', card: from.card }, [...notes, { note: 'first-card' }])
    : show({ at: 'card', card: before }, notes);
}

function previousCard(flow: Flow, report: Report, id: CardId): CardId | undefined {
  const here = cardById(flow, id);
  if (here === undefined) return undefined;
  const asked = flow.cards.filter(
    (card) => card.needed === here.needed && factsOf(flow, card, report.facts).length > 0,
  );
  return asked[asked.findIndex((card) => card.id === id) - 1]?.id;
}

export function opened(flow: Flow, report: Report, id: CardId, only: readonly FactId[] | undefined): Step {
  const card = cardById(flow, id);
  const known = only?.filter((fact) => card?.facts.includes(fact)) ?? [];
  const shown = known.length === 0 ? undefined : known;
  if (card === undefined || shownOn(flow, card, report.facts, shown).length === 0) {
    return show(nextView(flow, report.facts), [{ note: 'not-asked' }]);
  }
  return show({ at: 'card', card: card.id, ...(known.length === 0 ? {} : { facts: known }) });
}

/** 修改 ‹事项›: the fact on its own card; a choice when the name fits several; a word when it fits none. */
function edit(flow: Flow, report: Report, facts: readonly FactDefinition[], words: string): Step {
  const [fact, ...others] = facts;
  if (fact === undefined) {
    return show(report.screens[0]?.view ?? { at: 'outline' }, [{ note: 'no-such-fact', words }]);
  }
  if (others.length > 0) return show({ at: 'pick', facts: facts.map(({ id }) => id) });
  const card = cardOf(flow, fact.id);
  if (card === undefined || !applies(flow, fact.id, report.facts))
    return show(nextView(flow, report.facts), [{ note: 'not-applying', fact: fact.id }]);
  return show({ at: 'card', card: card.id, facts: [fact.id] });
}

/** The last change taken back, whatever it was; said again it comes back. */
function undone(flow: Flow, report: Report): Step {
  const before = Object.entries(report.undo ?? {});
  if (before.length === 0)
    return show(report.screens[0]?.view ?? { at: 'welcome' }, [{ note: 'nothing-to-undo' }]);
  const states = before.flatMap(([id, state]) => (state === null ? [] : [[id, state] as const]));
  const facts = Object.fromEntries(states.map(([id, { version: _, ...state }]) => [id, state]));
  const gone = before.flatMap(([id, state]) => (state === null ? [id] : []));
  const after = Object.fromEntries(
    Object.entries({ ...report.facts, ...Object.fromEntries(states) }).filter(([id]) => !gone.includes(id)),
  );
  return {
    ...show(doubtView(flow, after, states) ?? nextView(flow, after), [
      { note: 'undone', facts: before.map(([id]) => id) },
    ]),
    facts,
    ...(gone.length === 0 ? {} : { forget: gone, draft: outdated(report) }),
  };
}

/** What was in doubt before is so again, and is asked back. */
function doubtView(
  flow: Flow,
  after: Facts,
  states: readonly (readonly [FactId, FactState])[],
): View | undefined {
  const back = states.find(([, { recalled }]) => recalled !== undefined);
  if (back !== undefined) return { at: 'recalled', message: back[1].source.via };
  const doubtful = states.find(([id, { status }]) => status === 'unconfirmed' && applies(flow, id, after));
  const card = doubtful === undefined ? undefined : cardOf(flow, doubtful[0]);
  return card === undefined ? undefined : { at: 'card', card: card.id };
}

/** Asked back before; every fact is forgotten, drafts that were posted stay in the chat. */
export function restart(report: Report, sure: boolean): Step {
  if (!sure) return show({ at: 'sure', about: 'restart' });
  return {
    ...show({ at: 'welcome' }, [{ note: 'restarted' }]),
    forget: Object.keys(report.facts),
    draft: outdated(report),
    waived: {},
  };
}

export function erase(sure: boolean): Step {
  return sure
    ? {
        ...NOTHING,
        screen: { view: { at: 'erased' }, notes: [] },
        erase: true,
        toast: { kind: 'info', text: '已经全部删除' },
      }
    : show({ at: 'sure', about: 'erase' });
}
