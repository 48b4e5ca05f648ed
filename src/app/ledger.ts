/** @module From a file or a pasted table to what the conversation takes: the ledger counted for the facts of this flow. */

import { dayOf } from '../flow/days.ts';
import type { Flow } from '../flow/definition.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { LedgerPieces, LedgerProposal, LedgerRefusal } from '../flow/ledger-types.ts';
import { markOf } from '../flow/seal.ts';
import { countLedger, headOf, type LedgerKind, type LedgerYear } from '../ledger/count.ts';
import { pastedTable } from '../ledger/paste.ts';
import { readFile } from '../ledger/read-file.ts';
import { type Tables, tablesOf } from '../ledger/table.ts';

type LedgerInbound = Extract<Inbound, { type: 'ledger' }>;

/** Counts of meetings: what a ledger has rows for. */
const kindsOf = (flow: Flow): readonly LedgerKind[] =>
  [...flow.facts.values()]
    .filter(({ type, unit }) => type === 'count' && unit === '次')
    .map(({ id, label, aliases }) => ({
      fact: id,
      names: [label, ...aliases].map((name) => name.replace(/[“”]/g, '')),
    }));

const ledgerYear = (year: number, now: number): LedgerYear => ({ year, today: dayOf(now) });

function counted(
  tables: Tables,
  flow: Flow,
  year: LedgerYear,
  isKnown?: (row: readonly string[]) => boolean,
): LedgerProposal | { readonly refused: LedgerRefusal } {
  if ('refused' in tables) return tables;
  const proposal = countLedger(tables.tables, kindsOf(flow), year, isKnown);
  return proposal.counts.length + proposal.left.filter(({ why }) => why === 'twice').length === 0
    ? { refused: 'not-a-table' }
    : proposal;
}

/** A file that was sent; `bytes` undefined: it could not be fetched. Never rejects. */
export async function ledgerFromFile(
  flow: Flow,
  year: number,
  now: number,
  inbound: Inbound,
  file: { readonly name: string; readonly bytes: Uint8Array | undefined },
): Promise<LedgerInbound> {
  const { id, by, at } = inbound;
  const tables: Tables =
    file.bytes === undefined ? { refused: 'offline' } : await readFile(file.bytes, file.name);
  return {
    id,
    by,
    at,
    type: 'ledger',
    file: file.name.slice(0, 80),
    read: counted(tables, flow, ledgerYear(year, now)),
  };
}

/** Of more rows than this no marks are kept: such a table comes as a file. */
const MARKED_MOST = 1000;
const markOfRow = (row: readonly string[]): string => markOf(row.join('\n'));

/**
 * A message that is a pasted ledger, or the next piece of the one that stands before her; undefined for every other
 * message: those are read as what they say.
 */
export function ledgerFromText(
  flow: Flow,
  year: number,
  now: number,
  inbound: Extract<Inbound, { type: 'text' }>,
  before?: LedgerPieces,
): LedgerInbound | undefined {
  const pasted = pastedTable(inbound.text);
  if (pasted === undefined) return undefined;
  const when = ledgerYear(year, now);
  const own = headOf(pasted, kindsOf(flow), when);
  const head = own ?? before?.head ?? [];
  const known = new Set(before?.rows);
  // A further piece comes without its head, which is put before it; a row keeps its number all the same.
  const lent = own === undefined && head.length > 0;
  const rows = lent ? [head, ...pasted.rows] : pasted.rows;
  const tables = tablesOf([{ ...pasted, rows }]);
  const read = counted(tables, flow, when, (row) => known.has(markOfRow(row)));
  if ('refused' in read) return undefined;
  const marks = [...known, ...pasted.rows.filter((row) => row !== own).map(markOfRow)];
  const pieces = marks.length > MARKED_MOST ? {} : { pieces: { head, rows: [...new Set(marks)] } };
  const left = lent ? read.left.map((one) => ({ ...one, row: one.row - 1 })) : read.left;
  const { id, by, at } = inbound;
  return { id, by, at, type: 'ledger', file: '', read: { ...read, left, ...pieces } };
}
