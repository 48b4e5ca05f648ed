/** @module What has to be read before a turn: a file she sent, a pasted table. Everything else passes as it is. */
import type { Inbound } from '../flow/inbound.ts';
import type { Report } from '../flow/model.ts';
import type { Store } from '../store/port.ts';
import type { Kind } from './draft.ts';
import { type ImportPlace, importFrom, isExport } from './import.ts';
import { ledgerFromFile, ledgerFromText } from './ledger.ts';
import { isDocument, returnedFrom } from './own-words-file.ts';

/** The bytes of a file in a message, or nothing when it could not be had. Rejects when it cannot be asked for just now. */
export type FetchFile = (message: string, key: string) => Promise<Uint8Array | undefined>;

const LEDGER = /\.(?:xlsx|csv|xls|tsv)$/i;

/** The file of a message that is to be read; fetched before the turn, so that no other turn waits for it. */
export async function fetched(fetch: FetchFile, inbound: Inbound): Promise<Uint8Array | undefined> {
  const file = inbound.type === 'other' ? inbound.file : undefined;
  const read =
    file !== undefined && [LEDGER.test(file.name), isDocument(file.name), isExport(file.name)].some(Boolean);
  return read ? fetch(inbound.id, file.key) : undefined;
}

/** Whose turn it is. */
interface Place {
  readonly kind: Kind;
  readonly report: Report;
  readonly store: Pick<Store, 'snapshot'>;
  readonly kinds: ImportPlace['kinds'];
}

export async function readInbound(
  { kind, kinds, report, store }: Place,
  now: number,
  inbound: Inbound,
  bytes: Uint8Array | undefined,
): Promise<Inbound> {
  const { flow } = kind;
  const { year } = report.about;
  if (inbound.type === 'text') {
    const [shown] = report.screens;
    const before = shown?.view.at === 'ledger' ? shown.view.pieces : undefined;
    return ledgerFromText(flow, year, now, inbound, before) ?? inbound;
  }
  const file = inbound.type === 'other' ? inbound.file : undefined;
  if (file !== undefined && isDocument(file.name)) {
    return returnedFrom(kind, report, store, inbound, { name: file.name, bytes });
  }
  if (file !== undefined && isExport(file.name)) {
    return importFrom({ kind, kinds, report }, now, inbound, { name: file.name, bytes });
  }
  if (file === undefined || !LEDGER.test(file.name)) return inbound;
  return ledgerFromFile(flow, year, now, inbound, { name: file.name, bytes });
}
