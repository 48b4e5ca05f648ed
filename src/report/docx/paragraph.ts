/** @module One paragraph: its properties in the order the schema wants, around its runs. */

import { type Attributes, element, valued } from './xml.ts';

export interface ParagraphProperties {
  /** A `w:styleId` of styles.ts; absent is the body text's. */
  readonly style?: string;
  /** Stay on the page of the next paragraph. */
  readonly keepNext?: boolean;
  readonly indent?: Attributes;
  readonly align?: 'left' | 'center' | 'right';
}

export function paragraph(properties: ParagraphProperties, content: string): string {
  const { style, keepNext, indent, align } = properties;
  const props = [
    style === undefined ? '' : valued('w:pStyle', style),
    keepNext === true ? element('w:keepNext') : '',
    indent === undefined ? '' : element('w:ind', indent),
    align === undefined ? '' : valued('w:jc', align),
  ].join('');
  return element('w:p', {}, props === '' ? '' : element('w:pPr', {}, props), content);
}
