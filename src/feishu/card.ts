/**
 * @module A screen as a Feishu card, JSON 2.0. Pure.
 * Always within the platform's limits: see {@link buildCard}.
 */
import type { Part, Screen } from '../flow/screen.ts';
import { buttonRow, createNamer, type Namer } from './card-buttons.ts';
import { fitted } from './card-fit.ts';
import { formElements } from './card-form.ts';
import { type Element, type Json, lineElements, plain } from './card-lines.ts';
import { clip, defuse } from './escape.ts';

export interface Card {
  readonly [key: string]: Json;
}

/** 30 KB is documented, how they are counted is not: stay well below. */
export const CARD_BYTES = 28_000;
/** Every object with a `tag` counts. */
export const CARD_ELEMENTS = 200;

const TEMPLATES = { normal: 'blue', good: 'green', warn: 'orange', quiet: 'grey' } as const;

/**
 * Screen → card. What is too much is left out in the order of card-fit.ts, and the card says so; inputs and what a
 * person has written never are. Undefined when even that is not enough, or when something to be vouched for would not
 * be shown in full: then the screen has to be sent as text.
 */
export function buildCard(screen: Screen): Card | undefined {
  return fitted(
    screen,
    renderCard,
    (card) => size(card) <= CARD_BYTES && countElements(card) <= CARD_ELEMENTS,
  );
}

export const size = (card: Json): number => Buffer.byteLength(JSON.stringify(card), 'utf8');

export function countElements(node: Json | undefined): number {
  if (Array.isArray(node)) return node.reduce((sum: number, child: Json) => sum + countElements(child), 0);
  if (node === null || typeof node !== 'object') return 0;
  const own = 'tag' in node && typeof node['tag'] === 'string' ? 1 : 0;
  return Object.values(node).reduce((sum: number, child: Json) => sum + countElements(child), own);
}

function renderCard(screen: Screen): Card {
  const namer = createNamer(screen.report, screen.version);
  const elements = screen.parts.flatMap((part) => partElements(part, namer));
  const subtitle = clip(screen.subtitle ?? '', 100);
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      width_mode: 'fill',
      enable_forward: false,
      summary: { content: defuse(clip(screen.summary, 100)) },
    },
    header: {
      title: plain(clip(screen.title, 100)),
      ...(subtitle === '' ? {} : { subtitle: plain(subtitle) }),
      template: TEMPLATES[screen.tone],
    },
    body: {
      direction: 'vertical',
      vertical_spacing: '8px',
      padding: '12px 12px 12px 12px',
      elements,
    },
  };
}

function partElements(part: Part, namer: Namer): Element[] {
  switch (part.part) {
    case 'lines':
      return lineElements(part.lines);
    case 'form':
      return formElements(part.fields, part.actions, namer);
    case 'actions':
      return buttonRow(part.actions, namer, false);
    case 'divider':
      return [{ tag: 'hr' }];
    case 'fold': {
      const elements = lineElements(part.lines);
      if (elements.length === 0) return [];
      return [
        {
          tag: 'collapsible_panel',
          expanded: false,
          header: { title: plain(clip(part.title, 60)) },
          border: { color: 'grey', corner_radius: '5px' },
          padding: '8px 8px 8px 8px',
          elements,
        },
      ];
    }
  }
}
