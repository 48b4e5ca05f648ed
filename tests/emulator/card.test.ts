import { describe, expect, test } from 'vitest';
import { inspectCard } from '../../src/emulator/card/inspect.ts';
import { addPerson, createWorld } from '../../src/emulator/world.ts';

const world = createWorld(Date.now);
const { openId } = addPerson(world, '张敏');
const file = {
  key: 'img_v3_known',
  owner: 'bot',
  kind: 'image',
  fileType: 'message',
  name: '图.png',
} as const;
world.files.set(file.key, { ...file, bytes: Buffer.from('x') });

type Element = Record<string, unknown>;

const plain = (content: string) => ({ tag: 'plain_text', content });
const md = (content = '正文') => ({ tag: 'markdown', content });
const card = (...elements: unknown[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  body: { elements },
});
const callback = [{ type: 'callback', value: { op: 'x' } }];
const button = (more: Element = {}) => ({ tag: 'button', text: plain('好'), behaviors: callback, ...more });
const submit = { tag: 'button', name: 'submit', text: plain('提交'), form_action_type: 'submit' };
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'f', elements: [...elements, submit] });
const input = (more: Element = {}) => ({ tag: 'input', name: 'a', ...more });
const columns = (...elements: unknown[]) => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] });
const panel = (...elements: unknown[]) => ({
  tag: 'collapsible_panel',
  header: { title: plain('更多') },
  elements,
});
const table = (more: Element = {}) => ({
  tag: 'table',
  columns: [{ name: 'a', display_name: '甲', data_type: 'text' }],
  rows: [{ a: '一' }],
  ...more,
});
const option = (value: string) => ({ text: plain(value), value });
const select = (tag: string, more: Element = {}) => ({
  tag,
  name: 's',
  options: [option('a'), option('b')],
  ...more,
});
const withHeader = (header: Element) => ({ ...card(md()), header: { title: plain('标题'), ...header } });
const tags = (count: number) =>
  Array.from({ length: count }, () => ({ tag: 'text_tag', text: plain('新'), color: 'blue' }));
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const MALFORMED = 200621;
const LIMIT = 11310;

