/** A Word file as a sheet of paper on the page: enough to read it, not its exact layout. */
import { fileUrl, get } from './api.js';
import { openDialog, toast } from './dialog.js';
import { h } from './dom.js';

const BODY_SIZE = 32;

function runNode({ text, bold, highlight }) {
  const node = h(highlight ? 'mark' : 'span', { class: bold ? 'bold' : '' }, text);
  return node;
}

function paragraphNode(paragraph) {
  const classes = [
    paragraph.align && `align-${paragraph.align}`,
    paragraph.indent && 'indent',
    /^(title|heading|[1-9]$)/i.test(paragraph.style) && `style-${paragraph.style.toLowerCase()}`,
    paragraph.size > BODY_SIZE && 'large',
  ];
  const node = h('p', { class: classes.filter(Boolean).join(' ') }, paragraph.runs.map(runNode));
  if (paragraph.runs.length === 0) node.append('\u00a0');
  return node;
}

/** Neighbouring rows become one table. */
function* blocks(paragraphs) {
  let table;
  for (const paragraph of paragraphs) {
    if (!paragraph.cells) {
      table = undefined;
      yield paragraphNode(paragraph);
      continue;
    }
    const row = h(
      'tr',
      {},
      paragraph.cells.map((cell) => h('td', {}, cell)),
    );
    if (table) table.append(row);
    else {
      table = h('table', {}, row);
      yield table;
    }
  }
}

export async function showPreview(file) {
  const { paragraphs } = await get(`files/${encodeURIComponent(file.key)}/preview`);
  if (paragraphs.length === 0) return toast('这个文件没法在页面上看', 'warning');
  const download = h('a', { class: 'button', href: fileUrl(file.key), download: file.name }, '下载');
  const sheet = h('div', { class: 'sheet', tabindex: '0' }, [...blocks(paragraphs)]);
  openDialog(file.name, 'preview', h('div', { class: 'paper' }, sheet), h('footer', {}, download));
}
