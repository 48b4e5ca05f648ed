/** The chat page: who one is, the messages, the composer. */
import { follow, get, post } from './api.js';
import { createDebug } from './debug.js';
import { toast } from './dialog.js';
import { $, h } from './dom.js';
import { avatar, renderMessage, updateMessage } from './messages.js';
import { dayLabel } from './time.js';

const NEAR_END = 120;

const state = { info: undefined, people: [], current: undefined, actAs: '', unread: new Map(), lastDay: '' };
const list = $('messages');
const debug = createDebug(state);

const report = (error) => toast(error.message, 'error');

const context = {
  get people() {
    return state.people;
  },
  get botName() {
    return state.info.botName;
  },
  nameOf: (id) => (id === 'all' ? '所有人' : (state.people.find(({ openId }) => openId === id)?.name ?? id)),
  act,
  inspect: debug.inspect,
  say: (text) => post('say', { person: state.current.name, text }).catch(report),
};

/** A click on a card: its buttons rest until the answer is there. */
async function act(message, element, data, node) {
  const shown = node.closest('.message');
  shown.classList.add('busy');
  node.classList.add('pressed');
  for (const control of shown.querySelectorAll('.card button')) control.disabled = true;
  const who = state.actAs ? { as: state.actAs } : {};
  const button = element.name ?? element.element_id ?? element.text?.content ?? '';
  try {
    const outcome = await post('click', {
      person: state.current.name,
      ...who,
      messageId: message.messageId,
      button,
      ...data,
    });
    if (outcome.toast) toast(outcome.toast.content, outcome.toast.type);
    if (outcome.code !== 0) toast(`出错了，请稍后重试　code: ${outcome.code}`, 'error');
    if (!outcome.updated) restore(outcome.message);
  } catch (error) {
    report(error);
    restore(message);
  }
}

/** The answer changed nothing: the card is as before, with what was typed in it. */
function restore(message) {
  const node = list.querySelector(`[data-id="${message.messageId}"]`);
  if (!node?.classList.contains('busy')) return;
  node.classList.remove('busy');
  for (const pressed of node.querySelectorAll('.pressed')) pressed.classList.remove('pressed');
  for (const control of node.querySelectorAll('.card button'))
    control.disabled = control.dataset.off === 'true';
}

const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
const toEnd = () => list.scrollTo({ top: list.scrollHeight });

function show(message) {
  const day = dayLabel(message.createdAt);
  if (day !== state.lastDay) list.append(h('div', { class: 'day' }, day));
  state.lastDay = day;
  list.append(renderMessage(message, context));
}

function receive(message) {
  if (message.chatId !== state.current?.chatId) return countUnread(message);
  state.arrived?.push(message);
  const follows = atEnd() || message.from === 'person';
  const known = list.querySelector(`[data-id="${message.messageId}"]`);
  if (known) updateMessage(known, message, context);
  else show(message);
  list.querySelector('.empty')?.remove();
  if (follows) toEnd();
}

function countUnread(message) {
  if (message.from !== 'bot' || message.versions.length > 1) return;
  state.unread.set(message.chatId, (state.unread.get(message.chatId) ?? 0) + 1);
  drawPeople();
}

async function load() {
  // What the stream brings while the transcript is on its way may be newer than it.
  const arrived = [];
  state.arrived = arrived;
  const messages = await get(`transcript?person=${encodeURIComponent(state.current.name)}`);
  list.replaceChildren();
  state.lastDay = '';
  for (const message of messages) show(message);
  if (state.arrived === arrived) state.arrived = undefined;
  for (const message of arrived) receive(message);
  if (messages.length === 0)
    list.append(h('p', { class: 'empty' }, '还没有消息。说句话，或者点下面的菜单。'));
  toEnd();
}

/** Opening a person's chat tells the bot so, as the real client does each time. */
async function open(person) {
  state.current = person;
  state.unread.delete(person.chatId);
  history.replaceState(undefined, '', `#${encodeURIComponent(person.name)}`);
  drawPeople();
  await load();
  await post('enter', { person: person.name });
}

function drawPeople() {
  const { people, current, unread } = state;
  const rows = people.map((person) => {
    const count = unread.get(person.chatId);
    const chosen = person.openId === current?.openId;
    const button = h(
      'button',
      {
        type: 'button',
        'aria-current': chosen ? 'true' : undefined,
        onclick: () => open(person).catch(report),
      },
      avatar(person.name),
      h('span', { class: 'name' }, person.name),
      count && h('span', { class: 'unread', 'aria-label': `${count} 条新消息` }, String(count)),
    );
    return h('li', {}, button);
  });
  $('people').replaceChildren(...rows);
  const options = people.map((person) => h('option', { value: person.openId }, person.name));
  $('person').replaceChildren(...options);
  if (current) $('person').value = current.openId;
}

async function drawLink() {
  const { connected } = await get('info');
  $('link').textContent = connected > 0 ? `机器人已连接（${connected}）` : '机器人没有连上';
  $('link').classList.toggle('off', connected === 0);
}

function drawMenu() {
  const buttons = state.info.menu.map(({ key, label }) =>
    h(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        onclick: () => post('menu', { person: state.current.name, key }).catch(report),
      },
      label,
    ),
  );
  $('menu').replaceChildren(...buttons);
}

function resize(area) {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
}

async function sayTyped() {
  const area = $('text');
  const text = area.value.trim();
  if (text === '') return;
  area.value = '';
  resize(area);
  await post('say', { person: state.current.name, text });
}

async function sendFile(file) {
  const base64 = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new Error('文件读不出来'));
    reader.readAsDataURL(file);
  });
  const messageType = file.type.startsWith('image/') ? 'image' : 'file';
  await post('say', { person: state.current.name, messageType, file: { name: file.name, base64 } });
}

function listenToPerson() {
  const area = $('text');
  area.addEventListener('input', () => resize(area));
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sayTyped().catch(report);
  });
  $('say').addEventListener('submit', (event) => {
    event.preventDefault();
    sayTyped().catch(report);
  });
  $('file').addEventListener('change', () => {
    const [file] = $('file').files;
    if (file) sendFile(file).catch(report);
    $('file').value = '';
  });
  $('enter').addEventListener('click', () => post('enter', { person: state.current.name }).catch(report));
  $('person').addEventListener('change', () => {
    const person = state.people.find(({ openId }) => openId === $('person').value);
    if (person) open(person).catch(report);
  });
}

async function start() {
  [state.info, state.people] = await Promise.all([get('info'), get('people')]);
  $('bot-name').textContent = state.info.botName;
  document.title = `${state.info.botName} · 本地飞书`;
  drawMenu();
  listenToPerson();
  await drawLink();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const [first] = state.people;
  let opened = false;
  // Before the first transcript is fetched the stream is up: between the two nothing can be missed.
  const { promise: up, resolve: isUp } = Promise.withResolvers();
  follow({
    // What happened while the stream was down is fetched when it is up again.
    open: () => {
      if (opened) load().catch(report);
      opened = true;
      isUp();
    },
    message: receive,
    call: debug.callsChanged,
    connection: () => drawLink().catch(report),
    settings: async () => {
      state.people = await get('people');
      drawPeople();
    },
  });
  await up;
  if (first) await open(state.people.find(({ name }) => name === wanted) ?? first);
}

start().catch(report);
