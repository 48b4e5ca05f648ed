/** @module Clicks: what each button does. */
import { chosen } from './choosing.ts';
import type { Flow } from './definition.ts';
import { resent } from './drafts.ts';
import { findingClicked } from './findings.ts';
import { formClicked } from './forms.ts';
import { importClicked } from './import.ts';
import type { Inbound } from './inbound.ts';
import { ledgerConfirmed } from './ledger.ts';
import { lengthChosen } from './lengths.ts';
import type { Report } from './model.ts';
import { erase, opened, restart, runCommand } from './navigate.ts';
import { words } from './old-forms.ts';
import { ownClicked } from './own-words.ts';
import { returnedClicked } from './own-words-file.ts';
import { recallSettled } from './recalled.ts';
import { DEADLINE_FIELD, remindersClicked, wished } from './reminders/turn.ts';
import { rowClicked } from './rows.ts';
import { nextView, type Step, show } from './turn.ts';

type Click = Extract<Inbound, { type: 'click' }>;

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
    default:
      return formClicked(flow, report, inbound, op, now);
  }
}
