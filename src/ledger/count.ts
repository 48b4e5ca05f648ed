/**
 * @module Counts a ledger of meetings by kind and month. A row is one meeting: its day, its kind, perhaps a topic; or a
 * row is a month and its columns are kinds. What cannot be read is told, never guessed.
 */
import type { LedgerCount, LedgerLeft, LedgerProposal } from '../flow/ledger-types.ts';
import { dayOf, monthIn } from './day.ts';
import type { Table } from './table.ts';

/** A fact that meetings are counted for, and everything it is called. */
export interface LedgerKind {
  readonly fact: string;
  readonly names: readonly string[];
}

export interface LedgerYear {
  readonly year: number;
  /** yyyy-MM-dd; what is later is planned, not done. */
  readonly today: string;
}

interface Meeting {
  readonly fact: string;
  readonly day?: string;
  readonly month: number;
  readonly times: number;
}
type Row = { readonly meetings: readonly Meeting[] } | Omit<LedgerLeft, 'row' | 'words'> | undefined;

const DAY_HEAD = /日期|时间|年月日|召开日|开展日|^月份?$/;
/** A column of kinds: what stands in it is the kind, known or not. */
const KIND_HEAD = /类型|类别|种类|分类|形式|三会一课/;
/** A column that may name the kind, or only the occasion. */
const NAME_HEAD = /名称|项目|会议/;

/** `isKnown`: a row that was counted before, in another piece of the same table. */
export function countLedger(
  tables: readonly Table[],
  kinds: readonly LedgerKind[],
  year: LedgerYear,
  isKnown: (row: readonly string[]) => boolean = () => false,
): LedgerProposal {
  const meetings: Meeting[] = [];
  const left: LedgerLeft[] = [];
  const seen = new Set<string>();
  for (const table of tables) {
    const read = readerOf(table, kinds, year);
    if (read === undefined) continue;
    table.rows.forEach((row, index) => {
      if (index < read.from) return;
      const words = row
        .filter((cell) => cell !== '')
        .join(' ')
        .slice(0, 80);
      const one = read.row(row, table.above?.get(index));
      if (one === undefined) return;
      if ('why' in one) left.push({ row: index + 1, words, why: one.why });
      else if (seen.has(`${table.name}\n${row.join('\n')}`) || isKnown(row))
        left.push({ row: index + 1, words, why: 'twice' });
      else {
        meetings.push(...one.meetings);
        if (one.meetings.some(({ day }) => day !== undefined)) seen.add(`${table.name}\n${row.join('\n')}`);
      }
    });
  }
  const upTo = meetings
    .flatMap(({ day }) => day ?? [])
    .sort()
    .at(-1);
  return { counts: counted(meetings, kinds), left, ...(upTo === undefined ? {} : { upTo }) };
}

function counted(meetings: readonly Meeting[], kinds: readonly LedgerKind[]): readonly LedgerCount[] {
  return kinds.flatMap(({ fact }): LedgerCount[] => {
    const own = meetings.filter((meeting) => meeting.fact === fact);
    if (own.length === 0) return [];
    const months = Array.from({ length: 12 }, (_, month) =>
      own.filter((meeting) => meeting.month === month + 1).reduce((sum, { times }) => sum + times, 0),
    );
    return [{ fact, count: own.reduce((sum, { times }) => sum + times, 0), months }];
  });
}

interface Reader {
  /** Index of the first row of meetings. */
  readonly from: number;
  /** `above`: columns merged with the row above. */
  row(cells: readonly string[], above?: ReadonlySet<number>): Row;
}

/** Titles, the unit's name and empty rows stand above the head. */
const HEAD_WITHIN = 12;
/** 「合计」「2月小计」「上半年共计」, wherever in a row its first words stand. */
const SUM = /^(?:[^，,。]{0,8}(?:合计|总计|小计|共计)|备注|说明)/;

/** How the rows of this table are to be read; undefined when nothing in it looks like a ledger. */
function readerOf(table: Table, kinds: readonly LedgerKind[], year: LedgerYear): Reader | undefined {
  const sheetKind = kindsIn(table.name, kinds);
  const head = table.rows.slice(0, HEAD_WITHIN).findIndex((row) => isHead(row, kinds, year.year));
  const cells = table.rows[head] ?? [];
  const columns = columnsOf(cells, kinds);
  const dayColumn = cells.findIndex((cell) => DAY_HEAD.test(cell));
  if (columns.length >= 2) return matrix(head + 1, columns, Math.max(0, dayColumn), year);
  const column = (head: RegExp) => cells.findIndex((cell, index) => index !== dayColumn && head.test(cell));
  const kindColumn = column(KIND_HEAD);
  const nameColumn = kindColumn < 0 ? column(NAME_HEAD) : -1;
  if (head >= 0) return list(head + 1, { dayColumn, kindColumn, nameColumn }, sheetKind, kinds, year);
  const looks = table.rows.filter(
    (row) =>
      row.some((cell) => dayOf(cell, year.year) !== undefined) && kindsIn(row.join('\n'), kinds).length > 0,
  );
  return looks.length >= Math.max(1, table.rows.filter((row) => row.length > 0).length / 2)
    ? list(0, NO_COLUMNS, sheetKind, kinds, year)
    : undefined;
}

