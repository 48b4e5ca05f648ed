/**
 * A small renderer for the markdown of cards. It makes elements, never HTML text. Entities such as `&#42;` become their characters only
 * after the markup was read, so escaped text stays text. Links are shown and lead nowhere.
 */
import { cssColor } from './color.js';
import { h } from './dom.js';

const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' };

export function decodeEntities(text) {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name) => {
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (name.startsWith('#')) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return NAMED[name.toLowerCase()] ?? whole;
  });
}

const attribute = (text, name) => new RegExp(`${name}\\s*=\\s*["']?([^"'\\s>]+)`).exec(text)?.[1];

function tinted(tag, className, color, shade, children) {
  const node = h(tag, { class: className }, children);
  node.style.setProperty('--tint', cssColor(color, shade) ?? 'inherit');
  return node;
}

/** Each rule: how the markup begins, and what it becomes. Tried in order at every position; the earliest match wins. */
const INLINE = [
  [/(`+)([^`]+)\1/, ([, , code]) => h('code', {}, decodeEntities(code))],
  [/\*\*(?=\S)(.+?)\*\*/s, ([, text], nest) => h('strong', {}, nest(text))],
  [/~~(?=\S)(.+?)~~/s, ([, text], nest) => h('s', {}, nest(text))],
  [/\*(?=[^\s*])([^*]+?)\*/s, ([, text], nest) => h('em', {}, nest(text))],
  [
    /\[([^\]]*)\]\(([^)\s]*)\)/,
    ([, text, url], nest) => h('span', { class: 'dead-link', title: url }, nest(text)),
  ],
  [/<br\s*\/?>/i, () => h('br')],
  [/<raw>(.*?)<\/raw>/is, ([, text]) => decodeEntities(text)],
  [
    /<font([^>]*)>(.*?)<\/font>/is,
    ([, attributes, text], nest) => tinted('span', 'tinted', attribute(attributes, 'color'), 600, nest(text)),
  ],
  [
    /<text_tag([^>]*)>(.*?)<\/text_tag>/is,
    ([, attributes, text], nest) =>
      tinted('span', 'text-tag', attribute(attributes, 'color') ?? 'blue', 600, nest(text)),
  ],
  [
    /<number_tag([^>]*)>(.*?)<\/number_tag>/is,
    ([, , text], nest) => tinted('span', 'number-tag', 'grey', 500, nest(text)),
  ],
  [/<link([^>]*)>(.*?)<\/link>/is, ([, , text], nest) => h('span', { class: 'dead-link' }, nest(text))],
  [
    /<(?:at|person)\s([^>]*)>(?:(.*?)<\/(?:at|person)>)?/is,
    ([, attributes], nest) =>
      h('span', { class: 'mention' }, `@${nest.names(attribute(attributes, 'id') ?? '')}`),
  ],
];

function inline(text, names) {
  const nest = (inner) => inline(inner, names);
  nest.names = names;
  const nodes = [];
  let rest = text;
  while (rest !== '') {
    const found = INLINE.map(([pattern, make]) => ({ match: pattern.exec(rest), make }))
      .filter(({ match }) => match)
      .sort((a, b) => a.match.index - b.match.index)[0];
    if (!found) break;
    const { match, make } = found;
    if (match.index > 0) nodes.push(decodeEntities(rest.slice(0, match.index)));
    nodes.push(make(match, nest));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') nodes.push(decodeEntities(rest));
  return nodes;
}

const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;

/** Consecutive lines of one kind become one block. */
function kindOf(line) {
  if (/^\s*$/.test(line)) return 'blank';
  if (/^\s*(---+|<hr\s*\/?>)\s*$/i.test(line)) return 'rule';
  if (/^#{1,6}\s/.test(line)) return 'heading';
  if (/^>\s?/.test(line)) return 'quote';
  if (/^\s*\|.*\|\s*$/.test(line)) return 'table';
  const item = ITEM.exec(line);
  if (item) return item[2] ? 'numbers' : 'bullets';
  return 'text';
}

function lines(texts, names) {
  return texts.flatMap((text, index) =>
    index === 0 ? inline(text, names) : [h('br'), ...inline(text, names)],
  );
}

function listOf(tag, texts, names) {
  const items = texts.map((text) => {
    const [, space, , words] = ITEM.exec(text);
    const item = h('li', {}, inline(words, names));
    if (space.length > 1) item.classList.add('deep');
    return item;
  });
  const first = /\d+/.exec(texts[0])?.[0];
  return h(tag, tag === 'ol' ? { start: first } : {}, items);
}

function tableOf(texts, names) {
  const cells = (text) => text.trim().slice(1, -1).split('|');
  const rows = texts.filter((text) => !/^\s*\|[\s:|-]+\|\s*$/.test(text));
  const row = (tag) => (text) =>
    h(
      'tr',
      {},
      cells(text).map((cell) => h(tag, {}, inline(cell.trim(), names))),
    );
  return h(
    'table',
    {},
    h('thead', {}, rows.slice(0, 1).map(row('th'))),
    h('tbody', {}, rows.slice(1).map(row('td'))),
  );
}

const BLOCKS = {
  blank: () => [],
  rule: () => h('hr'),
  heading: (texts, names) =>
    texts.map((text) =>
      h(
        'p',
        { class: 'md-heading', role: 'heading', 'aria-level': '4' },
        inline(text.replace(/^#+\s*/, ''), names),
      ),
    ),
  quote: (texts, names) =>
    h(
      'blockquote',
      {},
      lines(
        texts.map((text) => text.replace(/^>\s?/, '')),
        names,
      ),
    ),
  table: tableOf,
  numbers: (texts, names) => listOf('ol', texts, names),
  bullets: (texts, names) => listOf('ul', texts, names),
  text: (texts, names) => h('p', {}, lines(texts, names)),
};

/** Nodes for the text; `names` turns an id into a name. */
export function renderMarkdown(text, names = (id) => id) {
  const blocks = [];
  for (const line of text.split('\n')) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (last?.kind === kind) last.texts.push(line);
    else blocks.push({ kind, texts: [line] });
  }
  return blocks.flatMap(({ kind, texts }) => BLOCKS[kind](texts, names));
}
