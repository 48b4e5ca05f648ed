/** Faults of the open API, on order: a form that adds one, the list of what is armed. */
import { get, post } from './api.js';
import { toast } from './dialog.js';
import { freshId, h } from './dom.js';
import { ERROR_CODES } from './error-codes.js';
import { describe, ENDPOINTS, OUTCOMES, WHEN } from './fault-kinds.js';
import { numberField } from './number.js';

const MOST_CALLS = 10_000;
const MOST_SECONDS = 600;

function choice(label, names) {
  const id = freshId('choice');
  const options = Object.entries(names).map(([value, name]) => h('option', { value }, name));
  const control = h('select', { id }, options);
  const node = h('div', { class: 'switch number' }, h('label', { for: id }, label), control);
  return { node, control, read: () => control.value };
}

const labels = (table) => Object.fromEntries(Object.entries(table).map(([key, { label }]) => [key, label]));

function codeField() {
  const codes = freshId('codes');
  const field = numberField({ label: '错误码', min: 1, max: 9_999_999_999, list: codes });
  const options = Object.entries(ERROR_CODES).map(([value, says]) =>
    h('option', { value }, `${value} ${says}`),
  );
  field.node.append(h('datalist', { id: codes }, options));
  return field;
}

function createForm(add) {
  const endpoint = choice('接口', ENDPOINTS);
  const nth = numberField({ label: '从第几次调用起', min: 1, max: MOST_CALLS });
  const times = numberField({ label: '连着几次', min: 1, max: MOST_CALLS });
  const outcome = choice('出什么事', labels(OUTCOMES));
  const details = {
    seconds: numberField({ label: '几秒', min: 0, max: MOST_SECONDS }),
    status: numberField({ label: 'HTTP 状态', min: 500, max: 599 }),
    code: codeField(),
    when: choice('什么时候', WHEN),
  };
  for (const field of [nth, times, details.seconds]) field.show(1);
  details.status.show(500);
  details.code.show(230013);

  const needed = () => OUTCOMES[outcome.read()].needs;
  const arrange = () => {
    for (const [name, { node }] of Object.entries(details)) node.hidden = !needed().includes(name);
  };
  outcome.control.addEventListener('change', arrange);
  arrange();

  /** The fault, or undefined when a field is wrong; the first such field gets the focus. */
  function read() {
    const fields = { nth, times, ...Object.fromEntries(needed().map((name) => [name, details[name]])) };
    const values = {};
    for (const [name, field] of Object.entries(fields)) {
      values[name] = field.read();
      if (values[name] === undefined) return void field.control.focus();
    }
    const where = endpoint.read();
    const { nth: first, times: many } = values;
    return { endpoint: where, nth: first, times: many, ...OUTCOMES[outcome.read()].make(values, where) };
  }

  const form = h(
    'form',
    { class: 'fault-form' },
    [endpoint, nth, times, outcome, ...Object.values(details)].map(({ node }) => node),
    h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, '加上')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fault = read();
    if (fault) add(fault);
  });
  return form;
}

/** `changed(count)` is told how many are armed. The result: `node`, `add(fault)`, `refresh()`. */
export function createFaults(changed) {
  const list = h('ul', { class: 'armed', 'aria-label': '已经加上的故障' });
  const report = (error) => toast(error.message, 'error');
  const act = (action, body) => post(action, body).then(refresh).catch(report);
  const add = (fault) => act('fault', fault);
  const clear = h('button', { type: 'button', onclick: () => act('clear-faults') }, '全部取消');
  let shown;
  let asked = 0;

  function row(fault) {
    const text = describe(fault);
    const onclick = () => act('cancel-fault', fault);
    const cancel = h(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': `取消：${text}`, onclick },
      '取消',
    );
    return h('li', {}, h('span', {}, text), cancel);
  }

  async function refresh() {
    asked += 1;
    const mine = asked;
    const faults = await get('faults');
    if (mine !== asked) return;
    changed(faults.length);
    clear.hidden = faults.length === 0;
    const key = JSON.stringify(faults);
    // A list that is drawn again for nothing would lose the focus.
    if (key === shown) return;
    shown = key;
    const none = h('li', { class: 'faint' }, '还没有加。次数从加上的时候数起，用完自己消失。');
    list.replaceChildren(...(faults.length > 0 ? faults.map(row) : [none]));
  }

  return { node: h('div', {}, createForm(add), list, h('div', { class: 'buttons' }, clear)), add, refresh };
}
