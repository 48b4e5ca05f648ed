/** What may happen to anybody: somebody else clicks, a message comes twice or late. Each for one chat. */
import { freshId, h } from './dom.js';

const LATE_MS = 5000;

function box(label, title) {
  const id = freshId('trial');
  const control = h('input', { type: 'checkbox', id });
  return { control, node: h('div', { class: 'switch', title }, control, h('label', { for: id }, label)) };
}

/** `others`: the names of everybody else. The result: who clicks ('' = the person herself), how the next message goes. */
export function createTrials(details, others) {
  const id = freshId('trial');
  const actor = h(
    'select',
    { id },
    h('option', { value: '' }, '本人'),
    others.map((name) => h('option', { value: name }, name)),
  );
  const twice = box('下一句送两遍', '像飞书重推一样，同一条消息推给机器人两次');
  const late = box(`下一句晚 ${LATE_MS / 1000} 秒送到`, '聊天里马上看得到，机器人晚些才收到');
  details
    .querySelector('.trials-body')
    .append(
      h('div', { class: 'switch' }, h('label', { for: id }, '换个人点：卡片上的按钮由'), actor, '来点'),
      twice.node,
      late.node,
    );
  const mark = () => {
    const on = actor.value !== '' || twice.control.checked || late.control.checked;
    details.classList.toggle('on', on);
  };
  for (const control of [actor, twice.control, late.control]) control.addEventListener('change', mark);
  const shut = (refocus) => {
    details.open = false;
    if (refocus) details.querySelector('summary').focus();
  };
  details.addEventListener('keydown', (event) => event.key === 'Escape' && shut(true));
  document.addEventListener('pointerdown', (event) => details.contains(event.target) || shut(false));
  return {
    actor: () => actor.value,
    /** Holds for one message. */
    how() {
      const how = {
        ...(twice.control.checked ? { times: 2 } : {}),
        ...(late.control.checked ? { delayMs: LATE_MS } : {}),
      };
      twice.control.checked = false;
      late.control.checked = false;
      mark();
      return how;
    },
  };
}
