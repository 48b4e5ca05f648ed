/** What somebody could type to break out of a document or a file name, shown to stand there as the characters it is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeDraft } from '../../src/app/draft.ts';
import { annexOf } from '../../src/app/sources.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { Block } from '../../src/report/blocks.ts';
import { writeDocx } from '../../src/report/docx/index.ts';
import { emptyReport, NOW } from '../flow/support.ts';
import {
  all,
  constant,
  fact,
  open,
  parse,
  properties,
  readPart,
  report,
  textOf,
} from '../report/support-docx.ts';
import { kinds } from '../support/office.ts';

const kind = kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const { flow } = kind;
const json = JSON.parse(readFileSync('tests/fixtures/project-branch.facts.json', 'utf8')) as {
  readonly year: number;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** A report in which she gave this name to what she is proud of, or to herself. */
function reportWith(id: string, words: string) {
  const read = readFactsFile(JSON.stringify({ ...json, facts: { ...json.facts, [id]: words } }), flow);
  if ('wrong' in read) throw new Error(JSON.stringify(read.wrong));
  return { ...emptyReport({ kind: 'project-branch' }), version: 3, facts: read.facts };
}
const draftOf = (one: ReturnType<typeof reportWith>) =>
  makeDraft(kind, one, one.facts, { number: 1, final: false, at: NOW });

/** A table and a gap with a note that hold these words, too. */
const withMore = (words: string): readonly Block[] => [
  ...report,
  { type: 'table', head: ['事项', words], rows: [[[constant('奖励')], [fact(words)]]] },
  {
    type: 'paragraph',
    spans: [{ kind: 'gap', fact: 'x', text: `【待补充：${words}】`, note: { id: 7, text: words } }],
  },
];

/** Kept as they are: not read as markup, template, formula, mention or link by anything. */
const PLAIN = [
  ...['{{constructor}}', '{{#with this}}x{{/with}}', '{{{firstHighlight}}}', 'constructor'],
  ...[']]>甲', '</w:t><w:p>乙', '&#x1;丙', '<!ENTITY a "b">', '"丁" w:val="x'],
  ...["=cmd|' /C calc'!A0", '+1甲', '@SUM(1)', '<at id=all></at>甲', '[甲](http://x.y)'],
];
/** Must not be in any document. */
const ILLEGAL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe('words that attack a document', () => {
  it.each(PLAIN)('%s stands in the draft and in the list of sources as it was typed', (words) => {
    const one = reportWith('firstHighlight', words);
    const draft = draftOf(one);
    const usual = draftOf(reportWith('firstHighlight', '普通'));
    for (const [bytes, twin] of [
      [draft.bytes, usual.bytes],
      [annexOf(kind, one, NOW).bytes, annexOf(kind, reportWith('firstHighlight', '普通'), NOW).bytes],
    ] as const) {
      for (const [name, part] of Object.entries(open(bytes))) {
        expect(() => parse(part.replace(/^<\?xml[^>]*\?>/, '')), name).not.toThrow();
      }
      expect(textOf(readPart(bytes, 'word/document.xml'))).toContain(words);
      // No paragraph more than the same report has with harmless words in that place.
      const paragraphs = (of: Uint8Array) => all(readPart(of, 'word/document.xml'), 'w:p').length;
      expect(paragraphs(bytes)).toBe(paragraphs(twin));
    }
  });

  it.each([']]>', '</w:t><w:p>', '&#x1;', '\u0001x\u0002', 'a\ufffeb', 'a\ud800b', '\udc00'])(
    '%j in every kind of paragraph, in a table, in a comment and in the properties',
    (words) => {
      const blocks = withMore(words).map((block) =>
        'spans' in block ? { ...block, spans: [...block.spans, constant(words), fact(words)] } : block,
      );
      const bytes = writeDocx(blocks, { ...properties, title: words, creator: words });
      for (const [name, part] of Object.entries(open(bytes))) {
        expect(() => parse(part.replace(/^<\?xml[^>]*\?>/, '')), name).not.toThrow();
        expect(part, name).not.toMatch(ILLEGAL);
      }
      const count = (of: Uint8Array) => all(readPart(of, 'word/document.xml'), 'w:p').length;
      expect(count(bytes)).toBe(count(writeDocx(withMore('普通'), properties)));
      expect(open(bytes)['word/comments.xml']).toBeDefined();
    },
  );

  it.each(['../../etc/passwd', 'a/b\\c', '张\u202e敏', '张\n敏', 'CON', '张"; filename="x', '敏'.repeat(20)])(
    '%j as her name makes a file name of one plain part',
    (words) => {
      const { name } = draftOf(reportWith('writerName', words));
      expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
      expect(name).not.toMatch(/^[.\s]/);
      expect(name).toMatch(/第1稿[^/]*\.docx$/);
      expect(Buffer.byteLength(name)).toBeLessThan(255);
    },
  );
});
