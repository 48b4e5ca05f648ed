/** @module A card as she sees it: what it says, what can be filled in, what can be pressed. */
import { elementsOf, labelOf } from '../../src/emulator/card/elements.ts';
import type { MessageView } from '../../src/emulator/index.ts';

export interface Seen {
  readonly messageId: string;
  readonly text: string;
  /** Fact and label of each field. */
  readonly fields: readonly { readonly fact: string; readonly label: string }[];
  readonly buttons: readonly string[];
}

/** The newest card in her chat; undefined before there is one. */
export function newestCard(chat: readonly MessageView[]): Seen | undefined {
  const card = chat.findLast(({ from, type }) => from === 'bot' && type === 'interactive');
  return card && seen(card);
}

function seen(message: MessageView): Seen {
  const elements = elementsOf({ ...message.content }).map(({ element }) => element);
  const fields = elements.flatMap((element) => {
    const { tag, name, label } = element;
    if ((tag !== 'input' && tag !== 'select_static') || typeof name !== 'string') return [];
    return [{ fact: name, label: contentOf(label).replace(/（[^）]*）$/, '') }];
  });
  const buttons = elements.filter(({ tag }) => tag === 'button').map(labelOf);
  return { messageId: message.messageId, text: message.text, fields, buttons };
}

const contentOf = (label: unknown): string =>
  label !== null && typeof label === 'object' && 'content' in label ? String(label.content) : '';
