/** Components that show: texts, pictures, people, charts, tables. */

import { isObject } from '../json.ts';
import {
  anything,
  CARD_ERROR,
  type Check,
  type Component,
  flag,
  list,
  matching,
  number,
  object,
  oneOf,
  type Shape,
  text,
} from './checks.ts';
import { color, icon, plainText, richText, size, width } from './parts.ts';

const TABLE_COLUMN: Shape = {
  name: text(Number.POSITIVE_INFINITY, 1),
  display_name: text(),
  data_type: oneOf('text', 'number', 'options', 'persons', 'date', 'markdown', 'lark_md'),
  width: matching(/^(auto|\d{1,3}px|\d{1,3}%)$/, 'auto, a length or a share'),
  vertical_align: oneOf('top', 'center', 'bottom'),
  horizontal_align: oneOf('left', 'center', 'right'),
  format: object({ precision: number(0, 10), symbol: text(), separator: flag }),
  date_format: text(),
};

/** Rows may only fill columns that exist. */
export const tableRows: Check = (value, path, report) => {
  if (!isObject(value) || !Array.isArray(value['columns']) || !Array.isArray(value['rows'])) return;
  const names = new Set(
    value['columns'].map((column: unknown) => (isObject(column) ? column['name'] : undefined)),
  );
  for (const [index, row] of value['rows'].entries()) {
    const strange = isObject(row) ? Object.keys(row).find((key) => !names.has(key)) : 'not an object';
    if (strange)
      report(`row does not fit the columns: ${strange}`, `${path}.rows[${index}]`, CARD_ERROR.tableRows);
  }
};

export const DISPLAY: Readonly<Record<string, Component>> = {
  markdown: {
    shape: {
      content: text(),
      i18n_content: anything,
      text_size: size,
      text_align: oneOf('left', 'center', 'right'),
      icon,
    },
    required: ['content'],
  },
  div: {
    shape: {
      text: richText(),
      fields: list(object({ is_short: flag, text: richText() }, ['text'])),
      icon,
      width,
    },
  },
  hr: { shape: {} },
  img: {
    shape: {
      img_key: text(),
      alt: plainText(),
      title: plainText(),
      corner_radius: text(),
      scale_type: oneOf('crop_center', 'crop_top', 'fit_horizontal'),
      size: text(),
      transparent: flag,
      preview: flag,
    },
    required: ['img_key'],
  },
  person: {
    shape: {
      user_id: text(),
      size: oneOf('extra_small', 'small', 'medium', 'large'),
      show_avatar: flag,
      show_name: flag,
      style: anything,
    },
    required: ['user_id'],
  },
  person_list: {
    shape: {
      persons: list(object({ id: text() }, ['id'])),
      size: oneOf('extra_small', 'small', 'medium', 'large'),
      lines: number(1, 100),
      show_avatar: flag,
      show_name: flag,
      drop_invalid_user_id: flag,
      icon,
      ud_icon: icon,
    },
    required: ['persons'],
  },
  chart: {
    shape: {
      chart_spec: (value, path, report) => {
        if (!isObject(value) || typeof value['type'] !== 'string')
          report('is not a chart', path, CARD_ERROR.chart);
      },
      aspect_ratio: oneOf('1:1', '2:1', '4:3', '16:9'),
      color_theme: text(),
      preview: flag,
      height: text(),
    },
    required: ['chart_spec'],
  },
  table: {
    shape: {
      columns: list(object(TABLE_COLUMN, ['name']), 50),
      rows: list(anything),
      page_size: number(1, 10),
      row_height: text(),
      row_max_height: text(),
      freeze_first_column: flag,
      header_style: object({
        text_align: oneOf('left', 'center', 'right'),
        text_size: size,
        background_style: oneOf('grey', 'none'),
        text_color: color,
        bold: flag,
        lines: number(1, 100),
      }),
    },
    required: ['columns', 'rows'],
  },
};
