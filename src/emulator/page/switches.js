/** What can be turned while it runs, as tables: how it reads in the settings, and what a new value changes. */
import { get, post } from './api.js';
import { toast } from './dialog.js';
import { freshId, h } from './dom.js';
import { numberField } from './number.js';

const onOff = (label, name) => ({ label, read: (now) => now[name], part: (value) => ({ [name]: value }) });
const number = (label, name, bounds) => ({ ...onOff(label, name), bounds });

/** A chance among those of `unrest`, shown in per cent. */
const chance = (label, name) => ({
  label: `${label}（%）`,
  bounds: { min: 0, max: 100 },
  read: ({ unrest }) => Math.round(unrest[name] * 100),
  part: (value, { unrest }) => ({ unrest: { ...unrest, [name]: value / 100 } }),
});

export const LINK = [
  onOff('拒绝新的长连接', 'refuseUpgrade'),
  onOff('握手时一直不出声', 'hangHandshake'),
  {
    label: '只许客户端重连一次',
    read: ({ clientConfig }) => clientConfig.ReconnectCount === 1,
    part: (value, { clientConfig }) => ({
      clientConfig: { ...clientConfig, ReconnectCount: value ? 1 : -1 },
    }),
  },
  {
    label: '卡片回调用 card 帧（SDK 会丢掉）',
    read: ({ callbackFrame }) => callbackFrame === 'card',
    part: (value) => ({ callbackFrame: value ? 'card' : 'event' }),
  },
  number('最多几条长连接', 'connectionLimit', { min: 0, max: 50 }),
  number('每次推送切成几片', 'fragments', { min: 1, max: 20 }),
  onOff('先送最后一片', 'fragmentsReversed'),
];

export const EVENTS = [
  onOff('重复推送：每个事件推两次', 'duplicateEvents'),
  chance('确认过的再推一遍', 'duplicate'),
  chance('同一条消息换个事件号再推', 'secondId'),
  chance('晚到，被后面的超过', 'late'),
  {
    label: '最多晚几毫秒',
    bounds: { min: 0, max: 600_000 },
    read: ({ unrest }) => unrest.lateMs,
    part: (value, { unrest }) => ({ unrest: { ...unrest, lateMs: value } }),
  },
  chance('确认在路上丢了', 'lostAck'),
  number('每次推送先等几毫秒', 'pushDelayMs', { min: 0, max: 600_000 }),
];

export const LIMITS = [
  onOff('限速：每个会话每秒 5 条，应用每秒 50 次、每分钟 1000 次', 'rateLimit'),
  number('本月还能调用几次（空着：不限）', 'quotaLeft', { min: 0, max: 10_000_000, empty: -1 }),
  onOff('卡片一律拒收', 'refuseCards'),
  onOff('应用停用：换不到令牌', 'appDisabled'),
  number('令牌有效几秒', 'tokenSeconds', { min: 1, max: 7200 }),
];

function box({ label }) {
  const id = freshId('switch');
  const control = h('input', { type: 'checkbox', id });
  return {
    control,
    node: h('div', { class: 'switch' }, control, h('label', { for: id }, label)),
    read: () => control.checked,
    show: (value) => {
      control.checked = value;
    },
  };
}

/** `change` of a function that makes the new part from the settings as they are. The result: `node`, `show(settings)`. */
function createSwitch(row, change) {
  const field = row.bounds ? numberField({ label: row.label, ...row.bounds }) : box(row);
  field.control.addEventListener('change', () => {
    const value = field.read();
    if (value !== undefined)
      change((now) => row.part(value, now)).catch((error) => toast(error.message, 'error'));
  });
  return {
    node: field.node,
    // What is being typed is left alone.
    show: (now) =>
      field.control === document.activeElement && row.bounds ? undefined : field.show(row.read(now)),
  };
}

/** The switches of all tables. The result: `nodes`, a list for each table, and `refresh()`. */
export function createSwitches(tables) {
  let queue = Promise.resolve();
  let changes = 0;
  let made = 0;
  const switches = tables.map((rows) => rows.map((row) => createSwitch(row, change)));

  /** One change after the other, since each is made from what the one before left. */
  function change(partOf) {
    changes += 1;
    const done = queue.then(async () => post('settings', partOf(await get('settings'))));
    queue = done
      .catch(() => undefined)
      .then(() => {
        made += 1;
        return refresh().catch(() => undefined);
      });
    return done;
  }

  /** What was asked before a change, or during one, would set the switch back for a moment. */
  async function refresh() {
    const before = changes;
    const settings = await get('settings');
    if (made === changes && before === changes) for (const one of switches.flat()) one.show(settings);
  }

  return { nodes: switches.map((list) => list.map(({ node }) => node)), refresh };
}
