/** Cards with real controls. `act(element, data)` is called for what a client would send; everything else happens on the page. */

import { fileUrl } from './api.js';
import { cssColor } from './color.js';
import { ask, toast } from './dialog.js';
import { h } from './dom.js';
import { fieldMaker } from './fields.js';
import { decodeEntities, renderMarkdown } from './markdown.js';
import { renderTable } from './table.js';

const plain = (text) => (text ? decodeEntities(text.content ?? '') : '');

function rich(text, context) {
  if (!text) return undefined;
  return text.tag === 'lark_md' ? renderMarkdown(text.content, context.nameOf) : plain(text);
}

function styled(node, element) {
  if (element.text_align) node.style.textAlign = element.text_align;
  const color = cssColor(element.text_color, 600);
  if (color) node.style.color = color;
  if (element.text_size) node.classList.add(`size-${element.text_size}`);
  if (element.margin) node.style.margin = element.margin;
  return node;
}

const SPACES = { small: '4px', medium: '8px', large: '12px', extra_large: '16px' };
const length = (name) => SPACES[name] ?? name;

function arranged(node, element) {
  const horizontal = element.direction === 'horizontal';
  node.classList.add(horizontal ? 'row' : 'stack');
  const gap = horizontal ? element.horizontal_spacing : element.vertical_spacing;
  if (gap) node.style.gap = length(gap);
  if (element.padding) node.style.padding = element.padding;
  const align = {
    left: 'flex-start',
    top: 'flex-start',
    center: 'center',
    right: 'flex-end',
    bottom: 'flex-end',
  };
  const along = align[horizontal ? element.horizontal_align : element.vertical_align];
  const across = align[horizontal ? element.vertical_align : element.horizontal_align];
  if (along) node.style.justifyContent = along;
  if (across) node.style.alignItems = across;
  const background = cssColor(element.background_style ?? element.background_color, 100);
  if (background) {
    node.style.background = background;
    node.classList.add('filled');
  }
  return node;
}

const inside = (element, context) => (element.elements ?? []).map((child) => renderElement(child, context));

function renderButton(element, context) {
  const type = (element.type ?? 'default').replace('_filled', ' filled').replace('_text', ' text');
  const node = h(
    'button',
    {
      type: 'button',
      class: `card-button ${type} ${element.size ?? ''}`,
      disabled: element.disabled === true,
    },
    plain(element.text) || '按钮',
  );
  if (element.width === 'fill') node.classList.add('wide');
  // After a callback the buttons come back, but not those that the card itself turned off.
  if (element.disabled) node.dataset.off = 'true';
  const tip = plain(element.disabled ? element.disabled_tips : element.hover_tips);
  if (tip) node.title = tip;
  node.addEventListener('click', () => press(element, context, node));
  return node;
}

/** Confirm first, then reset, submit or call back. */
async function press(element, context, node) {
  const { confirm } = element;
  if (confirm && !(await ask(plain(confirm.title), plain(confirm.text)))) return;
  if (element.form_action_type === 'reset') return context.form?.reset();
  if (element.form_action_type === 'submit' && context.form) {
    const values = context.form.collect();
    if (values) context.act(element, { values }, node);
    return;
  }
  const opens = element.behaviors?.find(({ type }) => type === 'open_url');
  if (opens) toast(`会打开：${opens.default_url}`);
  if (element.behaviors?.some(({ type }) => type === 'callback')) context.act(element, {}, node);
}

function renderForm(element, context) {
  const body = arranged(h('div', { class: 'card-form', role: 'group' }), element);
  const fill = () => {
    const fields = [];
    const form = {
      fields,
      reset: fill,
      collect: () => {
        const [first] = fields.map((field) => field.wrong()).filter(Boolean);
        if (!first) return Object.fromEntries(fields.map((field) => [field.name, field.read()]));
        toast('有必填项未填写', 'error');
        first.focus();
        return undefined;
      },
    };
    body.replaceChildren(...inside(element, { ...context, form }));
  };
  fill();
  return body;
}

/** Fields in a form wait for its button; outside they call back as soon as something is chosen. */
function renderField(element, context) {
  const field = fieldMaker(element.tag, context.people)(element);
  if (element.width === 'fill') field.node.classList.add('wide');
  if (context.form) {
    context.form.fields.push(field);
    return field.node;
  }
  const send = () => {
    if (!element.behaviors?.some(({ type }) => type === 'callback')) return;
    const value = field.read();
    const data = { input: { inputValue: value }, checker: { checked: value } }[element.tag] ?? {
      option: value,
    };
    context.act(element, data, field.control);
  };
  field.control.addEventListener('change', send);
  return field.node;
}

