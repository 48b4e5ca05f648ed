/**
 * Form controls of cards. Each maker returns `{ node, name, read, wrong }`: what is shown, under which name it is sent, its value as the
 * client would send it, and why it cannot be sent (required, empty). Limits are kept here only, as on a real client.
 */
import { freshId, h } from './dom.js';
import { decodeEntities } from './markdown.js';

const words = (text) => decodeEntities(text?.content ?? '');

function labelled(element, control, className = 'field') {
  const label = words(element.label);
  const id = freshId('field');
  control.id = id;
  control.disabled = element.disabled === true;
  if (!label) control.setAttribute('aria-label', words(element.placeholder) || element.name || '输入');
  const mark = element.required && h('span', { class: 'must', 'aria-hidden': 'true' }, '*');
  if (element.required) control.setAttribute('aria-required', 'true');
  const left = element.label_position === 'left' ? ' field-left' : '';
  return h('div', { class: className + left }, label && h('label', { for: id }, label, mark), control);
}

/** Marks the field when it is required and empty. */
function field(element, node, control, read) {
  const empty = () => {
    const value = read();
    return value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
  };
  const wrong = () => {
    const missing = element.required === true && empty();
    node.classList.toggle('missing', missing);
    control.toggleAttribute('aria-invalid', missing);
    return missing ? control : undefined;
  };
  return { node, name: element.name, read, wrong, control };
}

function grow(area, most) {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight + 2, most)}px`;
}

function inputField(element) {
  const many = element.input_type === 'multiline_text';
  const limit = element.max_length ?? 1000;
  const props = { placeholder: words(element.placeholder), maxlength: String(limit), autocomplete: 'off' };
  const kind = element.input_type === 'password' ? 'password' : 'text';
  const control = many
    ? h('textarea', { ...props, rows: String(element.rows ?? 4) })
    : h('input', { ...props, type: kind });
  control.value = element.default_value ?? '';
  const node = labelled(element, control);
  if (many) {
    const count = h('span', { class: 'count', 'aria-hidden': 'true' });
    const show = () => {
      count.textContent = `${[...control.value].length}/${limit}`;
      if (element.auto_resize) grow(control, 24 * (element.max_rows ?? 10));
    };
    control.addEventListener('input', show);
    show();
    // Only once it stands on the page does it have a height.
    requestAnimationFrame(show);
    node.append(count);
  }
  return field(element, node, control, () => control.value);
}

function selectField(element) {
  const placeholder = words(element.placeholder) || '请选择';
  const initial = element.initial_option ?? element.options[(element.initial_index ?? 0) - 1]?.value ?? '';
  const control = h(
    'select',
    {},
    h('option', { value: '' }, placeholder),
    element.options.map(({ text, value }) => h('option', { value }, words(text) || value)),
  );
  control.value = initial;
  return field(element, labelled(element, control), control, () => control.value);
}

function multiField(element) {
  const chosen = new Set(element.selected_values ?? []);
  const boxes = element.options.map(({ text, value }) => {
    const id = freshId('option');
    const box = h('input', {
      type: 'checkbox',
      id,
      value,
      checked: chosen.has(value),
      disabled: element.disabled,
    });
    return { box, node: h('span', { class: 'pill' }, box, h('label', { for: id }, words(text) || value)) };
  });
  const legend = words(element.label) || words(element.placeholder) || '可多选';
  const node = h(
    'fieldset',
    { class: 'field pills' },
    h('legend', {}, legend),
    boxes.map((one) => one.node),
  );
  const read = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  return field(element, node, boxes[0]?.box ?? node, read);
}

const timeField = (type, initial) => (element) => {
  const control = h('input', { type });
  control.value = (element[initial] ?? '').replace(' ', 'T');
  return field(element, labelled(element, control), control, () => control.value.replace('T', ' '));
};

function checkerField(element) {
  const id = freshId('checker');
  const control = h('input', {
    type: 'checkbox',
    id,
    checked: element.checked === true,
    disabled: element.disabled,
  });
  const node = h('div', { class: 'checker' }, control, h('label', { for: id }, words(element.text)));
  return field(element, node, control, () => control.checked);
}

const personField = (people) => (element) => {
  const offered = element.options?.map(({ value }) => value) ?? people.map(({ openId }) => openId);
  const options = offered.map((openId) => ({
    value: openId,
    text: { content: people.find((one) => one.openId === openId)?.name ?? openId },
  }));
  return selectField({ ...element, options });
};

/** The maker for a tag, or undefined when the tag is no field. */
export function fieldMaker(tag, people) {
  const makers = {
    input: inputField,
    select_static: selectField,
    multi_select_static: multiField,
    select_person: personField(people),
    multi_select_person: (element) =>
      multiField({
        ...element,
        options: people.map(({ openId, name }) => ({ value: openId, text: { content: name } })),
      }),
    date_picker: timeField('date', 'initial_date'),
    picker_time: timeField('time', 'initial_time'),
    picker_datetime: timeField('datetime-local', 'initial_datetime'),
    checker: checkerField,
  };
  return makers[tag];
}