/** One row per rule: a card that is taken, and its nearest relative that is refused, with the code of the refusal. */
const RULES: [rule: string, accepted: object, refused: object, code: number][] = [
  ['schema is 2.0', card(md()), { ...card(md()), schema: '1.0' }, MALFORMED],
  ['no elements at the top level', card(md()), { ...card(md()), elements: [] }, MALFORMED],
  ['no wide_screen_mode', card(md()), { ...card(md()), config: { wide_screen_mode: true } }, MALFORMED],
  ['no i18n_elements', card(md()), { ...card(md()), i18n_elements: {} }, MALFORMED],
  ['update_multi is not false', card(md()), { ...card(md()), config: { update_multi: false } }, MALFORMED],
  ['no unknown tag', card(md()), card({ tag: 'marquee' }), 200861],
  ['no note', card(md()), card({ tag: 'note', elements: [plain('注')] }), 200861],
  ['no action wrapper', card(button()), card({ tag: 'action', actions: [button()] }), 200861],
  ['no unknown property', card(md()), card({ ...md(), colour: 'red' }), MALFORMED],
  ['no property of 1.0 buttons', card(button()), card(button({ value: { op: 'x' } })), MALFORMED],
  ['a markdown has a content', card(md()), card({ tag: 'markdown' }), MALFORMED],
  ['a header has a title', withHeader({}), { ...card(md()), header: { template: 'blue' } }, MALFORMED],
  ['header colours', withHeader({ template: 'wathet' }), withHeader({ template: 'pink' }), MALFORMED],
  [
    'at most 3 header tags',
    withHeader({ text_tag_list: tags(3) }),
    withHeader({ text_tag_list: tags(4) }),
    LIMIT,
  ],
  [
    'element_id pattern',
    card({ ...md(), element_id: 'a_1' }),
    card({ ...md(), element_id: '1a' }),
    MALFORMED,
  ],
  [
    'element_id length',
    card({ ...md(), element_id: 'a'.repeat(20) }),
    card({ ...md(), element_id: 'a'.repeat(21) }),
    MALFORMED,
  ],
  [
    'element_id once',
    card({ ...md(), element_id: 'a' }, { ...md(), element_id: 'b' }),
    card({ ...md(), element_id: 'a' }, { ...md(), element_id: 'a' }),
    MALFORMED,
  ],
  ['at most 200 elements', card(...many(200, () => md())), card(...many(201, () => md())), LIMIT],
  ['texts count as elements', card(...many(100, () => button())), card(...many(101, () => button())), LIMIT],
  ['nesting to 5 levels', card(panel(columns(panel(md())))), card(panel(columns(panel(panel(md()))))), LIMIT],
  ['lengths are lengths', card({ ...md(), margin: '0px 8px' }), card({ ...md(), margin: '8' }), MALFORMED],
  ['a form only in the root', card(form(input())), card(panel(form(input()))), MALFORMED],
  ['no form in a column', card(form(input())), card(columns(form(input()))), MALFORMED],
  ['a form has a name', card(form(input())), card({ tag: 'form', elements: [submit] }), MALFORMED],
  [
    'a form has a submit button',
    card(form(input())),
    card({ tag: 'form', name: 'f', elements: [input()] }),
    MALFORMED,
  ],
  [
    'the submit button may be in a column',
    card({ tag: 'form', name: 'f', elements: [input(), columns(submit)] }),
    card({ tag: 'form', name: 'f', elements: [input(), columns(button({ name: 'b' }))] }),
    MALFORMED,
  ],
  ['fields of a form have names', card(form(input())), card(form({ tag: 'input' })), MALFORMED],
  ['buttons of a form have names', card(form(button({ name: 'b' }))), card(form(button())), MALFORMED],
  ['names are unique', card(form(input(), input({ name: 'b' }))), card(form(input(), input())), MALFORMED],
  ['names are unique over forms', card(form(input())), card(form(input({ name: 'f' }))), MALFORMED],
  ['no table in a form', card(table()), card(form(table())), MALFORMED],
  ['no chart in a form', card(chart()), card(form(chart())), MALFORMED],
  ['form_action_type in forms only', card(form(submit2())), card(submit2()), MALFORMED],
  [
    'required in forms only',
    card(form(input({ required: true }))),
    card(input({ required: true })),
    MALFORMED,
  ],
  [
    'max_length to 1000',
    card(form(input({ max_length: 1000 }))),
    card(form(input({ max_length: 1001 }))),
    MALFORMED,
  ],
  [
    'max_length from 1',
    card(form(input({ max_length: 1 }))),
    card(form(input({ max_length: 0 }))),
    MALFORMED,
  ],
  [
    'placeholder to 100 characters',
    card(form(input({ placeholder: plain('字'.repeat(100)) }))),
    card(form(input({ placeholder: plain('字'.repeat(101)) }))),
    MALFORMED,
  ],
  [
    'labels are plain',
    card(form(input({ label: plain('次') }))),
    card(form(input({ label: { tag: 'lark_md', content: '次' } }))),
    MALFORMED,
  ],
  [
    'kinds of input',
    card(form(input({ input_type: 'multiline_text' }))),
    card(form(input({ input_type: 'number' }))),
    MALFORMED,
  ],
  [
    'button text to 100 characters',
    card(button({ text: plain('字'.repeat(100)) })),
    card(button({ text: plain('字'.repeat(101)) })),
    MALFORMED,
  ],
  ['button types', card(button({ type: 'primary_filled' })), card(button({ type: 'warning' })), MALFORMED],
  [
    'confirm has title and text',
    card(button({ confirm: { title: plain('?'), text: plain('?') } })),
    card(button({ confirm: { title: plain('?') } })),
    MALFORMED,
  ],
  [
    'callback values are objects',
    card(button()),
    card(button({ behaviors: [{ type: 'callback', value: 'x' }] })),
    MALFORMED,
  ],
  [
    'known behaviours',
    card(button({ behaviors: [{ type: 'open_url', default_url: 'https://a' }] })),
    card(button({ behaviors: [{ type: 'close' }] })),
    MALFORMED,
  ],
  [
    'option values differ',
    card(select('select_static')),
    card(select('select_static', { options: [option('a'), option('a')] })),
    MALFORMED,
  ],
  [
    'multi select in forms only',
    card(form(select('multi_select_static'))),
    card(select('multi_select_static')),
    MALFORMED,
  ],
  [
    'dates',
    card(form({ tag: 'date_picker', name: 'd', initial_date: '2026-12-20' })),
    card(form({ tag: 'date_picker', name: 'd', initial_date: '2026/12/20' })),
    MALFORMED,
  ],
  [
    'checkers',
    card(form({ tag: 'checker', name: 'c', checked: true, text: plain('属实') })),
    card(form({ tag: 'checker', name: 'c', checked: 'yes' })),
    MALFORMED,
  ],
  ['columns in column sets only', card(columns(md())), card({ tag: 'column', elements: [md()] }), MALFORMED],
  [
    'column sets hold columns only',
    card(columns(md())),
    card({ tag: 'column_set', columns: [md()] }),
    MALFORMED,
  ],
  ['weights 1 to 5', card(weighted(5)), card(weighted(6)), MALFORMED],
  ['tables in the root only', card(table()), card(columns(table())), MALFORMED],
  ['at most 5 tables', card(...many(5, () => table())), card(...many(6, () => table())), LIMIT],
  ['page_size 1 to 10', card(table({ page_size: 10 })), card(table({ page_size: 11 })), MALFORMED],
  ['at most 50 columns', card(table(wide(50))), card(table(wide(51))), LIMIT],
  ['rows fit the columns', card(table()), card(table({ rows: [{ b: '二' }] })), 200914],
  ['charts have a type', card(chart()), card({ tag: 'chart', chart_spec: {} }), 200550],
  [
    'pictures were uploaded',
    card({ tag: 'img', img_key: file.key }),
    card({ tag: 'img', img_key: 'img_v3_else' }),
    200570,
  ],
  [
    'known ids in at',
    card(md(`<at id=${openId}></at>`)),
    card(md(`<at id=ou_${'0'.repeat(32)}></at>`)),
    100290,
  ],
  ['quoted text that looks like an at', card(md('&#60;at id=x&#62;')), card(md('答：<at id="x">')), 100290],
  [
    'known ids in person',
    card(md(`<person id='${openId}'></person>`)),
    card(md("<person id = 'x'></person>")),
    100290,
  ],
  [
    'lark_md is parsed, plain text is not',
    card({ tag: 'div', text: plain('<at id=x>') }),
    card({ tag: 'div', text: { tag: 'lark_md', content: '<at id=x>' } }),
    100290,
  ],
  [
    'known ids in person elements',
    card({ tag: 'person', user_id: openId }),
    card({ tag: 'person', user_id: 'x' }),
    100290,
  ],
];

