/** The debug panel: what can go wrong, the JSON behind a message, the calls the bot made. */
import { get, post } from './api.js';
import { $, h } from './dom.js';
import { exactTime } from './time.js';
import { createTroubles } from './troubles.js';

const SHOWN_CALLS = 60;

/** How a version came to be. */
const BY = { sent: '发出', patched: '更新', edited: '编辑', answered: '点按后', token: '用令牌更新' };

function section(title, ...children) {
  return h('section', {}, h('h3', {}, title), children);
}

function callRow(call) {
  const failed = call.status !== 200 || (call.code ?? 0) !== 0;
  return h(
    'tr',
    { class: failed ? 'failed' : '', title: call.body ?? '' },
    h('td', {}, exactTime(call.at)),
    h('td', {}, call.status === 0 ? '断' : String(call.code ?? call.status)),
    h('td', { class: 'endpoint' }, call.endpoint.replace('/open-apis/', '')),
    h('td', {}, `${call.ms}`),
  );
}

export function createDebug() {
  const panel = $('debug');
  const troubles = createTroubles();
  const calls = h('tbody');
  const source = h('pre', { class: 'json', tabindex: '0' }, '点消息下面的 JSON，这里就能看到它的原文。');
  /** What the program makes of a typed message, where it tells. */
  const heard = h('pre', { class: 'json', 'aria-label': '读出了什么', hidden: true });
  const versions = h('select', { 'aria-label': '版本', hidden: true });
  const open = () => !panel.hidden;
  const toggles = new Set();
  let opener;
  let refreshing = false;

  async function refresh() {
    refreshing = false;
    const [list] = await Promise.all([get('calls'), troubles.refresh()]);
    calls.replaceChildren(...list.slice(-SHOWN_CALLS).reverse().map(callRow));
  }

  /** Calls come in bursts: one refresh for all of them. */
  function callsChanged() {
    if (!open() || refreshing) return;
    refreshing = true;
    setTimeout(() => refresh().catch(() => undefined), 300);
  }

  async function fill() {
    const clear = h(
      'button',
      { type: 'button', class: 'quiet', onclick: () => post('reset-calls').then(refresh) },
      '清空',
    );
    const head = h(
      'tr',
      {},
      ['时间', '结果', '接口', 'ms'].map((title) => h('th', { scope: 'col' }, title)),
    );
    panel.replaceChildren(
      troubles.node,
      section('消息原文', versions, source, heard),
      section(
        '机器人的调用',
        clear,
        h('div', { class: 'scroll' }, h('table', { class: 'calls' }, h('thead', {}, head), calls)),
      ),
    );
    await refresh();
  }

  function toggleOpen(show = panel.hidden) {
    panel.hidden = !show;
    document.body.classList.toggle('debugging', show);
    for (const toggle of toggles) toggle.setAttribute('aria-expanded', String(show));
    return show ? fill() : undefined;
  }

  function inspect(message) {
    versions.hidden = message.versions.length < 2;
    versions.replaceChildren(
      ...message.versions.map(({ by, at }, index) =>
        h('option', { value: String(index) }, `第 ${index + 1} 版 · ${BY[by] ?? by} · ${exactTime(at)}`),
      ),
    );
    versions.value = String(message.versions.length - 1);
    const show = () => {
      source.textContent = JSON.stringify(message.versions[Number(versions.value)].content, null, 2);
    };
    versions.onchange = show;
    show();
    heard.hidden = true;
    get(`explain?messageId=${encodeURIComponent(message.messageId)}`).then(({ explained }) => {
      heard.hidden = explained === undefined || explained === null;
      heard.textContent = `读出了什么：\n${JSON.stringify(explained, null, 2)}`;
    }, console.error);
    if (!open()) toggleOpen(true);
    source.focus({ preventScroll: true });
  }

  /** A button that opens and closes the panel. */
  function attach(toggle) {
    toggles.add(toggle);
    toggle.setAttribute('aria-expanded', String(open()));
    toggle.addEventListener('click', () => {
      opener = toggle;
      toggleOpen();
    });
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open() || document.querySelector('dialog[open], .trials[open]')) return;
    toggleOpen(false);
    opener?.focus();
  });
  return { inspect, callsChanged, attach };
}
