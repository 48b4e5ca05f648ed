/** @module From a file or a pasted table to what the conversation takes: the ledger counted for the facts of this flow. */
import type { Flow } from '../flow/definition.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { LedgerProposal, LedgerRefusal } from '../flow/ledger-types.ts';
import { countLedger, type LedgerKind } from '../ledger/count.ts';
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

function counted(
  tables: Tables,
  flow: Flow,
  year: number,
  now: number,
): LedgerProposal | { readonly refused: LedgerRefusal } {
  if ('refused' in tables) return tables;
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const proposal = countLedger(tables.tables, kindsOf(flow), { year, today });
  return proposal.counts.length === 0 ? { refused: 'not-a-table' } : proposal;
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
  return { id, by, at, type: 'ledger', file: file.name.slice(0, 80), read: counted(tables, flow, year, now) };
}

/** A message that is a pasted ledger; undefined for every other message: those are read as what they say. */
export function ledgerFromText(
  flow: Flow,
  year: number,
  now: number,
  inbound: Extract<Inbound, { type: 'text' }>,
): LedgerInbound | undefined {
  const table = pastedTable(inbound.text);
  if (table === undefined) return undefined;
  const read = counted(tablesOf([table]), flow, year, now);
  if ('refused' in read) return undefined;
  const { id, by, at } = inbound;
  return { id, by, at, type: 'ledger', file: '', read };
}
