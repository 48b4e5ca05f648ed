/** @module Buttons of a card. Every button has a name, and a value that says the same (op-code.ts). */
import type { Action } from '../flow/screen.ts';
import type { Element, Json } from './card-lines.ts';
import { plain } from './card-lines.ts';
import { clip } from './escape.ts';
import { carriedBy, nameOf } from './op-code.ts';

/** The platform allows 100 characters; a phone shows far fewer. */
const LABEL_LIMIT = 60;
const CONFIRM_LIMIT = 300;

/** Hands out names that are unique in one card. */
export interface Namer {
  button(action: Action): { readonly name: string; readonly value: Json };
  field(fact: string): string;
  form(): string;
}

export function createNamer(report: string, version: number): Namer {
  const used = new Set<string>();
  const free = (make: (ordinal: number) => string): string => {
    let ordinal = 0;
    while (used.has(make(ordinal))) ordinal += 1;
    used.add(make(ordinal));
    return make(ordinal);
  };
  return {
    button: ({ op }) => ({
      name: free((ordinal) => nameOf({ report, version, op }, ordinal)),
      value: JSON.parse(JSON.stringify(carriedBy({ report, version, op }))),
    }),
    // A fact's name never contains a dot, a button's always does.
    field: (fact) => free((ordinal) => (ordinal === 0 ? fact : `${fact}.${ordinal}`)),
    form: () => free((ordinal) => `form.${ordinal}`),
  };
}

/** One row that wraps, what is to be done first in front. */
export function buttonRow(actions: readonly Action[], namer: Namer, inForm: boolean): Element[] {
  if (actions.length === 0) return [];
  const ordered = [...actions].sort((a, b) => rank(a) - rank(b));
  return [
    {
      tag: 'column_set',
      flex_mode: 'flow',
      horizontal_spacing: '8px',
      columns: ordered.map((action) => ({
        tag: 'column',
        width: 'auto',
        elements: [button(action, namer, inForm)],
      })),
    },
  ];
}

const rank = (action: Action): number => (action.style === 'primary' ? 0 : action.style === 'link' ? 2 : 1);

const TYPES = { primary: 'primary_filled', danger: 'danger', link: 'text' } as const;

function button(action: Action, namer: Namer, inForm: boolean): Element {
  const { name, value } = namer.button(action);
  return {
    tag: 'button',
    name,
    text: plain(clip(action.label, LABEL_LIMIT) || '…'),
    type: action.style ? TYPES[action.style] : 'default',
    // Every button of a form submits it: what was typed comes along, whichever button was clicked.
    ...(inForm ? { form_action_type: 'submit' } : {}),
    behaviors: [{ type: 'callback', value }],
    ...(action.confirm
      ? {
          confirm: {
            title: plain(clip(action.confirm.title, LABEL_LIMIT)),
            text: plain(clip(action.confirm.text, CONFIRM_LIMIT)),
          },
        }
      : {}),
  };
}