const SHARES = { bisect: '0 0 calc(50% - 4px)', trisect: '0 0 calc(33.3% - 6px)' };

function columnFlex({ flex_mode: mode }, { width, weight }) {
  if (SHARES[mode]) return SHARES[mode];
  if (width === 'weighted' || width === undefined) return `${weight ?? 1} 1 0`;
  return width === 'auto' ? '0 1 auto' : `0 0 ${width}`;
}

function renderColumns(element, context) {
  const node = h('div', { class: `columns flex-${element.flex_mode ?? 'none'}` });
  const background = cssColor(element.background_style, 100);
  if (background) node.style.background = background;
  if (element.margin) node.style.margin = element.margin;
  if (element.horizontal_spacing) node.style.gap = length(element.horizontal_spacing);
  for (const column of element.columns) {
    const child = arranged(h('div', { class: 'column' }, inside(column, context)), column);
    child.style.flex = columnFlex(element, column);
    node.append(child);
  }
  return node;
}

function renderPanel(element, context) {
  const title = rich(element.header?.title, context);
  const body = arranged(h('div', { class: 'panel-body' }, inside(element, context)), {
    ...element,
    background_color: undefined,
  });
  return h(
    'details',
    { class: 'card-panel', open: element.expanded === true },
    h('summary', {}, title),
    body,
  );
}

function renderContainer(element, context) {
  const node = arranged(
    h('div', { class: 'card-container', role: 'button', tabindex: '0' }, inside(element, context)),
    element,
  );
  const act = () => element.disabled !== true && press(element, context, node);
  node.addEventListener('click', act);
  node.addEventListener('keydown', (event) => event.key === 'Enter' && act());
  return node;
}

const person = (id, context) => h('span', { class: 'mention' }, `@${context.nameOf(id)}`);

const RENDERERS = {
  markdown: (element, context) =>
    styled(h('div', { class: 'md' }, renderMarkdown(element.content, context.nameOf)), element),
  div: (element, context) =>
    h(
      'div',
      { class: 'card-text' },
      element.text &&
        styled(
          h('div', { class: element.text.tag === 'lark_md' ? 'md' : 'pre' }, rich(element.text, context)),
          element.text,
        ),
      (element.fields ?? []).map(({ text }) => h('div', { class: 'md' }, rich(text, context))),
    ),
  hr: () => h('hr'),
  img: (element) =>
    h('img', { class: 'card-image', src: fileUrl(element.img_key), alt: plain(element.alt) || '图片' }),
  person: (element, context) => person(element.user_id, context),
  person_list: (element, context) =>
    h(
      'div',
      { class: 'row' },
      element.persons.map(({ id }) => person(id, context)),
    ),
  chart: (element) => h('div', { class: 'card-chart' }, `图表（${element.chart_spec?.type ?? '未知'}）`),
  column_set: renderColumns,
  collapsible_panel: renderPanel,
  interactive_container: renderContainer,
  form: renderForm,
  table: (element, context) => renderTable(element, context.nameOf),
  button: renderButton,
  overflow: (element, context) =>
    renderField({ ...element, tag: 'select_static', placeholder: { content: '更多…' } }, context),
};

function renderElement(element, context) {
  const render =
    RENDERERS[element.tag] ?? (fieldMaker(element.tag, context.people) ? renderField : undefined);
  return render ? render(element, context) : h('div', { class: 'card-chart' }, `（${element.tag}）`);
}

function renderHeader(header, context) {
  const node = h(
    'header',
    { class: 'card-head' },
    h('div', { class: 'card-title' }, rich(header.title, context)),
    (header.text_tag_list ?? []).map(({ text, color }) => {
      const tag = h('span', { class: 'text-tag' }, plain(text));
      tag.style.setProperty('--tint', cssColor(color ?? 'blue', 600));
      return tag;
    }),
    header.subtitle && h('div', { class: 'card-subtitle' }, rich(header.subtitle, context)),
  );
  node.style.setProperty('--tint', cssColor(header.template ?? 'grey', 500) ?? cssColor('grey', 500));
  return node;
}

/** `context`: people, nameOf(id), act(element, data, node). */
export function renderCard(card, context) {
  const body = arranged(h('div', { class: 'card-body' }), { ...card.body });
  body.append(...inside(card.body ?? {}, context));
  const title = plain(card.header?.title) || '卡片';
  return h(
    'article',
    { class: 'card', 'aria-label': title },
    card.header && renderHeader(card.header, context),
    body,
  );
}
