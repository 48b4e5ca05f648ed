/**
 * @module The file of a post on its way out. A draft that was posted before goes by the key of its file; a key that the
 * platform refuses is forgotten, and the same draft, made anew, is uploaded again under the same send.
 */
import type { Content, Delivered, Delivery } from '../feishu/port.ts';
import type { Report } from '../flow/model.ts';
import type { Fonts } from '../report/blocks.ts';
import type { Post, Settled, Store } from '../store/port.ts';
import type { Kind } from './draft.ts';
import { madeAnew } from './drafter.ts';
import type { Log } from './log.ts';

type FilePost = Extract<Post, { kind: 'file' }>;

export interface FileParts {
  readonly store: Store;
  readonly fonts?: Fonts;
  readonly log: Log;
}

export async function fileOf(
  { store, fonts }: FileParts,
  kind: Kind,
  report: Report,
  { name, number, base64 }: FilePost,
): Promise<Content> {
  if (base64 !== undefined) return { file: { name, bytes: Buffer.from(base64, 'base64') } };
  const fileKey = await store.fileKey(report.id, number);
  if (fileKey !== undefined) return { fileKey };
  const parts = { store, ...(fonts === undefined ? {} : { fonts }) };
  const draft = await madeAnew(parts, kind, report, number);
  // Of what is not kept any more nothing is left to send: refused as an empty file.
  return { file: { name, bytes: draft?.bytes ?? new Uint8Array() } };
}

const isByKey = (delivery: Delivery): boolean => 'content' in delivery && 'fileKey' in delivery.content;

/** Calls that the delivery takes. */
export const callsOf = (delivery: Delivery): number =>
  'content' in delivery && 'file' in delivery.content ? 2 : 1;

/**
 * The platform does not send the file by its key (gone, of another app, of the wrong type: 230001, 230017, 230055 …):
 * the next try has none. Whatever else it refuses about this message, it will refuse again then.
 */
export async function keyRefused(
  { store, log }: FileParts,
  report: Report,
  post: Post | undefined,
  delivery: Delivery,
  delivered: Delivered,
): Promise<boolean> {
  if (post?.kind !== 'file' || !isByKey(delivery)) return false;
  if (delivered.outcome !== 'refused' || delivered.scope !== 'message') return false;
  await store.forgetFileKey(report.id, post.number);
  log.info({ report: report.id, post: post.id, code: delivered.code }, 'file not taken by its key');
  return true;
}

/** The key of a draft's file that was just uploaded. */
export const uploaded = (
  post: Post | undefined,
  delivered: Extract<Delivered, { outcome: 'sent' }>,
): Pick<Settled, 'file'> =>
  post?.kind === 'file' && post.number > 0 && delivered.fileKey !== undefined
    ? { file: { number: post.number, key: delivered.fileKey } }
    : {};
