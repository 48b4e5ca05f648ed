/** Dialogs and toasts. */
import { $, h } from './dom.js';

const TOAST_MS = 3500;

export function toast(content, type = 'info') {
  const node = h('div', { class: `toast toast-${type}` }, content);
  $('toasts').append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

/** A modal with the nodes in it; closes by its button, Escape, or a click beside it. */
export function openDialog(title, className, ...children) {
  const close = h('button', { type: 'button', class: 'close', 'aria-label': '关闭' }, '×');
  const dialog = h(
    'dialog',
    { class: className, 'aria-label': title },
    h('header', {}, h('h2', {}, title), close),
    children,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks; resolves with true when the person agrees. */
export function ask(title, text) {
  return new Promise((resolve) => {
    let agreed = false;
    const yes = h('button', { type: 'button', class: 'primary' }, '确定');
    const no = h('button', { type: 'button' }, '取消');
    const dialog = openDialog(title, 'ask', h('p', {}, text), h('footer', {}, no, yes));
    yes.addEventListener('click', () => {
      agreed = true;
      dialog.close();
    });
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => resolve(agreed));
    yes.focus();
  });
}
