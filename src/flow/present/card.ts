/** @module A question card: what is asked, what was understood, the form, the few buttons that matter. */
import { cardById, isOpen, placeOf, shownOn } from '../agenda.ts';
import type { FactDefinition, Flow, FlowCard } from '../definition.ts';
import { inTurn } from '../in-turn.ts';
import type { FactId, Report, ScreenRecord } from '../model.ts';
import type { Action, Field, Line, Part, Screen } from '../screen.ts';
import { confirmable, seal } from '../seal.ts';
import { NO_OPTION, YES_OPTION } from '../types/claim.ts';
import { typeOf } from '../types/index.ts';
import { rowsOf } from '../types/records.ts';
import type { View } from '../view.ts';
import { askBack, quoted } from '../words.ts';
import { raisedParts } from './findings.ts';
import { noteLines, problemText } from './notes.ts';
import { ISO_DAY, rowForm, rowsActions, rowsParts } from './rows.ts';

type CardView = Extract<View, { at: 'card' }>;

export function cardScreen(
  flow: Flow,
  report: Report,
  record: ScreenRecord,
  view: CardView,
): Screen | undefined {
  const card = cardById(flow, view.card);
  if (card === undefined) return undefined;
  const facts = shownOn(flow, card, report.facts, view.facts);
  if (facts.length === 0) return undefined;
  const { simple, records, before } = inTurn(facts, report.facts, view);
  const open = view.row === undefined ? undefined : records.find(({ id }) => id === view.row?.fact);
  const heard = noteLines(
    flow,
    report,
    // What has a field says its problem there.
    record.notes.filter((note) => note.note !== 'problem' || !simple.some(({ id }) => id === note.fact)),
  );
  const doubts = facts.flatMap((fact) => {
    const state = report.facts[fact.id];
    return state?.status === 'unconfirmed' ? [askBack(fact, state)] : [];
  });
  const parts: Part[] = [];
  if (heard.length > 0) parts.push({ part: 'lines', lines: heard });
  parts.push(...raisedParts(flow, report, record.notes));
  if (parts.length > 0) parts.push({ part: 'divider' });
  parts.push(...conflictParts(facts, report, view), { part: 'lines', lines: question(card, doubts) });
  if (open !== undefined && view.row !== undefined) {
    parts.push(...rowForm(open, card.id, report, record, view.row));
  } else {
    const mixed = facts.length > simple.length && facts.length > records.length;
    const own = (some: readonly FactDefinition[]) =>
      actions(flow, card, some, report, view, mixed ? some.map(({ id }) => id) : view.facts);
    if (simple.length > 0) {
      parts.push({
        part: 'form',
        fields: simple.map((fact) => field(fact, report, record, view, facts.length <= WITH_HELP)),
        actions: own(simple),
      });
    }
    for (const fact of records) {
      const empty = rowsOf(report.facts[fact.id]?.value).length === 0;
      const passing = empty ? own([fact]).filter(({ op }) => PASSING.has(op.op)) : [];
      // What is of all rows stands once, and where there is a form, in it.
      const ofAll = fact === records.at(-1) && simple.length === 0;
      const done = ofAll && facts.every(({ id }) => !isOpen(report.facts[id]));
      const leaving = ofAll ? own(records).filter(({ op }) => op.op === 'confirm' || op.op === 'back') : [];
      parts.push(...rowsParts(fact, report), {
        part: 'actions',
        actions: [...rowsActions(fact, report, done), ...passing, ...leaving],
      });
    }
    if (before.length > 0) {
      const facts = before.map(({ id }) => id);
      const label = `改：${brief(before.map((fact) => fact.label).join('、'))}`;
      parts.push({
        part: 'actions',
        actions: [{ label, op: { op: 'open', card: card.id, facts }, style: 'link' }],
      });
    }
  }
  return {
    report: report.id,
    version: report.version,
    title: card.title,
    subtitle: subtitle(flow, card, report),
    summary: `${card.title}：${card.ask}`,
    tone: doubts.length > 0 ? 'warn' : 'normal',
    parts: withOnePrimary(parts),
  };
}

/** Ways past a list that nothing stands in. */
const PASSING: ReadonlySet<string> = new Set(['none', 'later', 'skip']);

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

const BAR = 10;

/** 「第 2 段 · 组织生活  ●●●○○○○○○○ 3/10」 */
function subtitle(flow: Flow, card: FlowCard, report: Report): string {
  const { place, of } = placeOf(flow, card, report.facts);
  if (!card.needed) return `${card.section.title} · 多写一点`;
  const full = of === 0 ? 0 : Math.round(((place - 1) / of) * BAR);
  return `${card.section.title}　${'●'.repeat(full)}${'○'.repeat(BAR - full)} ${place}/${of}`;
}

function question(card: FlowCard, doubts: readonly Line[]): readonly Line[] {
  const hint: readonly Line[] = card.hint === undefined ? [] : [[{ text: card.hint, style: 'quiet' }]];
  return [...doubts, [{ text: card.ask, style: 'strong' }], ...hint];
}

/** A value handed in for a fact that had changed in the meantime: both stand there, one tap chooses. */
function conflictParts(facts: readonly FactDefinition[], report: Report, view: CardView): readonly Part[] {
  return facts.flatMap((fact): Part[] => {
    const mine = view.conflicts?.[fact.id];
    const kept = report.facts[fact.id]?.value;
    if (mine === undefined || kept === undefined) return [];
    const { show } = typeOf(fact);
    return [
      { part: 'lines', lines: [[{ text: `${fact.label}有两个说法，用哪一个？`, style: 'warn' }]] },
      {
        part: 'actions',
        actions: [
          {
            label: `用刚交的：${brief(show(mine, fact))}`,
            op: { op: 'choose', fact: fact.id, take: 'form' },
          },
          {
            label: `用已记的：${brief(show(kept, fact))}`,
            op: { op: 'choose', fact: fact.id, take: 'kept' },
          },
        ],
      },
    ];
  });
}

