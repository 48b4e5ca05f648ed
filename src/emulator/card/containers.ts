/** Components that hold others. */
import { anything, type Component, flag, matching, number, object, oneOf, text } from './checks.ts';
import {
  ARRANGEMENT,
  behaviors,
  color,
  confirm,
  disabled,
  edges,
  icon,
  plainText,
  richText,
  spacing,
  width,
} from './parts.ts';

const BORDER = object({ color, corner_radius: text() });

export const CONTAINERS: Readonly<Record<string, Component>> = {
  column_set: {
    shape: {
      columns: anything,
      flex_mode: oneOf('none', 'stretch', 'flow', 'bisect', 'trisect'),
      background_style: color,
      horizontal_spacing: spacing,
      horizontal_align: oneOf('left', 'center', 'right'),
      action: anything,
    },
    required: ['columns'],
    holds: 'columns',
  },
  column: {
    shape: {
      elements: anything,
      width: matching(/^(auto|weighted|\d{1,3}px)$/, 'auto, weighted or a length'),
      weight: number(1, 5),
      background_style: color,
      action: anything,
      ...ARRANGEMENT,
    },
    holds: 'elements',
  },
  collapsible_panel: {
    shape: {
      elements: anything,
      expanded: flag,
      background_color: color,
      border: BORDER,
      header: object(
        {
          title: richText(),
          background_color: color,
          vertical_align: oneOf('top', 'center', 'bottom'),
          padding: edges,
          position: oneOf('top', 'bottom'),
          width,
          icon,
          icon_position: oneOf('left', 'right', 'follow_text'),
          icon_expanded_angle: oneOf(-180, -90, 90, 180),
        },
        ['title'],
      ),
      ...ARRANGEMENT,
    },
    required: ['header', 'elements'],
    holds: 'elements',
  },
  interactive_container: {
    shape: {
      elements: anything,
      width,
      height: text(),
      background_style: color,
      has_border: flag,
      border_color: color,
      corner_radius: text(),
      behaviors,
      hover_tips: plainText(),
      confirm,
      ...disabled,
      ...ARRANGEMENT,
    },
    required: ['elements'],
    holds: 'elements',
  },
  form: {
    shape: { elements: anything, name: text(Number.POSITIVE_INFINITY, 1), ...ARRANGEMENT },
    required: ['name', 'elements'],
    holds: 'elements',
  },
};
