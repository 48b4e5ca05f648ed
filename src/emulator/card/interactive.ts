/** Components that ask: buttons, inputs, choices. */
import { anything, type Component, flag, list, number, object, oneOf, type Shape, text } from './checks.ts';
import {
  behaviors,
  confirm,
  date,
  disabled,
  icon,
  moment,
  options,
  plainText,
  richText,
  time,
  width,
} from './parts.ts';

const name = text(100, 1);

/** What every field has. */
const FIELD: Shape = {
  name,
  required: flag,
  confirm,
  behaviors,
  width,
  placeholder: plainText(100),
  ...disabled,
};

const button: Component = {
  shape: {
    name,
    type: oneOf(
      ...[
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ],
    ),
    size: oneOf('tiny', 'small', 'medium', 'large'),
    width,
    text: plainText(100),
    icon,
    hover_tips: plainText(),
    confirm,
    behaviors,
    form_action_type: oneOf('submit', 'reset'),
    required: flag,
    ...disabled,
  },
  interactive: true,
};

const input: Component = {
  shape: {
    ...FIELD,
    label: plainText(),
    label_position: oneOf('top', 'left'),
    default_value: text(1000),
    max_length: number(1, 1000),
    input_type: oneOf('text', 'multiline_text', 'password'),
    show_icon: flag,
    rows: number(1, 100),
    max_rows: number(1, 100),
    auto_resize: flag,
    value: anything,
  },
  interactive: true,
};

const select: Shape = { ...FIELD, type: oneOf('default', 'text'), options };
const initial: Shape = { initial_option: text(), initial_index: number(0, 10_000) };
/** People to choose from, by id. */
const people = list(object({ value: text() }, ['value']));

export const INTERACTIVE: Readonly<Record<string, Component>> = {
  button,
  input,
  select_static: { shape: { ...select, ...initial }, required: ['options'], interactive: true },
  multi_select_static: {
    shape: { ...select, selected_values: list(text()) },
    required: ['options'],
    interactive: true,
  },
  select_person: { shape: { ...select, ...initial, options: people }, interactive: true },
  multi_select_person: {
    shape: { ...select, options: people, selected_values: list(text()) },
    interactive: true,
  },
  date_picker: { shape: { ...FIELD, initial_date: date, value: anything }, interactive: true },
  picker_time: { shape: { ...FIELD, initial_time: time, value: anything }, interactive: true },
  picker_datetime: { shape: { ...FIELD, initial_datetime: moment, value: anything }, interactive: true },
  checker: {
    shape: {
      name,
      checked: flag,
      text: richText(),
      overall_checkable: flag,
      button_area: object({ pc_display_rule: oneOf('always', 'on_hover'), buttons: list(anything, 3) }),
      checked_style: object({ show_strikethrough: flag, opacity: number(0, 1) }),
      padding: text(),
      hover_tips: plainText(),
      confirm,
      behaviors,
      ...disabled,
    },
    interactive: true,
  },
  overflow: {
    shape: {
      width,
      options: list(object({ text: plainText(100), value: anything, multi_url: anything }, ['text'])),
      value: anything,
      behaviors,
      confirm,
    },
    required: ['options'],
    interactive: true,
  },
};