const brief = (text: string): string =>
  [...text].length > 16 ? `${[...text].slice(0, 16).join('')}…` : text;

/** More inputs than this on a card leave no room for an explanation at each. */
const WITH_HELP = 3;

function field(
  fact: FactDefinition,
  report: Report,
  record: ScreenRecord,
  view: CardView,
  roomy: boolean,
): Field {
  const type = typeOf(fact);
  const state = report.facts[fact.id];
  const raw = view.raw?.[fact.id];
  const editing = view.editing?.includes(fact.id) ?? false;
  const known = state?.value === undefined ? undefined : type.edit(state.value, fact);
  const own = fact.type === 'claim' && known !== undefined && known !== fact.sentence;
  const lost = raw !== undefined && type.options !== undefined && fact.type !== 'claim';
  const above = [
    ...claimLines(fact, known, editing),
    ...problemLines(fact, report, record),
    ...(lost ? [[{ text: `您写的是${quoted(raw)}` }]] : []),
  ];
  const base = {
    fact: fact.id,
    label: fact.unit === undefined ? fact.label : `${fact.label}（${fact.unit}）`,
    most: type.room(fact),
    ...(above.length === 0 ? {} : { above }),
    ...(roomy && fact.help !== undefined ? { below: [[{ text: fact.help, style: 'quiet' as const }]] } : {}),
  };
  if (fact.type === 'claim' && (editing || own || raw !== undefined)) {
    return { ...base, control: 'lines', value: raw ?? known ?? fact.sentence ?? '' };
  }
  const value =
    raw ?? (fact.type === 'claim' ? claimChoice(state?.status) : known) ?? statusWords(state?.status);
  return {
    ...base,
    control: type.control === 'date' && value !== undefined && !ISO_DAY.test(value) ? 'line' : type.control,
    ...(type.options === undefined ? {} : { options: type.options(fact), placeholder: '请选择' }),
    ...(type.options === undefined && fact.example !== undefined
      ? { placeholder: `如：${fact.example}` }
      : {}),
    ...(value === undefined
      ? {}
      : {
          value:
            type.control === 'multiselect' && Array.isArray(state?.value) ? state.value.map(String) : value,
        }),
  };
}

/** A claim is decided only by a choice: undecided shows none. */
function claimChoice(status: string | undefined): string | undefined {
  if (status === 'given') return YES_OPTION;
  return status === 'none' ? NO_OPTION : undefined;
}

function statusWords(status: string | undefined): string | undefined {
  return status === 'none' ? '没有' : status === 'later' ? '稍后补' : undefined;
}

function claimLines(fact: FactDefinition, known: string | undefined, editing: boolean): readonly Line[] {
  if (fact.type !== 'claim') return [];
  if (editing) return [[{ text: '请把下面这句改成您的说法：' }]];
  return [[{ text: `「${known ?? fact.sentence ?? ''}」` }]];
}

function problemLines(fact: FactDefinition, report: Report, record: ScreenRecord): readonly Line[] {
  return record.notes.flatMap((note): Line[] =>
    note.note === 'problem' && note.fact === fact.id
      ? [[{ text: problemText(report, fact, note.problem), style: 'warn' }]]
      : [],
  );
}

function actions(
  flow: Flow,
  card: FlowCard,
  facts: readonly FactDefinition[],
  report: Report,
  view: CardView,
  some: readonly FactId[] | undefined,
): readonly Action[] {
  const only: { facts?: readonly FactId[] } = some === undefined ? {} : { facts: some };
  const asked = confirmable(flow, card, report.facts);
  // One yes covers the whole card: it is offered only where all that it covers can be seen.
  const sure = (view.editing?.length ?? 0) === 0 && asked.every((fact) => facts.includes(fact)) ? asked : [];
  const claims = facts.every((fact) => fact.type === 'claim');
  const [first, ...others] = facts;
  const list: Action[] = [];
  if (sure.length > 0) {
    const label = claims
      ? sure.length > 1
        ? '都属实，写上'
        : '属实，写上'
      : sure.length > 1
        ? '都对'
        : '对';
    list.push({
      label,
      op: { op: 'confirm', card: card.id, seal: seal(flow, card, report.facts) },
      style: 'primary',
    });
  }
  list.push({
    label: sure.length === 0 ? '提交' : claims ? '按上面选的提交' : '按我改的提交',
    op: { op: 'submit', card: card.id, ...only },
    ...(sure.length === 0 ? { style: 'primary' as const } : {}),
  });
  const single = others.length === 0 && first !== undefined;
  if (single && first.type !== 'claim' && typeOf(first).none === undefined)
    list.push({ label: '没有', op: { op: 'none', card: card.id, ...only } });
  list.push({ label: single ? '稍后补' : '空着的稍后补', op: { op: 'later', card: card.id, ...only } });
  list.push({ label: '先跳过', op: { op: 'skip', card: card.id, ...only } });
  if (placeOf(flow, card, report.facts).place !== 1) {
    list.push({ label: '上一步', op: { op: 'back', card: card.id, ...only } });
  }
  return list;
}
