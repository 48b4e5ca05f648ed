/** The page: who there is, the chats that are open side by side, what the server tells. */
import { follow, get } from './api.js';
import { createChat, report } from './chat.js';
import { createDebug } from './debug.js';
import { $, h } from './dom.js';
import { avatar } from './messages.js';

/** More do not fit a screen; on a phone only the last one shows. */
const MOST_CHATS = 3;

const state = { info: undefined, people: [], unread: new Map() };
let chats = [];
const debug = createDebug();

const page = {
  get info() {
    return state.info;
  },
  people: () => state.people,
  nameOf: (id) => (id === 'all' ? '所有人' : (state.people.find(({ openId }) => openId === id)?.name ?? id)),
  inspect: debug.inspect,
  choose: (person) => openAlone(person).catch(report),
};

const isOpen = (person) => chats.some((chat) => chat.person.openId === person.openId);

function receive(message) {
  const chat = chats.find(({ person }) => person.chatId === message.chatId);
  if (chat) chat.receive(message);
  else if (message.from === 'bot' && message.versions.length === 1) {
    state.unread.set(message.chatId, (state.unread.get(message.chatId) ?? 0) + 1);
    drawPeople();
  }
}

/** Opening a person's chat tells the bot so, as the real client does each time. */
async function add(person) {
  const chat = createChat(person, page);
  chat.node.querySelector('.close').addEventListener('click', () => close(chat));
  debug.attach(chat.node.querySelector('.debug-toggle'));
  chats.push(chat);
  $('chats').append(chat.node);
  state.unread.delete(person.chatId);
  arrange();
  await chat.load();
  await chat.enter();
}

function close(chat) {
  chats = chats.filter((one) => one !== chat);
  chat.node.remove();
  arrange();
}

async function openAlone(person) {
  for (const chat of [...chats]) close(chat);
  await add(person);
}

async function openBeside(person) {
  if (isOpen(person)) return;
  const [oldest] = chats;
  if (oldest && chats.length >= MOST_CHATS) close(oldest);
  await add(person);
}

/** After a chat came or went. */
function arrange() {
  $('chats').classList.toggle('several', chats.length > 1);
  for (const { node } of chats) node.querySelector('.close').hidden = chats.length < 2;
  const names = chats.map(({ person }) => encodeURIComponent(person.name));
  history.replaceState(undefined, '', `#${names.join(',')}`);
  drawPeople();
}

function drawPeople() {
  const rows = state.people.map((person) => {
    const count = state.unread.get(person.chatId);
    const open = isOpen(person);
    const button = h(
      'button',
      { type: 'button', 'aria-current': open ? 'true' : undefined, onclick: () => page.choose(person) },
      avatar(person.name),
      h('span', { class: 'name' }, person.name),
      count && h('span', { class: 'unread', 'aria-label': `${count} 条新消息` }, String(count)),
    );
    const label = `把${person.name}放在旁边`;
    const onclick = () => openBeside(person).catch(report);
    const beside =
      !open &&
      h('button', { type: 'button', class: 'beside', 'aria-label': label, title: label, onclick }, '＋');
    return h('li', {}, button, beside);
  });
  $('people').replaceChildren(...rows);
}

async function drawLink() {
  const { connected } = await get('info');
  $('link').textContent = connected > 0 ? `机器人已连接（${connected}）` : '机器人没有连上';
  $('link').classList.toggle('off', connected === 0);
}

const sayGone = (gone) => {
  $('gone').textContent = gone ? '本地飞书没有运行，正在重连…' : '';
};

function catchUp() {
  debug.callsChanged();
  return Promise.all([drawLink(), ...chats.map((chat) => chat.load())]);
}

async function start() {
  [state.info, state.people] = await Promise.all([get('info'), get('people')]);
  document.title = `${state.info.botName} · 本地飞书`;
  await drawLink();
  const wanted = location.hash.slice(1).split(',').map(decodeURIComponent);
  const [first] = state.people;
  let opened = false;
  // Before the first transcript is fetched the stream is up: between the two nothing can be missed.
  const { promise: up, resolve: isUp } = Promise.withResolvers();
  follow({
    // What happened while the stream was down is fetched when it is up again.
    open: () => {
      sayGone(false);
      if (opened) catchUp().catch(report);
      opened = true;
      isUp();
    },
    error: () => sayGone(true),
    message: receive,
    call: debug.callsChanged,
    connection: () => drawLink().catch(report),
    settings: async () => {
      state.people = await get('people');
      drawPeople();
    },
  });
  await up;
  const people = wanted.flatMap((name) => state.people.find((person) => person.name === name) ?? []);
  for (const person of people.length > 0 ? people.slice(0, MOST_CHATS) : first ? [first] : [])
    await add(person);
}

start().catch(report);
