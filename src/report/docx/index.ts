/** @module Blocks as a Word file in the layout of official documents (GB/T 9704-2012). Pure: no clock, no file, no network. */

import { strToU8, zipSync } from 'fflate';
import type { Block, DocumentProperties, Fonts } from '../blocks.ts';
import { body } from './body.ts';
import { comments, notesIn } from './comments.ts';
import { defaultFonts, fontTable } from './fonts.ts';
import { footer } from './footer.ts';
import {
  appProperties,
  contentTypes,
  coreProperties,
  customProperties,
  documentRelationships,
  packageRelationships,
} from './package.ts';
import { settings } from './settings.ts';
import { styles } from './styles.ts';

export { defaultFonts } from './fonts.ts';

/**
 * The bytes of a .docx. The same blocks, properties and fonts give the same bytes, in any time zone.
 * Throws a RangeError if `properties.created` is no time.
 */
export function writeDocx(
  blocks: readonly Block[],
  properties: DocumentProperties,
  fonts: Fonts = defaultFonts,
): Uint8Array {
  const document = body(blocks);
  const notes = notesIn(blocks, document);
  const noted = notes.length > 0;
  const { mark } = properties;
  // Readers find the parts by name; this order, the usual one, is kept so that the bytes are too.
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(noted, mark !== undefined),
    '_rels/.rels': packageRelationships(mark !== undefined),
    'word/document.xml': document,
    'word/_rels/document.xml.rels': documentRelationships(noted),
    'word/styles.xml': styles(fonts),
    'word/settings.xml': settings(),
    'word/fontTable.xml': fontTable(fonts),
    'word/footer1.xml': footer('odd'),
    'word/footer2.xml': footer('even'),
    ...(noted ? { 'word/comments.xml': comments(notes) } : {}),
    'docProps/core.xml': coreProperties(properties),
    'docProps/app.xml': appProperties(),
    ...(mark === undefined ? {} : { 'docProps/custom.xml': customProperties(mark) }),
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync(files, { mtime: zipTime(properties.created) });
}

/**
 * The day of `created`, at noon. A zip entry's time has no zone, begins in 1980 and ends in 2107, and `fflate` writes
 * the local clock's reading up to 2099: noon exists on every day in every zone, and reads the same in all of them.
 */
function zipTime(created: number): Date {
  const day = new Date(created);
  const year = Math.min(2099, Math.max(1980, day.getUTCFullYear()));
  return new Date(year, day.getUTCMonth(), day.getUTCDate(), 12);
}
