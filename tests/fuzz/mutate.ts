/** @module Valid samples made wrong: texts, JSON, bytes. */
import type { Random } from './random.ts';

/** What breaks parsers, markup, files and logs, and what people really paste. */
const NASTY: readonly string[] = [
  ...['\u0000', '\u0001', '\u0002', '\u001b[31m', '\ufffe', '\uffff', '\ud800', '\udc00', '\u202e', '\u200b'],
  ...['\r\n', '\n', '\t', '\u2028', '\u0085', '　', '\\', '"', "'", '`', '<', '>', '&', '{', '}', '%'],
  ...['<at id=all></at>', '<at user_id="all">x</at>', '[a](http://x)', '**', '~~', '| a | b |', '&#60;'],
  ...['{{constructor}}', '{{#with x}}', '{{{x}}}', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...[']]>', '</w:t>', '<!ENTITY x "y">', '<!DOCTYPE a>', '=1+1', '+cmd', '@SUM(A1)', '../../etc', '%00'],
  ...[
    '一',
    '十',
    '百',
    '千',
    '万',
    '亿',
    '零',
    '两',
    '半',
    '、',
    '，',
    '。',
    '；',
    '：',
    '—',
    '～',
    '第',
    '余',
  ],
  ...['一是', '二是', '次', '元', '%', '％', '年', '月', '日', '至', '到', '截至', '没有', '稍后补', '跳过'],
  ...['0', '-1', '1e308', '99999999999999999999', '0x10', '１２', '①', 'NaN', 'Infinity', 'null', 'true'],
  ...['（', '）', '(', ')', '「', '」', '“', '”', '《', '》', '【', '】', '👩‍👩‍👧', '𠮷', 'é', 'ﷺ'],
];

const LONGEST = 20_000;

/** One to six changes. */
export function mutateText(random: Random, sample: string, others: readonly string[] = []): string {
  let text = sample;
  const changes = 1 + random.int(6);
  for (let n = 0; n < changes; n += 1) text = changeText(random, text, others);
  return text.slice(0, LONGEST);
}

function changeText(random: Random, text: string, others: readonly string[]): string {
  const from = random.int(text.length + 1);
  const to = Math.min(text.length, from + random.int(12));
  const part = text.slice(from, to);
  switch (random.int(8)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + part + text.slice(to);
    case 2:
    case 3:
      return text.slice(0, from) + random.pick(NASTY) + text.slice(from);
    case 4:
      return text.slice(0, from) + String.fromCharCode(random.int(0x10000)) + text.slice(from + 1);
    case 5:
      return text.slice(0, from) + (part || random.pick(NASTY)).repeat(random.int(40)) + text.slice(to);
    case 6: {
      const other = others.length === 0 ? text : random.pick(others);
      return text.slice(0, from) + other.slice(random.int(other.length + 1));
    }
    default:
      return random.chance(0.2) ? text.slice(0, from) : text.slice(0, from) + text.slice(to) + part;
  }
}

const ODD: readonly unknown[] = [
  ...[null, '', 0, -1, 1.5, 1e21, true, false, [], {}, [[]], [null], '0', ' ', '一', 9_007_199_254_740_991],
  ...[{ __proto__: null, constructor: 1 }, 'x'.repeat(3000), Array.from({ length: 200 }, () => 'x')],
];
/** JSON.parse makes these own keys, as a request's body would. */
const KEYS = ['__proto__', 'constructor', 'toString', '', 'length', 'facts', 'value', '0', 'a.b', '\u0000'];

/** A deep copy with one to four changes somewhere in it. */
export function mutateJson(random: Random, sample: unknown): unknown {
  let changed: unknown = structuredClone(sample);
  const changes = 1 + random.int(4);
  for (let n = 0; n < changes; n += 1) changed = changeJson(random, changed);
  return changed;
}

function changeJson(random: Random, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || random.chance(0.04)) return odd(random, value);
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.06)) return withKey(random, value);
  const key = random.pick(keys);
  if (Array.isArray(value)) {
    const at = Number(key);
    if (random.chance(0.1)) return [...value.slice(0, at), ...value.slice(at + 1)];
    if (random.chance(0.1)) return [...value, ...value.slice(0, 50)];
    return value.map((item: unknown, index) => (index === at ? changeJson(random, item) : item));
  }
  const entries = Object.entries(value as Record<string, unknown>);
  if (random.chance(0.1)) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? changeJson(random, inner) : inner]),
  );
}

function odd(random: Random, value: unknown): unknown {
  if (typeof value === 'string' && random.chance(0.7)) return mutateText(random, value);
  if (typeof value === 'number' && random.chance(0.5)) return value + random.pick([1, -1, 0.5, 1e9, -value]);
  return random.pick(ODD);
}

function withKey(random: Random, value: object): unknown {
  if (Array.isArray(value)) return [...value, random.pick(ODD)];
  const added = `{${JSON.stringify(random.pick(KEYS))}:${JSON.stringify(random.pick(ODD))}}`;
  return Object.assign(Object.create(null), value, JSON.parse(added));
}

export function mutateBytes(random: Random, sample: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(sample);
  const changes = 1 + random.int(8);
  for (let n = 0; n < changes && bytes.length > 0; n += 1) bytes[random.int(bytes.length)] = random.int(256);
  if (random.chance(0.15)) return bytes.slice(0, random.int(bytes.length + 1));
  if (random.chance(0.1)) {
    const from = random.int(bytes.length);
    return Uint8Array.from([...bytes.slice(0, from), ...bytes.slice(random.int(bytes.length))]);
  }
  return bytes;
}
