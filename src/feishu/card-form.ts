/** @module A form of a card: one named input per field, labels above, short ones two in a row. */
import type { Action, Field, Line, Option } from '../flow/screen.ts';
import type { Namer } from './card-buttons.ts';
import { buttonRow } from './card-buttons.ts';
import type { Element } from './card-lines.ts';
import { lineElements, plain } from './card-lines.ts';
import { clip } from './escape.ts';
import { keptName } from './form-values.ts';
import { isOfForm } from './op-schema.ts';

/** The platform's own limits: characters of an input, of a placeholder. */
export const INPUT_LIMIT = 1000;
const PLACEHOLDER_LIMIT = 100;
/** Ours. */
const LABEL_LIMIT = 60;
const OPTION_LIMIT = 60;
/** An input this short shares its row with the next: six counts fit on one phone screen. */
const COMPACT = 12;

/** A form must be able to submit; a screen without any button for it gets this one. */
const SUBMIT: Action = { label: '提交', op: { op: 'continue' }, style: 'primary' };

export function formElements(fields: readonly Field[], actions: readonly Action[], namer: Namer): Element[] {
  if (fields.length === 0) return buttonRow(actions, namer, false);
  const elements: Element[] = [];
  for (let index = 0; index < fields.length; index += 1) {
    const [field, next] = [fields[index], fields[index + 1]];
    if (!field) continue;
    if (next && isCompact(field) && isCompact(next)) {
      elements.push(pair(input(field, namer), input(next, namer)));
      index += 1;
    } else {
      elements.push(...labelled(field, namer), ...lineElements(field.below ?? []));
    }
  }
  return [
    {
      tag: 'form',
      name: namer.form(),
      elements: [
        ...elements,
        ...buttonRow((actions.length > 0 ? actions : [SUBMIT]).map(sparing(fields)), namer, true),
      ],
    },
  ];
}

/** A blank input means 跳过 to whoever reads the form; so a kept text is not among the facts of the button. */
const sparing =
  (fields: readonly Field[]) =>
  (action: Action): Action => {
    const kept = fields.filter(isKept).map((field) => field.fact);
    const { op } = action;
    if (kept.length === 0 || !isOfForm(op)) return action;
    const facts = (op.facts ?? fields.map((field) => field.fact)).filter((fact) => !kept.includes(fact));
    return { ...action, op: { ...op, facts } };
  };

/** A field whose text is not in its input: left blank, the text stays. Its input has a name of its own. */
interface KeptField extends Field {
  readonly kept: true;
}
const isKept = (field: Field): field is KeptField => 'kept' in field;

/** Instead of a text too long for an input: it is kept, and the input is for something new. */
export function keptField(field: Field): KeptField {
  const { value: _, ...rest } = field;
  const length = [...textValue(field)].length;
  const line: Line = [
    { text: `您写过的 ${length} 个字都还在，这里放不下。留空就不改，写了新的才替换。`, style: 'quiet' },
  ];
  return { ...rest, kept: true, above: [...(field.above ?? []), line] };
}

/** A choice as a line to type, for when the options do not fit into the card. */
export function typedField(field: Field): Field {
  const { options = [], value: _, ...rest } = field;
  return {
    ...rest,
    control: 'line',
    ...(options.length > 0
      ? { placeholder: `可以填：${options.map((option) => option.label).join('、')}` }
      : {}),
    value: textValue(field),
    most: INPUT_LIMIT,
  };
}

/** Nothing above it, no long label: fits into half a phone's width. */
const isCompact = (field: Field): boolean =>
  !isKept(field) &&
  field.control === 'line' &&
  field.most <= COMPACT &&
  (field.above ?? []).length === 0 &&
  (field.below ?? []).length === 0 &&
  textValue(field).length <= COMPACT &&
  [...field.label].length <= 12;

const pair = (left: Element, right: Element): Element => ({
  tag: 'column_set',
  flex_mode: 'bisect',
  horizontal_spacing: '8px',
  columns: [left, right].map((element) => ({
    tag: 'column',
    width: 'weighted',
    weight: 1,
    vertical_align: 'bottom',
    elements: [element],
  })),
});

/** An input carries its label; what is picked or chosen has none of its own, so it stands before everything else. */
function labelled(field: Field, namer: Namer): Element[] {
  const above = lineElements(field.above ?? []);
  const options = optionsOf(field);
  const picked = isPicked(field) ? datePicker(field, namer) : undefined;
  const chosen = picked ?? (options.length === 0 ? undefined : select(field, options, namer));
  if (chosen === undefined) return [...above, input(field, namer)];
  return [{ tag: 'div', text: plain(clip(field.label, LABEL_LIMIT)) }, ...above, chosen];
}

function input(field: Field, namer: Namer): Element {
  const value = textValue(field);
  return {
    tag: 'input',
    name: namer.field(isKept(field) ? keptName(field.fact) : field.fact),
    label: plain(clip(field.label, LABEL_LIMIT)),
    label_position: 'top',
    width: 'fill',
    ...(field.control === 'lines'
      ? { input_type: 'multiline_text', rows: 3, auto_resize: true, max_rows: 8 }
      : { input_type: 'text' }),
    // A value longer than the limit would be refused or cut.
    max_length: Math.min(INPUT_LIMIT, Math.max(1, Math.trunc(field.most) || 1, value.length)),
    ...placeholderOf(field),
    ...(value === '' ? {} : { default_value: value }),
  };
}

function select(field: Field, options: readonly Option[], namer: Namer): Element {
  const chosen = typeof field.value === 'string' ? [field.value] : (field.value ?? []);
  const known = [...new Set(chosen)].filter((value) => options.some((option) => option.value === value));
  const [first] = known;
  const initial =
    field.control === 'multiselect'
      ? known.length > 0
        ? { selected_values: known }
        : {}
      : first === undefined
        ? {}
        : { initial_option: first };
  return {
    tag: field.control === 'multiselect' ? 'multi_select_static' : 'select_static',
    name: namer.field(field.fact),
    width: 'fill',
    ...placeholderOf(field),
    options: options.map(({ label, value }) => ({ text: plain(clip(label, OPTION_LIMIT)), value })),
    ...initial,
  };
}

/** A picker holds a day and nothing else: other words stay in an input. */
const isPicked = (field: Field): boolean =>
  field.control === 'date' && !isKept(field) && /^(?:\d{4}-\d{2}-\d{2})?$/.test(textValue(field));

function datePicker(field: Field, namer: Namer): Element {
  const value = textValue(field);
  return {
    tag: 'date_picker',
    name: namer.field(field.fact),
    width: 'fill',
    ...placeholderOf(field),
    ...(value === '' ? {} : { initial_date: value }),
  };
}

function placeholderOf(field: Field): { readonly placeholder?: Element } {
  const text = clip(field.placeholder ?? '', PLACEHOLDER_LIMIT);
  return text === '' ? {} : { placeholder: plain(text) };
}

export const hasOptions = (field: Field): boolean => optionsOf(field).length > 0;

/** Values must be unique and not empty. */
function optionsOf(field: Field): Option[] {
  if (field.control !== 'select' && field.control !== 'multiselect') return [];
  const byValue = new Map<string, Option>();
  for (const option of field.options ?? []) {
    if (option.value !== '' && !byValue.has(option.value)) byValue.set(option.value, option);
  }
  return [...byValue.values()];
}

/** What was written or chosen, as one text. */
export const textValue = (field: Field): string =>
  typeof field.value === 'string' ? field.value : (field.value ?? []).join('、');
