/** Parts that many components share: texts, icons, spacing, confirmation, behaviours, options. */
import { isObject } from '../json.ts';
import {
  anything,
  both,
  type Check,
  flag,
  list,
  matching,
  number,
  object,
  oneOf,
  type Shape,
  text,
} from './checks.ts';

const PIXELS = String.raw`-?\d{1,4}px`;

export const color = matching(/^([a-z][a-z0-9-]*|rgba?\([\d.,\s%]+\))$/, 'a colour name or rgba()');
export const spacing = matching(
  /^(small|medium|large|extra_large|\d{1,2}px)$/,
  'small, medium, large, extra_large or 0–99px',
);
/** One, two or four edges. */
export const edges = matching(
  new RegExp(`^${PIXELS}( ${PIXELS}| ${PIXELS} ${PIXELS} ${PIXELS})?$`),
  'one, two or four lengths such as 8px',
);
export const width = matching(/^(default|fill|auto|\d{1,4}px)$/, 'default, fill or a length');
export const size = text(30, 1);

const TEXT_STYLE: Shape = {
  text_size: size,
  text_color: color,
  text_align: oneOf('left', 'center', 'right'),
  lines: number(1, 100),
  element_id: anything,
};

export const plainText = (max?: number): Check =>
  object(
    { tag: oneOf('plain_text'), content: text(max), i18n_content: anything, i18n: anything, ...TEXT_STYLE },
    ['tag', 'content'],
  );

/** plain_text or lark_md, which is parsed. */
export const richText = (max?: number): Check =>
  object(
    {
      tag: oneOf('plain_text', 'lark_md'),
      content: text(max),
      i18n_content: anything,
      i18n: anything,
      ...TEXT_STYLE,
    },
    ['tag', 'content'],
  );

export const icon = object(
  { tag: oneOf('standard_icon', 'custom_icon'), token: text(), color, img_key: text(), size: text() },
  ['tag'],
);

export const confirm = object({ title: plainText(), text: plainText() }, ['title', 'text']);

const BEHAVIORS: Readonly<Record<string, Check>> = {
  callback: object({ type: anything, value: anything }, ['value']),
  open_url: object(
    { type: anything, default_url: text(), pc_url: text(), ios_url: text(), android_url: text() },
    ['default_url'],
  ),
  form_action: object({ type: anything, behavior: oneOf('submit', 'reset') }, ['behavior']),
};

/** The documentation allows a string as callback value; clients answer it with 200671, so only objects pass here. */
const callbackValue: Check = (value, path, report) => {
  if (!isObject(value) || value['type'] !== 'callback') return;
  if (!isObject(value['value'])) report('a callback value must be an object', `${path}.value`);
};

const behavior: Check = (value, path, report) => {
  const check = isObject(value) ? BEHAVIORS[String(value['type'])] : undefined;
  if (check) check(value, path, report);
  else report('unknown behaviour', path);
};

export const behaviors = list(both(behavior, callbackValue));

/** Options whose values differ. */
export const options: Check = (value, path, report) => {
  const shape = object({ text: plainText(100), icon, value: text() }, ['text', 'value']);
  list(shape)(value, path, report);
  if (!Array.isArray(value)) return;
  const values = value.map((option: unknown) => (isObject(option) ? option['value'] : undefined));
  if (new Set(values).size < values.length) report('two options have the same value', path);
};

export const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date as yyyy-MM-dd');
export const time = matching(/^\d{2}:\d{2}$/, 'a time as HH:mm');
export const moment = matching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'yyyy-MM-dd HH:mm');

/** Property of a component that asks. */
export const disabled = { disabled: flag, disabled_tips: plainText() } as const;

/** How a container arranges what it holds. */
export const ARRANGEMENT: Shape = {
  direction: oneOf('vertical', 'horizontal'),
  horizontal_spacing: spacing,
  horizontal_align: oneOf('left', 'center', 'right'),
  vertical_spacing: spacing,
  vertical_align: oneOf('top', 'center', 'bottom'),
  padding: edges,
};