/** The row that names the columns; none where the rows begin at once. */
export const headOf = (
  table: Table,
  kinds: readonly LedgerKind[],
  { year }: LedgerYear,
): readonly string[] | undefined => table.rows.slice(0, HEAD_WITHIN).find((row) => isHead(row, kinds, year));

/** A row that names columns, the day's among them; not a meeting itself. */
const isHead = (row: readonly string[], kinds: readonly LedgerKind[], year: number): boolean =>
  columnsOf(row, kinds).length >= 2 ||
  (row.some((cell) => DAY_HEAD.test(cell)) &&
    row.filter((cell) => cell !== '').length >= 2 &&
    !row.some((cell) => dayOf(cell, year) !== undefined));

/** By their index; -1 where there is none. */
interface Columns {
  readonly dayColumn: number;
  readonly kindColumn: number;
  readonly nameColumn: number;
}
const NO_COLUMNS: Columns = { dayColumn: -1, kindColumn: -1, nameColumn: -1 };

function list(
  from: number,
  { dayColumn, kindColumn, nameColumn }: Columns,
  sheetKind: readonly string[],
  kinds: readonly LedgerKind[],
  { year, today }: LedgerYear,
): Reader {
  return {
    from,
    row: (cells, above) => {
      // Day and kind of the meeting above: another line of the same meeting.
      if (above?.has(dayColumn) === true && (above.has(kindColumn) || above.has(nameColumn)))
        return undefined;
      const first = cells.find((cell) => cell !== '') ?? '';
      if (cells.filter((cell) => cell !== '').length < 2 || SUM.test(first)) return undefined;
      const days = dayColumn >= 0 ? [cells[dayColumn] ?? ''] : cells;
      const day = days.map((cell) => dayOf(cell, year)).find((found) => found !== undefined);
      // The column that says the kind, else the row, else the name of the sheet.
      const cell = cells[kindColumn] ?? '';
      const said = kindsIn(cell === '' ? (cells[nameColumn] ?? '') : cell, kinds);
      const around = said.length > 0 || cell !== '' ? said : kindsIn(cells.join('\n'), kinds);
      const own = around.length > 0 ? around : sheetKind;
      const [fact, ...others] = own;
      if (fact === undefined) return { why: 'no-kind' };
      if (day === undefined) return { why: 'no-day' };
      if (!day.startsWith(`${year}-`)) return { why: 'other-year' };
      if (day > today) return { why: 'ahead' };
      // 「支委会、党课」 in the column of kinds are two; the same in a topic is anything.
      if (others.length > 0 && said.length !== own.length) return { why: 'several-kinds' };
      const month = Number(day.slice(5, 7));
      return { meetings: own.map((one): Meeting => ({ fact: one, day, month, times: 1 })) };
    },
  };
}

interface Column {
  readonly fact: string;
  readonly at: number;
}

/** Months down, kinds across. */
function matrix(
  from: number,
  columns: readonly Column[],
  dayColumn: number,
  { year, today }: LedgerYear,
): Reader {
  return {
    from,
    row: (cells) => {
      const words = cells[dayColumn] ?? '';
      if (words === '' || /合计|总计|小计|共计/.test(words)) return undefined;
      const month = monthIn(words, year);
      if (month === undefined) return { why: 'no-day' };
      if (`${year}-${String(month).padStart(2, '0')}` > today.slice(0, 7)) return { why: 'ahead' };
      return {
        meetings: columns.flatMap(({ fact, at }): Meeting[] => {
          const times = /^\d{1,2}(?=\s*次?$)/.exec(cells[at] ?? '')?.[0];
          return times === undefined || times === '0' ? [] : [{ fact, month, times: Number(times) }];
        }),
      };
    },
  };
}

/** Head cells that are the name of a kind and nothing else, but for 次数 and the like. */
function columnsOf(cells: readonly string[], kinds: readonly LedgerKind[]): readonly Column[] {
  return cells.flatMap((cell, at): Column[] => {
    const bare = cell.replace(/[（(].*[)）]|次数|（次）|召开|开展|情况/g, '').trim();
    const kind = kinds.find(({ names }) => names.includes(bare));
    return kind === undefined ? [] : [{ fact: kind.fact, at }];
  });
}

/** Facts whose names stand in the words, the longest name first, so that 党小组会 is not also 党小组. */
function kindsIn(words: string, kinds: readonly LedgerKind[]): readonly string[] {
  const names = kinds
    .flatMap(({ fact, names: all }) => all.map((name) => ({ fact, name })))
    .sort((a, b) => b.name.length - a.name.length);
  let rest = words;
  const found = new Set<string>();
  for (const { fact, name } of names) {
    if (!rest.includes(name)) continue;
    found.add(fact);
    rest = rest.replaceAll(name, '\n');
  }
  return kinds.flatMap(({ fact }) => (found.has(fact) ? [fact] : []));
}
