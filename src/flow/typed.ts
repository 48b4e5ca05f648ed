/** @module A typed message: what it is, tried in turn; where it is none of the others, an answer. */
import { cardById, isOpen, shownOn } from './agenda.ts';
import { clicked } from './clicks.ts';
import { commandOf } from './commands.ts';
import { dayOf } from './days.ts';
import type { FactDefinition, Flow } from './definition.ts';
import { inTurn } from './in-turn.ts';
import type { Inbound } from './inbound.ts';
import type { Facts, Report, ScreenRecord } from './model.ts';
import { runCommand } from './navigate.ts';
import { ownTyped } from './own-words.ts';
import { wished } from './reminders/turn.ts';
import { wishOf } from './reminders/words.ts';
import { rowTyped } from './rows-typed.ts';
import { saidButton } from './said-button.ts';
import { withoutManners } from './talk.ts';
import { isDone } from './telling.ts';
import { nextView, type Step, show } from './turn.ts';
import { answered } from './typed-answer.ts';
import { tidy } from './types/words.ts';

type Text = Extract<Inbound, { type: 'text' }>;

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
  return answered({ flow, report, inbound, screen, asked, text, context: { year: report.about.year, now } });
}

/** The screen she wrote to: what she replied to, and what cannot be told is none; else what she saw. */
const screenFor = (report: Report, { at, replyTo }: Pick<Text, 'at' | 'replyTo'>) =>
  replyTo === undefined
    ? screenAt(report, at)
    : report.screens.find(({ message, since }) => message === replyTo && (since ?? 0) <= at);

/** The screen she saw when she wrote: the newest that had reached her by then. */
function screenAt(report: Report, at: number): ScreenRecord | undefined {
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

/** A picture, a voice message, a file: answered in words, nothing changed. */
export function otherThanText(flow: Flow, report: Report): Step {
  const view = report.screens[0]?.view ?? nextView(flow, report.facts);
  return show(view, [{ note: 'text-only' }]);
}
