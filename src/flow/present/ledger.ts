/** @module The card of a ledger: what it would fill, month by month, what it could not read, and why a file is refused. */
import { spokenDate } from '../dates.ts';
import type { Flow } from '../definition.ts';
import type { LedgerCount, LedgerLeft, LedgerRefusal } from '../ledger-types.ts';
import type { Report } from '../model.ts';
import type { Line, Part } from '../screen.ts';
import type { View } from '../view.ts';
import { standing } from '../words.ts';

type LedgerView = Extract<View, { at: 'ledger' }>;

export function ledgerBody(
  flow: Flow,
  report: Report,
  view: LedgerView,
): {
  readonly title: string;
  readonly summary: string;
  readonly parts: readonly Part[];
} {
  const until = view.upTo === undefined ? '' : `，最后一次是 ${spokenDate(view.upTo)}`;
  const head = `从${named(view.file)}里数出 ${view.counts.length} 项${until}。核对无误再填，不填也没有影响。${view.pieces === undefined ? '' : '一条消息贴不完的，接着贴就行，重复的行只算一次。'}`;
  const parts: Part[] = [
    { part: 'lines', lines: [[{ text: head }], ...view.counts.flatMap((one) => counted(flow, report, one))] },
  ];
  if (view.uncounted > 0) {
    const more = view.uncounted - view.left.length;
    const lines = view.left.map(
      (one): Line => [{ text: `第 ${one.row} 行「${one.words}」：${WHY[one.why]}` }],
    );
    const rest: Line[] = more > 0 ? [[{ text: `还有 ${more} 行没有算。`, style: 'quiet' }]] : [];
    parts.push({ part: 'fold', title: `没有算进去的 ${view.uncounted} 行`, lines: [...lines, ...rest] });
  }
  parts.push({
    part: 'actions',
    actions: [
      { label: '确认，填上', op: { op: 'ledger' }, style: 'primary' },
      { label: '不用了', op: { op: 'keep' } },
    ],
  });
  return { title: '台账里的次数', summary: `从台账里数出 ${view.counts.length} 项，请核对`, parts };
}

function counted(flow: Flow, report: Report, { fact: id, count, months }: LedgerCount): readonly Line[] {
  const fact = flow.facts.get(id);
  if (fact === undefined) return [];
  const state = report.facts[id];
  const said = state?.value !== undefined || state?.status === 'none';
  const other = said && state.value !== count ? `（原来记的是 ${standing(fact, state)}）` : '';
  const by = months.flatMap((times, month) =>
    times === 0 ? [] : [`${month + 1}月${times > 1 ? ` ${times} 次` : ''}`],
  );
  return [
    [
      { text: `${fact.label} ` },
      { text: `${count} ${fact.unit ?? ''}`.trim(), style: 'strong' },
      { text: other, style: 'warn' },
    ],
    [{ text: by.join('、'), style: 'quiet' }],
  ];
}

const named = (file: string): string => (file === '' ? '您贴的表格' : `《${file}》`);

const WHY: Readonly<Record<LedgerLeft['why'], string>> = {
  'no-kind': '没看出是哪一种会',
  'several-kinds': '像是几种会，分不清',
  'no-day': '没看出是哪一天',
  'other-year': '不是今年的',
  ahead: '还没有到，只算开过的',
  twice: '和前面一行一样',
};

const REFUSED: Readonly<Record<LedgerRefusal, string>> = {
  'too-large': '太大了（最多 5 兆，格子也不能太多），请只留会议那几页再发',
  'too-many-rows': '行数太多了（最多 5000 行），请只留今年的再发',
  password: '设了密码，我打不开，请去掉密码再发',
  'old-format': '是老格式（.xls），请用 Excel 或 WPS 另存为 .xlsx 再发',
  damaged: '打不开，可能没有传完整，请再发一次，或者把表格直接贴到这里',
  'not-a-table':
    '里没看出会议台账：要有日期，还要有会议名称。也可以把表格直接贴到这里，或者直接说「支委会 12 次」',
  empty: '是空的，请看看是不是发错了',
  offline: '没有取到，请再发一次，或者把表格直接贴到这里',
};

export const refusedLedger = (file: string, why: LedgerRefusal): string => `${named(file)}${REFUSED[why]}。`;
