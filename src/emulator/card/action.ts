/** What a click sends: the `action` of the callback, with the values of the form around the button. */
import { isObject, type JsonObject, listOf, textOf } from '../json.ts';
import type { Settings } from '../settings.ts';
import { elementsOf, type Placed } from './elements.ts';

const TIMEZONE = 'Asia/Shanghai';
const OFFSET = ' +0800';

export type FormValues = Readonly<Record<string, unknown>>;

type Reader = (element: JsonObject) => unknown;

function initialOption(element: JsonObject): unknown {
  const index = element['initial_index'];
  const byIndex = typeof index === 'number' ? listOf(element, 'options')[index - 1] : undefined;
  return textOf(element, 'initial_option') ?? (isObject(byIndex) ? byIndex['value'] : undefined);
}

const picked =
  (key: string): Reader =>
  (element) => {
    const value = textOf(element, key);
    return value ? withOffset(value) : undefined;
  };

const withOffset = (value: string): string => (value.endsWith(OFFSET) ? value : value + OFFSET);

/** What each kind of field holds before anybody touches it. */
const INITIAL: Readonly<Record<string, Reader>> = {
  input: (element) => textOf(element, 'default_value'),
  select_static: initialOption,
  select_person: initialOption,
  multi_select_static: (element) => element['selected_values'],
  multi_select_person: (element) => element['selected_values'],
  date_picker: picked('initial_date'),
  picker_time: picked('initial_time'),
  picker_datetime: picked('initial_datetime'),
  checker: (element) => element['checked'] === true,
};

const LISTS = ['multi_select_static', 'multi_select_person'];
const TIMES = ['date_picker', 'picker_time', 'picker_datetime'];

function normalise(tag: string, value: unknown): unknown {
  return TIMES.includes(tag) && typeof value === 'string' && value !== '' ? withOffset(value) : value;
}

/** All fields of the form by name: what was filled in, else what the card proposed, else empty in the way the setting says. */
function formValue(form: JsonObject, given: FormValues, empty: Settings['emptyFields']): FormValues {
  const values: Record<string, unknown> = { ...given };
  for (const { element } of elementsOf({ body: { elements: [form] } })) {
    const tag = String(element['tag']);
    const name = textOf(element, 'name');
    const read = INITIAL[tag];
    if (!read || !name) continue;
    const value = normalise(tag, name in given ? given[name] : read(element));
    if (value !== undefined && value !== '') values[name] = value;
    else if (empty === 'absent') delete values[name];
    else values[name] = LISTS.includes(tag) ? [] : '';
  }
  return values;
}

/** For elements outside a form: what was chosen in them. */
export interface Choice {
  readonly option?: string;
  readonly options?: readonly string[];
  readonly checked?: boolean;
  readonly inputValue?: string;
}

function callbackValue(element: JsonObject): unknown {
  for (const behavior of listOf(element, 'behaviors')) {
    if (isObject(behavior) && behavior['type'] === 'callback') return behavior['value'] ?? {};
  }
  return undefined;
}

function choiceOf(tag: string, element: JsonObject, choice: Choice): JsonObject {
  if (tag === 'checker') return { checked: choice.checked ?? element['checked'] !== true };
  if (tag === 'input') return { input_value: choice.inputValue ?? '' };
  if (LISTS.includes(tag)) return { options: choice.options ?? [] };
  if (tag === 'button' || tag === 'interactive_container') return {};
  return { option: String(normalise(tag, choice.option ?? '')) };
}

/** Undefined when a real client would not call back: no callback behaviour, and not the submit button of a form. */
export function actionOf(
  placed: Placed,
  given: FormValues,
  choice: Choice,
  empty: Settings['emptyFields'],
): JsonObject | undefined {
  const { element, form } = placed;
  const tag = String(element['tag']);
  const value = callbackValue(element);
  const submits = form !== undefined && element['form_action_type'] === 'submit';
  if (!submits && value === undefined) return undefined;
  const name = textOf(element, 'name');
  return {
    ...(value === undefined ? {} : { value }),
    tag,
    timezone: TIMEZONE,
    ...(name ? { name } : {}),
    ...(submits ? { form_value: formValue(form, given, empty) } : {}),
    ...(form ? {} : choiceOf(tag, element, choice)),
  };
}
