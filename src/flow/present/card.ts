/** @module A question card: what is asked, what was understood, the form, the few buttons that matter. */
import { cardById, isOpen, placeOf, shownOn } from '../agenda.ts';
import type { FactDefinition, Flow, FlowCard } from '../definition.ts';
import { inTurn } from '../in-turn.ts';
import type { FactId, Report, ScreenRecord } from '../model.ts';
import type { Action, Line, Part, Screen } from '../screen.ts';
import { confirmable, seal } from '../seal.ts';
import { typeOf } from '../types/index.ts';
import { rowsOf } from '../types/records.ts';
import type { View } from '../view.ts';
import { askBack } from '../words.ts';
import { field, WITH_HELP } from './field.ts';
import { raisedParts } from './findings.ts';
import { noteLines } from './notes.ts';
import { rowForm, rowsActions, rowsParts } from './rows.ts';

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
  const row = view.row ?? firstRow(simple, records, report);
  const open = records.find(({ id }) => id === row?.fact);
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
  parts.push(...conflictParts(facts, report, view), {
    part: 'lines',
    lines: [...question(card, doubts), ...afterwards(facts, simple, records)],
  });
  const mixed =
    facts.some((fact) => fact.type === 'records') && facts.some((fact) => fact.type !== 'records');
  const own = (some: readonly FactDefinition[]) =>
    actions(flow, card, some, report, view, mixed ? some.map(({ id }) => id) : view.facts);
  if (open !== undefined && row !== undefined) {
    const instead = own([open]).filter(({ op }) => PASSING.has(op.op) || op.op === 'back');
    parts.push(...rowForm(open, card.id, report, record, row, view.row === undefined ? instead : undefined));
  } else {
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
  }
  if (before.length > 0) {
    const facts = before.map(({ id }) => id);
    const label = `改：${brief(before.map((fact) => fact.label).join('、'))}`;
    parts.push({
      part: 'actions',
      actions: [{ label, op: { op: 'open', card: card.id, facts }, style: 'link' }],
    });
  }
  return {
    report: report.id,
    version: report.version,
    title: card.title,
    subtitle: subtitle(flow, card, report),
    summary: `${card.title}：${card.ask}`,
    tone: doubts.length > 0 ? 'warn' : 'normal',
    parts,
  };
}

/** Ways past a list that nothing stands in. */
const PASSING: ReadonlySet<string> = new Set(['none', 'later', 'skip']);

/** A list that has nothing in it and is all that is asked begins with the form of a row. */
function firstRow(
  simple: readonly FactDefinition[],
  [fact, ...others]: readonly FactDefinition[],
  report: Report,
): CardView['row'] {
  if (fact === undefined || simple.length + others.length > 0) return undefined;
  return rowsOf(report.facts[fact.id]?.value).length === 0 ? { fact: fact.id, at: 0 } : undefined;
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

/** The question names rows that have no field yet: they come behind the form. */
function afterwards(
  facts: readonly FactDefinition[],
  simple: readonly FactDefinition[],
  records: readonly FactDefinition[],
): readonly Line[] {
  if (simple.length === 0 || records.length > 0) return [];
  const later = facts.filter((fact) => fact.type === 'records').map(({ label }) => `「${label}」`);
  return later.length === 0 ? [] : [[{ text: `${later.join('')}交了这几项再问。`, style: 'quiet' }]];
}

/** A value handed in for a fact that had changed in the meantime: both stand there, one tap chooses. */
function conflictParts(facts: readonly FactDefinition[], report: Report, view: CardView): readonly Part[] {
  return facts.flatMap((fact): Part[] => {
    const mine = view.conflicts?.[fact.id];
    const { value: kept, status } = report.facts[fact.id] ?? {};
    if (mine === undefined || (kept === undefined && status !== 'none')) return [];
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
            label: `用已记的：${kept === undefined ? '没有' : brief(show(kept, fact))}`,
            op: { op: 'choose', fact: fact.id, take: 'kept' },
          },
        ],
      },
    ];
  });
}

const brief = (text: string): string =>
  [...text].length > 16 ? `${[...text].slice(0, 16).join('')}…` : text;

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
