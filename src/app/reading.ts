/** @module What has to be read before a turn: a file she sent, a pasted table. Everything else passes as it is. */
import type { Flow } from '../flow/definition.ts';
import type { Inbound } from '../flow/inbound.ts';
import { ledgerFromFile, ledgerFromText } from './ledger.ts';

/** The bytes of a file in a message, or nothing when it could not be had. Never rejects. */
export type FetchFile = (message: string, key: string) => Promise<Uint8Array | undefined>;

const LEDGER = /\.(?:xlsx|csv|xls|tsv)$/i;

/** The file of a message that is to be read; fetched before the turn, so that no other turn waits for it. */
export async function fetched(fetch: FetchFile, inbound: Inbound): Promise<Uint8Array | undefined> {
  const file = inbound.type === 'other' ? inbound.file : undefined;
  return file === undefined || !LEDGER.test(file.name) ? undefined : fetch(inbound.id, file.key);
}

export async function readInbound(
  flow: Flow,
  year: number,
  now: number,
  inbound: Inbound,
  bytes: Uint8Array | undefined,
): Promise<Inbound> {
  if (inbound.type === 'text') return ledgerFromText(flow, year, now, inbound) ?? inbound;
  const file = inbound.type === 'other' ? inbound.file : undefined;
  if (file === undefined || !LEDGER.test(file.name)) return inbound;
  return ledgerFromFile(flow, year, now, inbound, { name: file.name, bytes });
}
