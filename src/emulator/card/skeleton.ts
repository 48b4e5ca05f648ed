/** The skeleton of a 2.0 card: configuration, header, body. */
import { anything, flag, list, object, oneOf, type Shape, text } from './checks.ts';
import { ARRANGEMENT, edges, icon, plainText, richText } from './parts.ts';

const HEADER_TEMPLATES = [
  ...[
    'blue',
    'wathet',
    'turquoise',
    'green',
    'yellow',
    'orange',
    'red',
    'carmine',
    'violet',
    'purple',
    'indigo',
    'grey',
  ],
  'default',
];
const TAG_COLORS = [
  ...HEADER_TEMPLATES.filter((name) => name !== 'grey' && name !== 'default'),
  'neutral',
  'lime',
  'grey',
];

const HEADER_TAG = object(
  { tag: oneOf('text_tag'), element_id: anything, text: plainText(), color: oneOf(...TAG_COLORS) },
  ['tag', 'text'],
);

export const CARD: Shape = {
  schema: oneOf('2.0'),
  config: object({
    streaming_mode: flag,
    streaming_config: anything,
    summary: object({ content: text(), i18n_content: anything }),
    locales: list(text()),
    enable_forward: flag,
    enable_forward_interaction: flag,
    // A card that is not shared does not exist in 2.0.
    update_multi: oneOf(true),
    width_mode: oneOf('default', 'compact', 'fill'),
    use_custom_translation: flag,
    style: anything,
  }),
  card_link: object({ url: text(), pc_url: text(), ios_url: text(), android_url: text() }),
  header: object(
    {
      title: richText(),
      subtitle: richText(),
      text_tag_list: list(HEADER_TAG, 3),
      i18n_text_tag_list: anything,
      template: oneOf(...HEADER_TEMPLATES),
      icon,
      padding: edges,
    },
    ['title'],
  ),
  body: object({ elements: list(anything), ...ARRANGEMENT }, ['elements']),
};
