/** @module Numbers as people type them: Arabic, full-width, Chinese (plain and formal), mixed (3万5千). */

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  俩: 2,
  仨: 3,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const GROUPS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

const CHINESE = '零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨十拾百佰千仟万亿';

/** One number at the start of a string; sticky, so that a reader can walk with it. */
export const NUMBER = new RegExp(
  `[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?:[${CHINESE}]*[十百千万亿])?|[${CHINESE}]+(?:点[${CHINESE}]+)?`,
  'y',
);

/** Full-width letters, digits and signs to ASCII, one character for one, so that positions stay. */
export function narrow(text: string): string {
  return WIDE.test(text)
    ? text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    : text;
}
const WIDE = /[！-～]/;

/** The value of a string that is a number from its first to its last character; else undefined. */
export function readNumber(words: string): number | undefined {
  const text = narrow(words).replaceAll(',', '');
  if (text === '') return undefined;
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(text)) return Number(text);
  const [whole = '', fraction, ...more] = text.split('点');
  if (more.length > 0) return undefined;
  if (fraction === undefined) return readWhole(whole);
  const digits = [...fraction].map((sign) => DIGITS[sign]);
  const base = readWhole(whole);
  if (base === undefined || digits.length === 0 || digits.includes(undefined)) return undefined;
  return Number(`${base}.${digits.join('')}`);
}

function readWhole(text: string): number | undefined {
  const parts = text.match(/[0-9]+(?:\.[0-9]+)?|[^0-9]/g);
  if (parts === null) return undefined;
  return parts.every((part) => part in DIGITS) ? readPositional(parts) : readWithUnits(parts);
}

/** 二〇二六: digit after digit. Two bare digits such as 七八 mean "seven or eight" and are no number. */
function readPositional(parts: readonly string[]): number | undefined {
  const digits = parts.map((part) => DIGITS[part] ?? 0);
  if (digits.length === 1) return digits[0];
  const positional = digits.length >= 4 || parts.some((part) => part === '〇' || part === '零');
  return positional && digits.length <= 8 ? Number(digits.join('')) : undefined;
}

/** 一千二百零三, 3万5千, 十二, 一百五 (= 150). Units must fall inside a group of 万 or 亿. */
function readWithUnits(parts: readonly string[]): number | undefined {
  let total = 0;
  let group = 0;
  let digit: number | undefined;
  let lastUnit = Number.POSITIVE_INFINITY;
  let lastGroup = Number.POSITIVE_INFINITY;
  let zero = false;
  for (const part of parts) {
    const figure = part in DIGITS ? DIGITS[part] : /^[0-9]/.test(part) ? Number(part) : undefined;
    if (figure !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      zero ||= figure === 0;
      digit = figure;
    } else if (part in UNITS) {
      const unit = UNITS[part] ?? 0;
      // 二千零十五 leaves the 一 out; 〇十 is nothing.
      if (unit >= lastUnit || (digit === 0 && group + total === 0)) return undefined;
      group += (digit === undefined || digit === 0 ? 1 : digit) * unit;
      digit = undefined;
      lastUnit = unit;
      zero = false;
    } else if (part in GROUPS) {
      const size = GROUPS[part] ?? 0;
      if (size >= lastGroup || (group === 0 && digit === undefined)) return undefined;
      total += (group + (digit ?? 0)) * size;
      group = 0;
      digit = undefined;
      lastUnit = Number.POSITIVE_INFINITY;
      lastGroup = size;
      zero = false;
    } else return undefined;
  }
  // 一百五 is 150 and 三万五 is 35,000, but 一百零五 is 105.
  const tail = digit ?? 0;
  const short = !zero && tail > 0 && tail < 10;
  if (short && lastUnit !== Number.POSITIVE_INFINITY && lastUnit > 10)
    return total + group + (tail * lastUnit) / 10;
  if (short && lastUnit === Number.POSITIVE_INFINITY && total > 0) return total + (tail * lastGroup) / 10;
  return total + group + tail;
}
