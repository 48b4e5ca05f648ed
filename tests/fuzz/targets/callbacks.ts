/** @module Callbacks, menus, other messages: the buttons that stand on a real card, clicked with what nobody filled in. */
import type { Card } from '../../../src/feishu/card.ts';
import { parseClick, parseEnter, parseMenu, parseMessage } from '../../../src/feishu/inbound.ts';
import { clickEvent, enterEvent, menuEvent, messageEvent } from '../events.ts';
import type { Target } from '../fuzz.ts';
import { mutateJson, mutateText } from '../mutate.ts';
import type { Random } from '../random.ts';
import { cardOf, newTalk, STORY, type Talk, take } from '../talk.ts';

interface Found {
  readonly buttons: { readonly name?: string; readonly value?: unknown }[];
  readonly inputs: { readonly name: string; readonly options: readonly string[] }[];
}

/** Buttons and fields of a card, wherever they stand in it. */
function look(node: unknown, found: Found): Found {
  if (node === null || typeof node !== 'object') return found;
  const element = node as Readonly<Record<string, unknown>>;
  const { tag, name } = element;
  if (tag === 'button') {
    const [first] = Array.isArray(element['behaviors'])
      ? (element['behaviors'] as { value?: unknown }[])
      : [];
    found.buttons.push({ ...(typeof name === 'string' ? { name } : {}), value: first?.value });
  } else if (typeof name === 'string' && tag !== 'form') {
    const options = Array.isArray(element['options']) ? (element['options'] as { value: string }[]) : [];
    found.inputs.push({ name, options: options.map(({ value }) => value) });
  }
  for (const inner of Object.values(element)) look(inner, found);
  return found;
}

const VALUES = [
  '12',
  '0',
  '没有',
  '十二次',
  '一百万元',
  '100%',
  '3月8日',
  '是',
  '张敏',
  '稍后补',
  '一是甲；二是乙',
  '',
];

function clickOn(random: Random, card: Card): unknown {
  const { buttons, inputs } = look(card, { buttons: [], inputs: [] });
  if (buttons.length === 0) return clickEvent({ value: {} });
  const { name, value } = random.pick(buttons);
  const filled = inputs
    .filter(() => random.chance(0.7))
    .map((input) => {
      const chosen = random.pick(input.options.length > 0 ? input.options : VALUES);
      return [input.name, random.chance(0.3) ? mutateText(random, chosen, VALUES) : chosen];
    });
  const form = inputs.length === 0 ? {} : { form_value: Object.fromEntries(filled) };
  const named = random.chance(0.3);
  return clickEvent({ ...(named ? {} : { value }), ...(name === undefined ? {} : { name }), ...form });
}

const other = (random: Random) => {
  const content = {
    file_key: 'file_1',
    file_name: mutateText(random, random.pick(['稿.docx', '台账.xlsx', 'a.csv'])),
  };
  return messageEvent(random.pick(['file', 'image', 'sticker', 'audio', 'post']), content);
};

export function callbacksTarget(): Target {
  let talk: Talk | undefined;
  let card: Card | undefined;
  return {
    name: 'callbacks',
    share: 26,
    story: STORY,
    input: async (random, number) => {
      if (talk === undefined || number % STORY === 0) {
        talk = newTalk(random);
        card = undefined;
      }
      card = card === undefined || random.chance(0.25) ? (cardOf(talk) ?? card) : card;
      const mutated = (event: unknown): unknown => (random.chance(0.5) ? mutateJson(random, event) : event);
      const which = random.next();
      const parsed =
        which < 0.9
          ? parseClick(mutated(clickOn(random, card ?? {})))
          : which < 0.94
            ? parseMessage(mutated(other(random)))
            : which < 0.97
              ? parseMenu(mutated(menuEvent(mutateText(random, 'progress'))))
              : parseEnter(mutated(enterEvent()));
      if ('envelope' in parsed) await take(talk, parsed.envelope.inbound, random.chance(0.1));
    },
  };
}
