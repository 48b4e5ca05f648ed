import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectCard } from '../../src/emulator/card/inspect.ts';
import { buildCard, CARD_BYTES, CARD_ELEMENTS, countElements, size } from '../../src/feishu/card.ts';
import type { Json } from '../../src/feishu/card-lines.ts';
import type { Field, Screen } from '../../src/flow/screen.ts';
import { anyScreen, countsScreen, hostile, textScreen } from './screens.ts';

const NOBODY = { people: new Map(), files: new Map() };

function all(node: Json | undefined, into: { readonly [key: string]: Json }[] = []) {
  if (Array.isArray(node)) for (const child of node) all(child, into);
  else if (node !== null && typeof node === 'object') {
    into.push(node as { readonly [key: string]: Json });
    for (const child of Object.values(node)) all(child, into);
  }
  return into;
}

const tagged = (card: Json | undefined, tag: string) => all(card).filter((element) => element['tag'] === tag);
const text = (card: Json | undefined) => JSON.stringify(card);

const withForm = (fields: readonly Field[], lines: Screen['parts'] = []): Screen => ({
  ...countsScreen,
  parts: [
    ...lines,
    { part: 'form', fields, actions: [{ label: '提交', op: { op: 'submit', card: 'c' }, style: 'primary' }] },
  ],
});

const long = (fact: string, length: number): Field => ({
  fact,
  label: '主要做法',
  control: 'lines',
  most: 1000,
  value: '党'.repeat(length),
});

