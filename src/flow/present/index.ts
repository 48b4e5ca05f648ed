/** @module The screen as it stands now, computed from the facts when it is shown or sent. */
import type { Flow } from '../definition.ts';
import type { Report, ScreenRecord } from '../model.ts';
import type { Screen } from '../screen.ts';
import { nextView } from '../turn.ts';
import { cardScreen } from './card.ts';
import { page } from './pages.ts';

/** `record`: a screen of its own beside the current one; without it, the current one. */
export function present(flow: Flow, report: Report, record?: ScreenRecord): Screen {
  const shown = record ??
    report.screens[0] ?? { version: report.version, view: { at: 'welcome' }, notes: [] };
  if (shown.view.at !== 'card') return page(flow, report, shown, shown.view);
  const card = cardScreen(flow, report, shown, shown.view);
  if (card !== undefined) return card;
  // The card is gone from the flow or has nothing left to ask: whatever is next takes its place.
  const view = nextView(flow, report.facts);
  const next = view.at === 'card' ? cardScreen(flow, report, { ...shown, view }, view) : undefined;
  return next ?? page(flow, report, { ...shown, view: { at: 'ready' } }, { at: 'ready' });
}
