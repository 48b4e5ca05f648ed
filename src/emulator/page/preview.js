/** A Word file as a sheet of paper on the page: enough to read it, not its exact layout. */
import { fileUrl, get } from './api.js';
import { openDialog, toast } from './dialog.js';
import { h } from './dom.js';

/** Size of body text, in half-points: 1 em on the sheet. */
const BODY_SIZE = 32;

function dress(node, look) {
  if (look.face) node.classList.add(`face-${look.face}`);
  if (look.bold) node.style.fontWeight = '700';
  if (look.size && look.size !== BODY_SIZE) node.style.fontSize = `${look.size / BODY_SIZE}em`;
  return node;
}

const runNode = (run) => dress(h(run.highlight ? 'mark' : 'span', {}, run.text), { ...run, size: undefined });

function paragraphNode(paragraph) {
  const node = dress(h('p', {}, paragraph.runs.map(runNode)), paragraph);
  if (paragraph.runs.length === 0) node.append('\u00a0');
  if (paragraph.align) node.style.textAlign = paragraph.align;
  if (paragraph.indent) node.style.textIndent = '2em';
  if (paragraph.left) node.style.paddingLeft = `${paragraph.left}em`;
  if (paragraph.right) node.style.paddingRight = `${paragraph.right}em`;
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
    const cells = paragraph.cells.map((cell) => h('td', {}, cell));
    const row = h('tr', {}, cells);
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
  const sheet = h('div', { class: 'sheet' }, [...blocks(paragraphs)]);
  const paper = h('div', { class: 'paper', tabindex: '0', role: 'document' }, sheet);
  openDialog(file.name, 'preview', paper, h('footer', {}, download));
}
