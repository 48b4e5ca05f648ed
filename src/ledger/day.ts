/** @module The day of a row: 2026-03-08, 2026/3/8, 2026.3.8, 2026年3月8日, 3月8日, 3.8, and the day numbers of spreadsheets. */

const pad = (n: number): string => String(n).padStart(2, '0');

export function dayOf(cell: string, year: number): string | undefined {
  const text = cell.replace(/\s/g, '').normalize('NFKC');
  const full = /(?<![\d.])(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})(?!\d)/.exec(text);
  if (full !== null) return real(Number(full[1]), Number(full[2]), Number(full[3]));
  const compact = /^(20\d\d)(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return real(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const short = /^(\d{1,2})(?:月(\d{1,2})[日号]?|[./-](\d{1,2})日?)/.exec(text);
  if (short !== null) return real(year, Number(short[1]), Number(short[2] ?? short[3]));
  return serial(text);
}

/** Days since the end of 1899, as a cell holds a day that is not formatted as one; only of this century. */
function serial(text: string): string | undefined {
  const days = /^\d{5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(days >= 43_000 && days <= 60_000)) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

function real(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return undefined;
  return `${year}-${pad(month)}-${pad(day)}`;
}

const FIGURES = '一二三四五六七八九十';

/** 「3月」「三月份」「2026年3月」「2026-03」 of this year. */
export function monthIn(cell: string, year: number): number | undefined {
  const text = cell.replace(/\s/g, '').normalize('NFKC');
  const [, named, month = ''] =
    /^(?:(20\d\d)[-./年])?(\d{1,2}|十[一二]?|[一二三四五六七八九])(?:月份?)?(?:-\d\d)?$/.exec(text) ?? [];
  if (month === '' || (named !== undefined && Number(named) !== year)) return undefined;
  const n = /\d/.test(month)
    ? Number(month)
    : month.length === 2
      ? 10 + FIGURES.indexOf(month.charAt(1)) + 1
      : FIGURES.indexOf(month) + 1;
  return n >= 1 && n <= 12 ? n : undefined;
}
