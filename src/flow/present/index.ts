/** @module The screen as it stands now, computed from the facts when it is shown or sent. */
import type { Flow } from '../definition.ts';
import type { Report, ScreenRecord } from '../model.ts';
import type { Action, Part, Screen } from '../screen.ts';
import { nextView } from '../turn.ts';
import { cardScreen } from './card.ts';
import { type Outside, page } from './pages.ts';

export interface Showing extends Partial<Outside> {
  /** A screen of its own beside the current one; without it, the current one. */
  readonly record?: ScreenRecord;
}

const NOTHING_OUTSIDE: Outside = { kinds: [], reports: [], preview: () => [], sources: () => [] };

export function present(flow: Flow, report: Report, { record, ...outside }: Showing = {}): Screen {
  const drawn = screenOf(flow, report, record, { ...NOTHING_OUTSIDE, ...outside });
  const screen = { ...drawn, parts: withOnePrimary(drawn.parts) };
  return report.uncertain.length === 0
    ? screen
    : { ...screen, parts: [...uncertainty(report), ...screen.parts] };
}

/** One button of a card is the one to press: of several the first. */
function withOnePrimary(parts: readonly Part[]): readonly Part[] {
  const [first] = parts.flatMap((part) =>
    'actions' in part ? part.actions.filter(({ style }) => style === 'primary') : [],
  );
  const plain = ({ style, ...action }: Action): Action => action;
  return parts.map((part) =>
    'actions' in part
      ? {
          ...part,
          actions: part.actions.map((one) => (one.style === 'primary' && one !== first ? plain(one) : one)),
        }
      : part,
  );
}

/** A file of which nobody knows whether it arrived is not posted again unasked: she can see it, we cannot. 0 is no draft. */
function uncertainty(report: Report): readonly Part[] {
  return report.uncertain.flatMap((number): Part[] => {
    const draft = `第 ${number} 稿可能没有送到。聊天里找不到的话，可以再发一次。`;
    const other = '您要的文件（导出的数据或出处清单）可能没有送到。聊天里找不到的话，请再要一次。';
    return [
      { part: 'lines', lines: [[{ text: number === 0 ? other : draft, style: 'warn' }]] },
      {
        part: 'actions',
        actions: [
          { label: number === 0 ? '知道了' : `再发一次第 ${number} 稿`, op: { op: 'resend', number } },
        ],
      },
    ];
  });
}

function screenOf(flow: Flow, report: Report, record: ScreenRecord | undefined, outside: Outside): Screen {
  const shown = record ??
    report.screens[0] ?? { version: report.version, view: { at: 'welcome' }, notes: [] };
  // 「正在生成」 is true only while it is; afterwards the card has nothing to say.
  const over = shown.view.at === 'drafting' && report.draft.wanted === undefined;
  if (over) return page(flow, report, shown, { at: 'progress' }, outside);
  if (shown.view.at !== 'card') return page(flow, report, shown, shown.view, outside);
  const card = cardScreen(flow, report, shown, shown.view);
  if (card !== undefined) return card;
  // The card is gone from the flow or has nothing left to ask: whatever is next takes its place.
  const view = nextView(flow, report.facts);
  const next = view.at === 'card' ? cardScreen(flow, report, { ...shown, view }, view) : undefined;
  return next ?? page(flow, report, { ...shown, view: { at: 'ready' } }, { at: 'ready' }, outside);
}
