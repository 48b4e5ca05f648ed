/** @module settings.xml: what the program that opens the file must know about the whole of it. */

import { element, part, valued, WORD_NAMESPACES } from './xml.ts';

/** Word's own way with Chinese text; without `compatibilityMode` 15 its title bar says 兼容模式. */
const COMPATIBILITY = [
  'w:spaceForUL',
  'w:balanceSingleByteDoubleByteWidth',
  'w:doNotLeaveBackslashAlone',
  'w:ulTrailSpace',
  'w:doNotExpandShiftReturn',
  'w:adjustLineHeightInTable',
  'w:useFELayout',
];

const compatSetting = (name: string, value: number): string =>
  element('w:compatSetting', {
    'w:name': name,
    'w:uri': 'http://schemas.microsoft.com/office/word',
    'w:val': value,
  });

export const settings = (): string =>
  part(
    element(
      'w:settings',
      WORD_NAMESPACES,
      element('w:zoom', { 'w:percent': 100 }),
      element('w:bordersDoNotSurroundHeader'),
      element('w:bordersDoNotSurroundFooter'),
      valued('w:defaultTabStop', 420),
      element('w:evenAndOddHeaders'),
      valued('w:drawingGridVerticalSpacing', 156),
      valued('w:characterSpacingControl', 'compressPunctuation'),
      element(
        'w:compat',
        {},
        ...COMPATIBILITY.map((name) => element(name)),
        compatSetting('compatibilityMode', 15),
        compatSetting('overrideTableStyleFontSizeAndJustification', 1),
      ),
      element('w:themeFontLang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN' }),
      valued('w:decimalSymbol', '.'),
      valued('w:listSeparator', ','),
    ),
  );
