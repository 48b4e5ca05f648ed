/** @module The package around the document: content types, relationships, and the properties of the file. */

import type { DocumentProperties } from '../blocks.ts';
import { FOOTER_IDS } from './body.ts';
import { cleanLine } from './pieces.ts';
import { element, escapeXml, part } from './xml.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const TYPE = 'application/vnd.openxmlformats';

/** `comments`: the file has some; `custom`: it has properties of our own. */
export function contentTypes(comments: boolean, custom: boolean): string {
  const fallback = (extension: string, type: string): string =>
    element('Default', { Extension: extension, ContentType: type });
  const override = (name: string, type: string): string =>
    element('Override', { PartName: name, ContentType: `${TYPE}-${type}+xml` });
  const word = (name: string, type: string): string =>
    override(`/word/${name}.xml`, `officedocument.wordprocessingml.${type}`);
  return part(
    element(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      fallback('rels', `${TYPE}-package.relationships+xml`),
      fallback('xml', 'application/xml'),
      word('document', 'document.main'),
      word('styles', 'styles'),
      word('settings', 'settings'),
      word('fontTable', 'fontTable'),
      word('footer1', 'footer'),
      word('footer2', 'footer'),
      comments ? word('comments', 'comments') : '',
      override('/docProps/core.xml', 'package.core-properties'),
      override('/docProps/app.xml', 'officedocument.extended-properties'),
      custom ? override('/docProps/custom.xml', 'officedocument.custom-properties') : '',
    ),
  );
}

const relationships = (list: readonly (readonly [id: string, type: string, target: string])[]): string =>
  part(
    element(
      'Relationships',
      { xmlns: `${PACKAGE}/relationships` },
      ...list.map(([id, type, target]) => element('Relationship', { Id: id, Type: type, Target: target })),
    ),
  );

export const packageRelationships = (custom: boolean): string =>
  relationships([
    ['rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'],
    ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ['rId3', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'],
    ...(custom
      ? [['rId4', `${OFFICE}/relationships/custom-properties`, 'docProps/custom.xml'] as const]
      : []),
  ]);

export const documentRelationships = (comments: boolean): string =>
  relationships([
    ['rId1', `${OFFICE}/relationships/styles`, 'styles.xml'],
    ['rId2', `${OFFICE}/relationships/settings`, 'settings.xml'],
    ['rId3', `${OFFICE}/relationships/fontTable`, 'fontTable.xml'],
    [FOOTER_IDS.odd, `${OFFICE}/relationships/footer`, 'footer1.xml'],
    [FOOTER_IDS.even, `${OFFICE}/relationships/footer`, 'footer2.xml'],
    ...(comments ? [['rId6', `${OFFICE}/relationships/comments`, 'comments.xml'] as const] : []),
  ]);

/** Times are W3CDTF in UTC, to the second. Throws a RangeError if `created` is no time. */
export function coreProperties(properties: DocumentProperties): string {
  const time = `${new Date(properties.created).toISOString().slice(0, -'.000Z'.length)}Z`;
  const creator = escapeXml(cleanLine(properties.creator));
  const stamp = (name: string): string => element(name, { 'xsi:type': 'dcterms:W3CDTF' }, time);
  return part(
    element(
      'cp:coreProperties',
      {
        'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      element('dc:title', {}, escapeXml(cleanLine(properties.title))),
      element('dc:creator', {}, creator),
      element('cp:lastModifiedBy', {}, creator),
      stamp('dcterms:created'),
      stamp('dcterms:modified'),
      element('dc:language', {}, 'zh-CN'),
    ),
  );
}

export const appProperties = (): string =>
  part(
    element('Properties', { xmlns: `${OFFICE}/extended-properties` }, element('Application', {}, '述职助手')),
  );

/** Name of the property that holds the mark. */
export const MARK_NAME = 'ShuzhiDraft';

/** A property of our own: Word, WPS and LibreOffice keep it when they save the file, and show it nowhere on the page. */
export const customProperties = (mark: string): string =>
  part(
    element(
      'Properties',
      { xmlns: `${OFFICE}/custom-properties`, 'xmlns:vt': `${OFFICE}/docPropsVTypes` },
      element(
        'property',
        // The format id is the same for all properties of one's own; their numbers begin at 2.
        { fmtid: '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}', pid: 2, name: MARK_NAME },
        element('vt:lpwstr', {}, escapeXml(cleanLine(mark))),
      ),
    ),
  );
