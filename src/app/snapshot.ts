/** @module What is kept of each draft: not its bytes, but all that they follow from. */
import { z } from 'zod';
import { type Facts, LENGTHS, type Length, type Report } from '../flow/model.ts';
import type { View } from '../flow/view.ts';
import type { Store } from '../store/port.ts';

export interface Snapshot {
  readonly at: number;
  readonly facts: Facts;
  /** Absent in those made before there were ceilings. */
  readonly length?: Length;
  /** How it was posted: while the edition is the same, so are its bytes. Absent in those made before this was kept. */
  readonly posted?: {
    readonly edition?: string;
    readonly name: string;
    readonly view: DraftView;
  };
}

export type DraftView = Extract<View, { at: 'draft' }>;

const snapshotSchema = z.object({
  at: z.number(),
  facts: z.record(z.string(), z.looseObject({ status: z.string() })),
  length: z.enum(LENGTHS).exactOptional(),
  posted: z
    .looseObject({ name: z.string(), view: z.looseObject({ at: z.literal('draft') }) })
    .exactOptional(),
});

export async function snapshotOf(
  store: Pick<Store, 'snapshot'>,
  report: string,
  number: number,
): Promise<Snapshot | undefined> {
  const json = number < 1 ? undefined : await store.snapshot(report, number);
  // Facts and card were typed when they were written; their shape is checked, their types are trusted.
  return json === undefined ? undefined : (snapshotSchema.parse(JSON.parse(json)) as unknown as Snapshot);
}

export const snapshotJson = (snapshot: Snapshot): string => JSON.stringify(snapshot);

/** The report as it was asked for then. */
export const asSent = (report: Report, { length = '详', facts }: Snapshot): Report => ({
  ...report,
  facts,
  draft: { ...report.draft, length },
});