describe('a card', () => {
  it('shows six counts in three rows of two, and its buttons with the primary one first', () => {
    const card = buildCard(countsScreen);
    const [form] = tagged(card, 'form');
    expect(tagged(form, 'input')).toHaveLength(6);
    expect(tagged(form, 'column_set').map((set) => set['flex_mode'])).toEqual([
      'bisect',
      'bisect',
      'bisect',
      'flow',
    ]);
    expect(tagged(form, 'button').map((button) => button['name'])).toEqual([
      's.7.r7k2m9x4q1.meetings',
      'l.7.r7k2m9x4q1.meetings',
      'o.7.r7k2m9x4q1.basics',
    ]);
    expect(tagged(form, 'button')[0]).toMatchObject({
      form_action_type: 'submit',
      behaviors: [{ type: 'callback', value: { r: 'r7k2m9x4q1', v: 7, op: 'submit', card: 'meetings' } }],
    });
    expect(inspectCard(card ?? {}, NOBODY).problems).toEqual([]);
  });

  it('is shared, not forwardable, and says in the chat list what it is about', () => {
    expect(buildCard(countsScreen)).toMatchObject({
      schema: '2.0',
      config: {
        update_multi: true,
        enable_forward: false,
        summary: { content: '截至今天，这些会开了几次？' },
      },
      header: { title: { tag: 'plain_text', content: '第 2 段 · 组织生活' }, template: 'blue' },
    });
  });

  it('keeps the marks of bold text outside of punctuation, where markdown would not close them', () => {
    const [markdown] = tagged(buildCard(countsScreen), 'markdown');
    expect(markdown?.['content']).toBe('**截至今天，这些会开了几次？\u200b**不确定的可以空着。');
  });

  it('leaves a whole quiet line plain, small and grey', () => {
    const quiet = tagged(buildCard(countsScreen), 'plain_text').find(
      (item) => item['text_size'] === 'notation',
    );
    expect(quiet).toMatchObject({ text_color: 'grey', content: '直接打字也行，比如「支委会12 党员大会4」' });
  });

  it('shows the words of a person as plain characters, whatever they are', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const card = buildCard(textScreen(words));
        for (const markdown of tagged(card, 'markdown')) {
          expect(String(markdown['content']).replace(/&#\d+;/g, '')).not.toMatch(/[<>[\]()#|`~:!]/);
        }
        expect(inspectCard(card ?? {}, NOBODY)).toEqual({ problems: [], mentionsEverybody: false });
      }),
    );
  });

  it('gives two buttons that do the same two names', () => {
    const op = { op: 'continue' } as const;
    const card = buildCard({
      ...countsScreen,
      parts: [
        {
          part: 'actions',
          actions: [
            { label: '开始', op },
            { label: '继续', op },
          ],
        },
      ],
    });
    expect(tagged(card, 'button').map((button) => button['name'])).toEqual([
      'c.7.r7k2m9x4q1',
      'c1.7.r7k2m9x4q1',
    ]);
  });

  it('offers a text that is too long for an input only to be replaced, and blank does not touch it', () => {
    const card = buildCard(withForm([long('highlights', 1400), count('n')]));
    const [input] = tagged(card, 'input');
    expect(input).toMatchObject({ name: 'highlights.kept', max_length: 1000 });
    expect(input).not.toHaveProperty('default_value');
    expect(text(card)).toContain('您写过的 1400 个字都还在');
    expect(text(tagged(card, 'button')[0])).toContain('"facts":["n"]');
  });

  it('shows a text of 1000 characters whole', () => {
    expect(
      tagged(buildCard(withForm([long('highlights', 1000)])), 'input')[0]?.['default_value'],
    ).toHaveLength(1000);
  });

  it('leaves out folded lines first, then the ends of long lines, then the last lines, and says so', () => {
    const lines = (length: number, each: number) =>
      Array.from({ length }, (_, index) => [{ text: `${index} ${'党'.repeat(each)}` }]);
    const folded = buildCard({
      ...countsScreen,
      parts: [{ part: 'fold', title: '已答', lines: lines(200, 100) }],
    });
    expect(text(folded)).toContain('还有 180 行，这里放不下');
    const shortened = buildCard({ ...countsScreen, parts: [{ part: 'lines', lines: lines(10, 3000) }] });
    expect(text(shortened)).toContain('…');
    expect(text(shortened)).not.toContain('放不下');
    const dropped = buildCard({ ...countsScreen, parts: [{ part: 'lines', lines: lines(300, 280) }] });
    expect(text(dropped)).toContain('还有 280 行，这里放不下');
  });

  it('keeps what was typed over what is only told', () => {
    const told = { part: 'lines' as const, lines: [[{ text: '学'.repeat(20_000) }]] };
    const card = buildCard(
      withForm(
        [1, 2, 3, 4, 5, 6].map((n) => long(`text${n}`, 1000)),
        [told],
      ),
    );
    expect(tagged(card, 'input').map((input) => input['default_value'])).toEqual(
      Array(6).fill('党'.repeat(1000)),
    );
    expect(text(card)).toContain('…');
  });

  it('is not made at all when something to be vouched for would not be shown in full', () => {
    const vouched = (length: number): Screen => ({
      ...countsScreen,
      parts: [
        { part: 'lines', lines: [[{ text: '廉'.repeat(length) }]] },
        { part: 'actions', actions: [{ label: '属实，写上', op: { op: 'confirm', card: 'c', seal: 's' } }] },
      ],
    });
    expect(text(buildCard(vouched(5000)))).toContain('廉'.repeat(5000));
    expect(buildCard(vouched(10_000))).toBeUndefined();
  });

  it('is valid and within the limits, whatever the screen', () => {
    fc.assert(
      fc.property(anyScreen, (screen) => {
        const card = buildCard(screen);
        if (!card) {
          // Only a screen with something to vouch for may have no card.
          expect(JSON.stringify(screen.parts)).toMatch(/"op":"(?:confirm|import)"/);
          return;
        }
        expect(size(card)).toBeLessThanOrEqual(CARD_BYTES);
        expect(countElements(card)).toBeLessThanOrEqual(CARD_ELEMENTS);
        expect(inspectCard(card, NOBODY)).toEqual({ problems: [], mentionsEverybody: false });
        const names = all(card['body']).flatMap((element) => (element['tag'] ? (element['name'] ?? []) : []));
        expect(new Set(names).size).toBe(names.length);
        const fields = screen.parts.flatMap((part) => (part.part === 'form' ? part.fields : []));
        const inputs = ['input', 'date_picker', 'select_static', 'multi_select_static'].flatMap((tag) =>
          tagged(card, tag),
        );
        expect(inputs).toHaveLength(fields.length);
        // Inputs and choices give back what was written, so they alone hold it unchanged.
        const shown = JSON.stringify(card, (key, value: unknown) =>
          key === 'default_value' || key === 'value' || key === 'initial_option' || key === 'selected_values'
            ? ''
            : value,
        );
        expect(shown).not.toMatch(/<\s*\/?\s*(?:at|person)\b/i);
      }),
      { numRuns: 300 },
    );
  });
});

function count(fact: string): Field {
  return { fact, label: '次数', control: 'line', most: 6 };
}
