/** @module Words that change one row of a list: 「第2条改成…」「删掉第3条」「把第2条挪到第1条」「再加一条：…」. */
import { narrow, readNumber } from './numerals.ts';

/** The last row, however many there are. */
export const LAST = -1;

/** Rows from 1. `list`: what the list was called, empty when it was not. */
export type RowWish = { readonly list: string } & (
  | { readonly wish: 'change'; readonly row: number; readonly field: string; readonly words: string }
  | { readonly wish: 'delete'; readonly row: number }
  | { readonly wish: 'open'; readonly row: number }
  | { readonly wish: 'move'; readonly row: number; readonly to: number }
  /** The one before or behind it takes its place. */
  | { readonly wish: 'shift'; readonly row: number; readonly by: -1 | 1 }
  | { readonly wish: 'swap'; readonly row: number; readonly with: number }
  | { readonly wish: 'add'; readonly words: string }
);

const at = (name: string): string =>
  `(?:第\\s*(?<${name}>[0-9一二两三四五六七八九十]{1,3})\\s*[条行项个点]|(?<${name}Last>最后[面边]?(?:那|的)?(?:一[条行项个点]|[条行项个点])))`;
const LIST = '(?:请|麻烦|帮我)?(?:把|将)?(?<list>[^，,。；;：:\\n]{0,20}?)(?:里面?|当?中)?的?';
const GONE = '删掉|删除|删去|删了|去掉|拿掉|划掉|取消';
const END = '(?:了|吧|一下)*';
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}${END}$`, 's');

const CHANGE = whole(
  `${LIST}${at('row')}的?(?<field>[^，,。；;：:\\n]{0,12}?)\\s*(?:改成|改为|换成|换为|更正为|应该是|应为)\\s*[：:，,]?\\s*(?<words>.+?)`,
);
const DELETE = whole(
  `${LIST}(?:${GONE}|不要)(?<inside>[^，,。；;：:\\n]{0,20}?)(?:里面?|当?中)?的?${at('row')}`,
);
const DELETED = whole(`${LIST}${at('row')}(?:${GONE}|不要|不写|删)`);
const OPEN = whole(
  `(?:请|麻烦|帮我)?(?:改|修改|改一下|编辑)(?<list>[^，,。；;：:\\n]{0,20}?)的?${at('row')}`,
);
const MOVE = whole(
  `${LIST}${at('row')}(?:挪|移动?|调整?|放|排|提)(?:到|至|在)?${at('to')}(?:的?(?<side>前|后)面?)?`,
);
const END_OF = whole(
  `${LIST}${at('row')}(?:挪|移动?|调整?|放|排|提)(?:到|至|在)?(?<where>最?前面?|第一位?|最?后面?|末尾)`,
);
const SHIFT = whole(`${LIST}${at('row')}(?:往|向)?(?<way>上|下|前|后)(?:移|挪|调)(?:一[条行位])?`);
const SWAP = whole(
  `${LIST}${at('row')}(?:和|与|跟|同)${at('to')}(?:对调|互换|调换|交换|换)(?:一下|位置|顺序|个位置)?`,
);
const ADD = new RegExp(
  `^${LIST}(?:再|另外?|还)?(?:要)?(?:加|补|添|增|增加|补充|添加)(?:上|充)?一[条行项](?:[：:，,\\s]+(?<words>.*)|(?=[“《「])(?<quoted>.*))?$`,
  's',
);
const LONGEST = 1000;

type Groups = Readonly<Record<string, string | undefined>>;

/** Undefined: the message is about something else. */
export function rowWishOf(text: string): RowWish | undefined {
  if (text.length > LONGEST || !/[条行项个点]/.test(text)) return undefined;
  const said = text.replace(/[。.！!～~\s]+$/, '');
  // Names and figures are found in narrow letters; what is to be written stays as typed.
  const plain = narrow(said).replace(/\s+(?=第|[0-9])/g, '');
  const find = (pattern: RegExp): Groups | undefined => pattern.exec(plain)?.groups;
  const swap = find(SWAP);
  if (swap !== undefined)
    return { ...list(swap), wish: 'swap', row: row(swap, 'row'), with: row(swap, 'to') };
  const move = find(MOVE);
  if (move !== undefined) return moved(move);
  const end = find(END_OF);
  if (end !== undefined) {
    return {
      ...list(end),
      wish: 'move',
      row: row(end, 'row'),
      to: /前|一/.test(end['where'] ?? '') ? 1 : LAST,
    };
  }
  const shift = find(SHIFT);
  if (shift !== undefined) {
    return {
      ...list(shift),
      wish: 'shift',
      row: row(shift, 'row'),
      by: /上|前/.test(shift['way'] ?? '') ? -1 : 1,
    };
  }
  const gone = find(DELETE) ?? find(DELETED);
  if (gone !== undefined) {
    return { list: (gone['list'] ?? '') || (gone['inside'] ?? ''), wish: 'delete', row: row(gone, 'row') };
  }
  const changed = CHANGE.exec(said)?.groups;
  if (changed !== undefined) {
    const { field = '', words = '' } = changed;
    return { ...list(changed), wish: 'change', row: row(changed, 'row'), field, words };
  }
  const open = find(OPEN);
  if (open !== undefined) return { ...list(open), wish: 'open', row: row(open, 'row') };
  const added = ADD.exec(said)?.groups;
  return added === undefined
    ? undefined
    : { ...list(added), wish: 'add', words: added['words'] ?? added['quoted'] ?? '' };
}

/** 「挪到第1条」「挪到第3条后面」: where it stands afterwards, counted without it. */
function moved(groups: Groups): RowWish {
  const [from, to] = [row(groups, 'row'), row(groups, 'to')];
  const side = groups['side'];
  const behind = side === '后' && to !== LAST ? 1 : 0;
  // Taken out from before that place, everything there moves up.
  const up = side !== undefined && from !== LAST && to !== LAST && from < to ? 1 : 0;
  return { ...list(groups), wish: 'move', row: from, to: to === LAST ? LAST : to + behind - up };
}

const list = (groups: Groups): { readonly list: string } => ({ list: groups['list'] ?? '' });

function row(groups: Groups, name: string): number {
  if (groups[`${name}Last`] !== undefined) return LAST;
  return readNumber(groups[name] ?? '') ?? Number.NaN;
}
