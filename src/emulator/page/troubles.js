/** The panel of what can go wrong: the open API call by call, the long connection, the events, the limits. */
import { post } from './api.js';
import { toast } from './dialog.js';
import { freshId, h } from './dom.js';
import { BUSY } from './fault-kinds.js';
import { createFaults } from './faults.js';
import { createSwitches, EVENTS, LIMITS, LINK } from './switches.js';

const button = (label, act, done) =>
  h(
    'button',
    {
      type: 'button',
      onclick: () =>
        act().then(
          () => done && toast(done),
          (error) => toast(error.message, 'error'),
        ),
    },
    label,
  );

/** Buttons that break the connections that are open now. */
function breakers() {
  const id = freshId('one');
  const one = h('input', { type: 'checkbox', id });
  const breaker = (label, how, done) => button(label, () => post('disturb', { how, one: one.checked }), done);
  return [
    h(
      'div',
      { class: 'buttons' },
      breaker('关掉长连接', 'close', '长连接关掉了'),
      breaker('掐断长连接', 'terminate', '长连接掐断了'),
      breaker('长连接假死', 'half-open', '长连接还在，只是不再出声'),
    ),
    h('div', { class: 'switch' }, one, h('label', { for: id }, '有几条时只动其中一条')),
  ];
}

const part = (title, ...children) =>
  h('div', { role: 'group', 'aria-label': title }, h('h4', {}, title), children);

/** The result: `node`, `refresh()`. */
export function createTroubles() {
  const summary = h('summary', {}, '故障');
  const faults = createFaults((count) => {
    summary.textContent = count === 0 ? '故障' : `故障（已加 ${count} 项）`;
  });
  const switches = createSwitches([LINK, EVENTS, LIMITS]);
  const [link, events, limits] = switches.nodes;
  const node = h(
    'details',
    { class: 'troubles' },
    summary,
    part('接口出错', faults.node),
    part(
      '长连接',
      breakers(),
      h(
        'div',
        { class: 'buttons' },
        button('下次连接说系统忙', () => faults.add(BUSY)),
      ),
      link,
    ),
    part('事件', events),
    part(
      '限额和令牌',
      limits,
      h(
        'div',
        { class: 'buttons' },
        button('令牌作废', () => post('revoke-tokens'), '现有的令牌都作废了'),
      ),
    ),
  );
  return { node, refresh: () => Promise.all([faults.refresh(), switches.refresh()]) };
}
