/** Tables of cards, in pages as Feishu shows them. */
import { cssColor } from './color.js';
import { h } from './dom.js';
import { renderMarkdown } from './markdown.js';

const DEFAULT_ROWS = 5;

function optionTag({ text, color }) {
  const node = h('span', { class: 'text-tag' }, text);
  node.style.setProperty('--tint', cssColor(color ?? 'blue', 600));
  return node;
}

const CELLS = {
  number: (value, { format }) => {
    const digits = format?.precision;
    const text = Number(value).toLocaleString('zh-CN', {
      useGrouping: format?.separator === true,
      ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    });
    return (format?.symbol ?? '') + text;
  },
  options: (value) => (Array.isArray(value) ? value.map(optionTag) : [String(value)]),
  markdown: (value, _column, names) => renderMarkdown(String(value), names),
  lark_md: (value, _column, names) => renderMarkdown(String(value), names),
  persons: (value, _column, names) => [value].flat().map((id) => `@${names(id)} `),
  date: (value) => new Date(Number(value)).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' }),
};

function cell(row, column, names) {
  const value = row[column.name];
  const make = CELLS[column.data_type] ?? ((text) => String(text));
  const node = h('td', {}, value === undefined ? '' : make(value, column, names));
  if (column.horizontal_align) node.style.textAlign = column.horizontal_align;
  return node;
}

export function renderTable(element, names) {
  const size = element.page_size ?? DEFAULT_ROWS;
  const pages = Math.max(1, Math.ceil(element.rows.length / size));
  const body = h('tbody');
  const where = h('span', { class: 'where' });
  const back = h('button', { type: 'button', class: 'quiet', 'aria-label': '上一页' }, '‹');
  const on = h('button', { type: 'button', class: 'quiet', 'aria-label': '下一页' }, '›');
  let page = 0;
  const show = (next) => {
    page = Math.min(Math.max(next, 0), pages - 1);
    const rows = element.rows.slice(page * size, (page + 1) * size);
    body.replaceChildren(
      ...rows.map((row) =>
        h(
          'tr',
          {},
          element.columns.map((column) => cell(row, column, names)),
        ),
      ),
    );
    where.textContent = `${page + 1} / ${pages}`;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
  };
  back.addEventListener('click', () => show(page - 1));
  on.addEventListener('click', () => show(page + 1));
  show(0);
  const titles = element.columns.map(({ display_name: title, name }) =>
    h('th', { scope: 'col' }, title ?? name),
  );
  return h(
    'div',
    { class: 'card-table' },
    h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, titles)), body)),
    pages > 1 && h('div', { class: 'pager' }, back, where, on),
  );
}
