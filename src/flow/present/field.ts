/** @module One input of a card: what stands in it, above it and under it. */
import type { FactDefinition } from '../definition.ts';
import type { Report, ScreenRecord } from '../model.ts';
import type { Field, Line } from '../screen.ts';
import { NO_OPTION, YES_OPTION } from '../types/claim.ts';
import { typeOf } from '../types/index.ts';
import type { View } from '../view.ts';
import { quoted } from '../words.ts';
import { problemText } from './notes.ts';
import { ISO_DAY } from './rows.ts';

type CardView = Extract<View, { at: 'card' }>;

/** More inputs than this on a card leave no room for an explanation at each. */
export const WITH_HELP = 3;

export function field(
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
  const above = claimLines(fact, known, editing);
  const below: readonly Line[] = [
    ...problemLines(fact, report, record),
    ...(lost ? [[{ text: `您写的是${quoted(raw)}` }]] : []),
    ...(roomy && fact.help !== undefined ? [[{ text: fact.help, style: 'quiet' as const }]] : []),
  ];
  const base = {
    fact: fact.id,
    label: fact.unit === undefined ? fact.label : `${fact.label}（${fact.unit}）`,
    most: type.room(fact),
    ...(above.length === 0 ? {} : { above }),
    ...(below.length === 0 ? {} : { below }),
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
