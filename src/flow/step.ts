/**
 * @module One turn, pure: `step(flow, report, inbound, now)` → what changes, what to show, what to say.
 * No I/O, no clock and no randomness of its own; it never throws, whatever comes in.
 */
import { takenAlong } from './choosing.ts';
import { clicked } from './clicks.ts';
import { MENU } from './commands.ts';
import { dayOf } from './days.ts';
import type { Flow } from './definition.ts';
import { pointOut } from './findings.ts';
import { importCame } from './import.ts';
import type { Inbound, Op } from './inbound.ts';
import { ledgerCame } from './ledger.ts';
import type { Report } from './model.ts';
import { runCommand, unchosen } from './navigate.ts';
import { returnedCame } from './own-words-file.ts';
import { recalled } from './recalled.ts';
import { askOnce, remindersPage, welcomeBack } from './reminders/turn.ts';
import { NOTHING, nextView, type Step, show } from './turn.ts';
import { otherThanText, typed } from './typed.ts';

export function step(flow: Flow, report: Report, inbound: Inbound, now: number): Step {
  if (report.about.people[inbound.by] === undefined) {
    return {
      ...NOTHING,
      toast: { kind: 'warning', text: '这张卡片是别人的述职访谈，您点了不会有任何改动。' },
    };
  }
  const taken = takenAlong(flow, report, inbound, answer(flow, report, inbound, now));
  const answered = pointOut(flow, report, chosenFirst(flow, report, inbound, taken));
  return askOnce(flow, report, welcomeBack(flow, report, answered), inbound);
}

function answer(flow: Flow, report: Report, inbound: Inbound, now: number): Step {
  switch (inbound.type) {
    case 'click':
      return renewed(report, inbound, clicked(flow, report, inbound, now));
    case 'text':
      return typed(flow, report, inbound, now);
    case 'ledger':
      return ledgerCame(flow, report, inbound);
    case 'returned':
      return returnedCame(flow, report, inbound);
    case 'import':
      return importCame(flow, report, inbound);
    case 'recalled':
      return recalled(report, inbound);
    case 'other':
      return otherThanText(flow, report);
    case 'menu': {
      if (inbound.key === 'reminders') return remindersPage(now);
      const command = MENU.get(inbound.key);
      return command === undefined ? show({ at: 'help' }) : runCommand({ command }, flow, report, inbound);
    }
    case 'enter':
      return entered(flow, report, inbound);
  }
}

/** Buttons of pages that she can be on before; those of other pages are of a report that was chosen. */
const ON: readonly Op['op'][] = ['keep', 'ledger', 'import', 'recalled'];

/** What she said is kept and goes along; which report it is for, she says before she is asked on. */
function chosenFirst(flow: Flow, report: Report, inbound: Inbound, step: Step): Step {
  if (step.screen?.view.at !== 'card' || !unchosen(flow, report)) return step;
  if (inbound.type === 'click' && !ON.includes(inbound.op.op)) return step;
  return { ...step, screen: { ...step.screen, view: { at: 'welcome' } } };
}

/** A message can be changed for 14 days; before that, an answer to it brings a new one. */
const CARD_LASTS_MS = 12 * 86_400_000;

function renewed(report: Report, inbound: Extract<Inbound, { type: 'click' }>, step: Step): Step {
  const posted = report.screens.find((screen) => screen.message === inbound.message)?.posted;
  const old = inbound.message !== undefined && posted !== undefined && inbound.at - posted > CARD_LASTS_MS;
  if (!old || step.screen === undefined) return step;
  return { ...step, fresh: true, toast: { kind: 'info', text: '这张卡片时间长了，给您换一张新的' } };
}

/** A card on the first opening of a day, so that there is always one within reach; silence on the others. */
function entered(flow: Flow, report: Report, inbound: Inbound): Step {
  const [last] = report.screens;
  if (last === undefined) return show({ at: 'welcome' });
  if (last.since === undefined || dayOf(last.since) === dayOf(inbound.at)) return NOTHING;
  return show(last.view.at === 'welcome' ? last.view : nextView(flow, report.facts));
}
