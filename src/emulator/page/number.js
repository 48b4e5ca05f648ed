/** A labelled field for a whole number within bounds. */
import { toast } from './dialog.js';
import { freshId, h } from './dom.js';

/**
 * `empty`: the number that an empty field stands for; without it the field must be filled.
 * The result: `read()` gives the number, or says what is wrong and gives undefined; `show(number)`.
 */
export function numberField({ label, min, max, empty, list }) {
  const id = freshId('number');
  const control = h('input', { id, inputmode: 'numeric', autocomplete: 'off', list });
  const node = h('div', { class: 'switch number' }, h('label', { for: id }, label), control);
  const mark = (wrong) => control.setAttribute('aria-invalid', String(wrong));
  control.addEventListener('input', () => mark(false));
  return {
    node,
    control,
    read() {
      const text = control.value.normalize('NFKC').trim();
      if (text === '' && empty !== undefined) return empty;
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (value >= min && value <= max) return value;
      mark(true);
      toast(`「${label}」请填 ${min} 到 ${max} 的整数${empty === undefined ? '' : '，或者空着'}`, 'error');
      return undefined;
    },
    show(value) {
      mark(false);
      control.value = value === empty ? '' : String(value);
    },
  };
}
