import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Span } from '../../src/report/blocks.ts';
import { writeDocx } from '../../src/report/docx/index.ts';
import { withNotes } from '../../src/report/notes.ts';
import { all, constant, one, open, paragraph, parse, properties, readPart, textOf } from './support-docx.ts';

const gap = (label: string): Span => ({ kind: 'gap', fact: label, text: `【待补充：${label}】` });
const SAYS = (span: { readonly fact: string }): string =>
  `还缺：${span.fact}。在聊天里回“${span.fact} 12”就补上了。`;

const BLOCKS: readonly Block[] = [
  { type: 'title', spans: [gap('党支部名称'), constant('书记述职报告')] },
  { type: 'heading', level: 1, spans: [constant('一、组织生活')] },
  {
    type: 'paragraph',
    lead: { as: 'strong', spans: [constant('一是'), gap('第一个不足')] },
    spans: [constant('召开支委会'), gap('支委会次数'), gap('党员大会'), constant('次。')],
  },
  { type: 'table', head: ['项目', '次数'], rows: [[[constant('党课')], [gap('党课')]]] },
  { type: 'signature', name: [gap('姓名')], date: [constant('2026年11月20日')] },
];
const noted = withNotes(BLOCKS, SAYS);
const bytes = writeDocx(noted, properties);

const ids = (name: string, part = 'word/document.xml', file = bytes): readonly (string | undefined)[] =>
  all(readPart(file, part), name).map((each) => each.attributes['w:id']);

describe('a comment at each gap', () => {
  test('says what is missing and how to give it, in the order of the text', () => {
    const comments = all(readPart(bytes, 'word/comments.xml'), 'w:comment').map(textOf);
    const facts = ['党支部名称', '第一个不足', '支委会次数', '党员大会', '党课', '姓名'];
    expect(comments).toEqual(facts.map((fact) => SAYS({ fact })));
  });

  test('stands around the blank and nothing else, by an id that is unique', () => {
    const wanted = ['0', '1', '2', '3', '4', '5'];
    expect(ids('w:comment', 'word/comments.xml')).toEqual(wanted);
    for (const name of ['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference'])
      expect(ids(name)).toEqual(wanted);
    const xml = open(bytes)['word/document.xml'] ?? '';
    const inside = [
      ...xml.matchAll(/<w:commentRangeStart w:id="\d"\/>(.*?)<w:commentRangeEnd w:id="\d"\/>/g),
    ];
    expect(inside.map(([, markup = '']) => /<w:t [^>]*>([^<]*)</.exec(markup)?.[1])).toEqual([
      ...['【待补充：党支部名称】', '【待补充：第一个不足】', '【待补充：支委会次数】'],
      ...['【待补充：党员大会】', '【待补充：党课】', '【待补充：姓名】'],
    ]);
    for (const [, markup = ''] of inside) expect(markup).toContain('<w:highlight w:val="yellow"/>');
  });

  test('is declared, reached and styled as Word does it', () => {
    const types = all(readPart(bytes, '[Content_Types].xml'), 'Override').map((each) => each.attributes);
    expect(types).toContainEqual({
      PartName: '/word/comments.xml',
      ContentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml',
    });
    const links = all(readPart(bytes, 'word/_rels/document.xml.rels'), 'Relationship');
    expect(new Set(links.map((link) => link.attributes['Id'])).size).toBe(links.length);
    expect(links.find((link) => link.attributes['Target'] === 'comments.xml')?.attributes['Type']).toMatch(
      /\/relationships\/comments$/,
    );
    const names = all(readPart(bytes, 'word/styles.xml'), 'w:style').map(
      (style) => one(style, 'w:name').attributes['w:val'],
    );
    expect(names).toEqual(expect.arrayContaining(['annotation text', 'annotation reference']));
  });

  test('a file without notes has no comments at all', () => {
    const parts = open(writeDocx(BLOCKS, properties));
    expect(Object.keys(parts)).not.toContain('word/comments.xml');
    for (const xml of Object.values(parts)) expect(xml).not.toMatch(/comments\.xml|<w:comment/);
  });

  test('the text is the same with and without them', () => {
    const plainFile = writeDocx(BLOCKS, properties);
    expect(textOf(readPart(bytes, 'word/document.xml'))).toBe(
      textOf(readPart(plainFile, 'word/document.xml')),
    );
  });
});

test('any label is harmless, every reference has its comment, and the same blocks give the same bytes', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '</w:t></w:comment>',
      ']]>',
      '\u0001',
      '&amp;"\'',
      '一\n二\r\n三',
      '\ud800',
      ' \n ',
      '',
      '𪛖',
    ),
  );
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), (labels) => {
      const spans = labels.map((text): Span => ({ kind: 'gap', fact: text, text }));
      const blocks: readonly Block[] = [
        { type: 'title', spans },
        paragraph(...spans),
        { type: 'table', head: [], rows: [spans.map((span) => [span])] },
      ];
      const file = writeDocx(withNotes(blocks, SAYS), properties);
      for (const xml of Object.values(open(file))) parse(xml);
      const defined = 'word/comments.xml' in open(file) ? ids('w:comment', 'word/comments.xml', file) : [];
      for (const name of ['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference'])
        expect(ids(name, 'word/document.xml', file)).toEqual(defined);
      expect(new Set(defined).size).toBe(defined.length);
      expect(writeDocx(withNotes(blocks, SAYS), properties)).toEqual(file);
    }),
    { numRuns: 60 },
  );
});
