/** @module Chinese ordinals for headings and items. */

const FIGURES = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 … 99 as 一 … 九十九. */
export function chinese(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  const front = tens === 0 ? '' : `${tens === 1 ? '' : FIGURES[tens]}十`;
  return front + (ones === 0 && tens > 0 ? '' : FIGURES[ones]);
}
