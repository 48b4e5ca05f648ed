/** Building elements. Text is only ever set as text, so nothing a person or the bot wrote can become markup. */

/** `class`, `on<event>`, boolean and other attributes; children that are false or absent are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(
    ...children.flat(9).filter((child) => child !== undefined && child !== null && child !== false),
  );
  return node;
}

let counter = 0;

/** An id that no other element has, to tie a label to its field. */
export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

export const $ = (id) => document.getElementById(id);
