/** One person's chat with the bot: the messages, the composer, the bot's menu. */
import { get, post } from './api.js';
import { toast } from './dialog.js';
import { $, freshId, h } from './dom.js';
import { renderMessage, updateMessage } from './messages.js';
import { dayLabel } from './time.js';
import { createTrials } from './trials.js';

const NEAR_END = 120;
const TALLEST = 160;

export const report = (error) => toast(error.message, 'error');

/**
 * `page`: info, people, nameOf(id), inspect(message), choose(person) for the list above the chat on a phone.
 * The result: `node`, `load()`, `receive(message)`, `enter()`.
 */
export function createChat(person, page) {
  const node = $('chat').content.firstElementChild.cloneNode(true);
  const part = (name) => node.querySelector(name);
  const list = part('.messages');
  const area = part('.say textarea');
  const others = page.people().filter(({ openId }) => openId !== person.openId);
  const trials = createTrials(
    part('.trials'),
    others.map(({ name }) => name),
  );
  let lastDay = '';
  let arrived;

  const context = {
    get people() {
      return page.people();
    },
    botName: page.info.botName,
    nameOf: page.nameOf,
    inspect: page.inspect,
    act,
    say,
    recall: ({ messageId }) => post('recall', { messageId }).catch(report),
    repeat: ({ messageId }) =>
      post('repeat', { id: messageId }).then(() => toast('又送了一遍，机器人应当只当一次'), report),
  };

  /** A click on a card: its buttons rest until the answer is there. */
  async function act(message, element, data, control) {
    const shown = control.closest('.message');
    shown.classList.add('busy');
    control.classList.add('pressed');
    for (const one of shown.querySelectorAll('.card button')) one.disabled = true;
    const who = trials.actor() ? { as: trials.actor() } : {};
    const button = element.name ?? element.element_id ?? element.text?.content ?? '';
    const { messageId } = message;
    try {
      const outcome = await post('click', { person: person.name, ...who, messageId, button, ...data });
      if (outcome.toast) toast(outcome.toast.content, outcome.toast.type);
      if (outcome.code !== 0) toast(`出错了，请稍后重试　code: ${outcome.code}`, 'error');
      if (!outcome.updated) restore(outcome.message);
    } catch (error) {
      report(error);
      restore(message);
    }
  }

  const shownOf = ({ messageId }) => list.querySelector(`[data-id="${messageId}"]`);

  /** The answer changed nothing: the card is as before, with what was typed in it. */
  function restore(message) {
    const shown = shownOf(message);
    if (!shown?.classList.contains('busy')) return;
    shown.classList.remove('busy');
    for (const pressed of shown.querySelectorAll('.pressed')) pressed.classList.remove('pressed');
    for (const one of shown.querySelectorAll('.card button')) one.disabled = one.dataset.off === 'true';
  }

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  // At once: while it glides there, an answer that comes would find it not at the end and stay out of sight.
  const toEnd = () => list.scrollTo({ top: list.scrollHeight });

  function show(message) {
    const day = dayLabel(message.createdAt);
    if (day !== lastDay) list.append(h('div', { class: 'day' }, day));
    lastDay = day;
    list.append(renderMessage(message, context));
  }

  function receive(message) {
    arrived?.push(message);
    const follows = atEnd() || message.from === 'person';
    const known = shownOf(message);
    if (known) updateMessage(known, message, context);
    else show(message);
    list.querySelector('.empty')?.remove();
    if (follows) toEnd();
  }

  async function load() {
    // What the stream brings while the transcript is on its way may be newer than it.
    const meanwhile = [];
    arrived = meanwhile;
    const messages = await get(`transcript?person=${encodeURIComponent(person.name)}`);
    list.replaceChildren();
    lastDay = '';
    for (const message of messages) show(message);
    if (arrived === meanwhile) arrived = undefined;
    for (const message of meanwhile) receive(message);
    if (list.childElementCount === 0)
      list.append(h('p', { class: 'empty' }, '还没有消息。说句话，或者点下面的菜单。'));
    toEnd();
  }

  const send = (said) => post('say', { person: person.name, ...said, ...trials.how() });
  function say(text) {
    return send({ text }).catch(report);
  }

  function resize() {
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
  }

  function sayTyped() {
    const text = area.value.trim();
    if (text === '') return;
    area.value = '';
    resize();
    send({ text }).catch((error) => {
      report(error);
      // It did not go out, so it is in the field again, before what was typed since.
      area.value = [text, area.value].filter(Boolean).join('\n');
      resize();
    });
  }

  async function sendFile(file) {
    const base64 = await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
      reader.onerror = () => reject(new Error('文件读不出来'));
      reader.readAsDataURL(file);
    });
    const messageType = file.type.startsWith('image/') ? 'image' : 'file';
    await send({ messageType, file: { name: file.name, base64 } });
  }

  const enter = () => post('enter', { person: person.name });

  function listenToPerson() {
    area.addEventListener('input', resize);
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      sayTyped();
    });
    part('.say').addEventListener('submit', (event) => {
      event.preventDefault();
      sayTyped();
    });
    const files = part('.say input');
    files.addEventListener('change', () => {
      const [file] = files.files;
      if (file) sendFile(file).catch(report);
      files.value = '';
    });
    part('.enter').addEventListener('click', () => enter().catch(report));
    const choice = part('.person-select select');
    choice.addEventListener('change', () => {
      const chosen = page.people().find(({ openId }) => openId === choice.value);
      if (chosen) page.choose(chosen);
    });
  }

  /** Ties a label to its field; there may be several chats on the page. */
  function tie(label, control) {
    control.id = freshId('chat');
    label.htmlFor = control.id;
  }

  function dress() {
    node.setAttribute('aria-label', `${person.name}和机器人`);
    list.setAttribute('aria-label', `${person.name}的消息`);
    part('.bot-name').textContent = page.info.botName;
    part('.whose').textContent = `${person.name}的手机`;
    part('.close').setAttribute('aria-label', `收起${person.name}`);
    tie(part('.person-select label'), part('.person-select select'));
    tie(part('.say > .hidden'), area);
    tie(part('.attach'), part('.say input'));
    part('.person-select select').replaceChildren(
      ...page.people().map(({ openId, name }) => h('option', { value: openId }, name)),
    );
    part('.person-select select').value = person.openId;
    part('.menu').replaceChildren(
      ...page.info.menu.map(({ key, label }) => {
        const onclick = () => post('menu', { person: person.name, key }).catch(report);
        return h('button', { type: 'button', class: 'menu-item', onclick }, label);
      }),
    );
  }

  dress();
  listenToPerson();
  return { person, node, load, receive, enter };
}
