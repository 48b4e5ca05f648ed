/** One message as the chat shows it. */
import { fileUrl } from './api.js';
import { renderCard } from './card.js';
import { h } from './dom.js';
import { showPreview } from './preview.js';
import { clockTime } from './time.js';

const EMOJI = {
  OnIt: '🫡',
  THUMBSUP: '👍',
  OK: '👌',
  DONE: '✅',
  Typing: '⌨️',
  Get: '📨',
  HEART: '❤️',
  SMILE: '🙂',
};

/** A letter on a colour of its own. */
export function avatar(name, bot = false) {
  const node = h(
    'span',
    { class: bot ? 'avatar avatar-bot' : 'avatar', 'aria-hidden': 'true' },
    [...name].at(bot ? 0 : -1),
  );
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0) * 47, 0) % 360;
  if (!bot) node.style.background = `hsl(${hue} 45% 58%)`;
  return node;
}

function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const ICONS = { docx: 'W', doc: 'W', pdf: 'P', xlsx: 'X', xls: 'X', pptx: 'P' };

function fileBody(message) {
  const { file } = message;
  if (!file) return h('div', { class: 'bubble faint' }, '（文件不在了）');
  const kind = file.name.split('.').pop()?.toLowerCase() ?? '';
  const preview =
    kind === 'docx' &&
    h('button', { type: 'button', class: 'quiet', onclick: () => showPreview(file) }, '在页面上看');
  return h(
    'div',
    { class: 'file' },
    h('span', { class: `file-icon file-${kind}`, 'aria-hidden': 'true' }, ICONS[kind] ?? '·'),
    h(
      'div',
      { class: 'file-text' },
      h('div', { class: 'file-name' }, file.name),
      h('div', { class: 'faint' }, fileSize(file.size)),
    ),
    h(
      'div',
      { class: 'file-links' },
      preview,
      h('a', { href: fileUrl(file.key), download: file.name }, '下载'),
    ),
  );
}

/** Texts of posts, line by line. */
function postText(content) {
  const part = content.content ? content : (Object.values(content)[0] ?? {});
  const lines = (part.content ?? []).map((line) => line.map((piece) => piece.text ?? '').join(''));
  return [part.title, ...lines].filter(Boolean).join('\n');
}

const BODIES = {
  text: (message) => h('div', { class: 'bubble' }, message.text.replace('@_user_1', '@机器人')),
  post: (message) => h('div', { class: 'bubble' }, postText(message.content)),
  file: fileBody,
  image: (message) => h('img', { class: 'picture', src: fileUrl(message.content.image_key), alt: '图片' }),
  audio: (message) =>
    h('div', { class: 'bubble' }, `语音 ${Math.round((message.content.duration ?? 0) / 1000)}″`),
  sticker: () => h('div', { class: 'bubble' }, '［表情］'),
  interactive: (message, context) => {
    const act = (element, data, node) => context.act(message, element, data, node);
    return renderCard(message.content, { people: context.people, nameOf: context.nameOf, act });
  },
};

function bodyOf(message, context) {
  if (message.gone === 'recalled') return h('div', { class: 'bubble faint' }, '消息已撤回');
  if (message.gone === 'deleted') return h('div', { class: 'bubble faint' }, '消息已删除');
  return (
    BODIES[message.type]?.(message, context) ?? h('div', { class: 'bubble faint' }, `（${message.type}）`)
  );
}

function footOf(message, context) {
  const patched = message.type !== 'interactive' && message.versions.length > 1 && '已编辑';
  const foot = h(
    'div',
    { class: 'foot' },
    message.reactions.map(({ emoji }) =>
      h('span', { class: 'reaction', title: emoji }, EMOJI[emoji] ?? emoji),
    ),
    message.urgentFor.length > 0 && h('span', { class: 'badge red' }, '加急'),
    patched && h('span', { class: 'faint' }, patched),
    message.followUps.map((text) =>
      h('button', { type: 'button', class: 'follow-up', onclick: () => context.say(text) }, text),
    ),
    message.from === 'person' &&
      !message.gone && [
        h('button', { type: 'button', class: 'quiet own', onclick: () => context.recall(message) }, '撤回'),
        h(
          'button',
          { type: 'button', class: 'quiet own', onclick: () => context.repeat(message) },
          '再送一遍',
        ),
      ],
    h('button', { type: 'button', class: 'quiet source', onclick: () => context.inspect(message) }, 'JSON'),
  );
  return foot;
}

/** What must be the same for a shown message to stay as it is, with what was typed into it. */
const contentKey = (message) => JSON.stringify([message.gone, message.versions.length, message.content]);

export function renderMessage(message, context) {
  const bot = message.from === 'bot';
  const node = h(
    'div',
    {
      class: `message ${bot ? 'from-bot' : 'from-person'} type-${message.type}`,
      'data-id': message.messageId,
      tabindex: '-1',
    },
    avatar(bot ? context.botName : message.sender, bot),
    h(
      'div',
      { class: 'content' },
      h(
        'div',
        { class: 'who' },
        bot ? context.botName : message.sender,
        ' ',
        h('time', {}, clockTime(message.createdAt)),
      ),
      bodyOf(message, context),
      footOf(message, context),
    ),
  );
  node.dataset.key = contentKey(message);
  return node;
}

/** Puts the new state in place of the old; a message whose content did not change keeps its fields and gets a new foot only. */
export function updateMessage(node, message, context) {
  if (node.dataset.key === contentKey(message)) {
    node.querySelector('.foot').replaceWith(footOf(message, context));
    return node;
  }
  const next = renderMessage(message, context);
  const focused = node.contains(document.activeElement);
  node.replaceWith(next);
  next.classList.add('changed');
  if (focused) next.focus({ preventScroll: true });
  return next;
}