function submit2() {
  return { ...submit, name: 'again' };
}

function chart() {
  return { tag: 'chart', chart_spec: { type: 'linearProgress', data: { values: [] } } };
}

function weighted(weight: number) {
  return { tag: 'column_set', columns: [{ tag: 'column', width: 'weighted', weight, elements: [md()] }] };
}

function wide(count: number) {
  return { columns: many(count, (index) => ({ name: `c${index}` })), rows: [] };
}

describe('rules of a 2.0 card', () => {
  test.each(RULES)('%s', (_rule, accepted, refused, code) => {
    expect(inspectCard(accepted as Element, world).problems).toEqual([]);
    const { problems } = inspectCard(refused as Element, world);
    expect(problems.map((problem) => problem.code)).toContain(code);
  });

  test('the sample form of the documentation passes', () => {
    const skip = button({ name: 'skip' });
    const sample = {
      schema: '2.0',
      config: {
        update_multi: true,
        width_mode: 'fill',
        enable_forward: false,
        summary: { content: '第 3/12 题' },
      },
      header: {
        title: plain('述职访谈'),
        subtitle: plain('第 3/12 题'),
        template: 'blue',
        text_tag_list: tags(1),
      },
      body: {
        direction: 'vertical',
        vertical_spacing: '8px',
        padding: '12px 12px 12px 12px',
        elements: [
          form(
            input({
              required: true,
              max_length: 4,
              label: plain('全年党员大会次数'),
              placeholder: plain('如 12'),
            }),
            select('select_static'),
            { tag: 'column_set', columns: [{ tag: 'column', width: 'auto', elements: [skip] }] },
          ),
        ],
      },
    };
    expect(inspectCard(sample, world).problems).toEqual([]);
  });

  test.each(['<at id=all></at>', '<at id="all"></at>', "<at ids='all'></at>", '<AT user_id=all>'])(
    '%s mentions everybody',
    (text) => {
      expect(inspectCard(card(md(text)), world)).toEqual({ problems: [], mentionsEverybody: true });
    },
  );

  test('an escaped mention does not', () => {
    expect(inspectCard(card(md('&#60;at id=all&#62;')), world).mentionsEverybody).toBe(false);
  });
});
