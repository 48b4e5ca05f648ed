/** A draft that she changed in Word and sent back: real files, edited in their XML as Word leaves them. */
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { makeDraft, renderDraft } from '../../src/app/draft.ts';
import { draftMark, returnedFrom } from '../../src/app/own-words-file.ts';
import { previewOf } from '../../src/app/preview.ts';
import type { Report } from '../../src/flow/model.ts';
import { ownChanges } from '../../src/flow/own-words.ts';
import { present } from '../../src/flow/present/index.ts';
import { readReturned } from '../../src/report/returned.ts';
import { writeText } from '../../src/report/text.ts';
import { actionsOf, emptyReport, interview, ME, NOW, textOf } from '../flow/support.ts';
import { bomb } from '../support/bombs.ts';
import { kinds } from '../support/office.ts';

const found = kinds.get('project-branch');
if (found === undefined) throw new Error('no project-branch');
const kind = found;

const PROBLEM = '理论学习不够深入，八月份的集中学习拖到了九月。原因是工期一紧就先让学习让路。';
/** A talk with a draft made, and the bytes that were sent. */
function sent(more: readonly string[] = []) {
  const start = interview(kind.flow, emptyReport({ kind: 'project-branch' }));
  start.opens();
  start.clicks({ op: 'submit', card: 'who' }, { writerName: '张敏', branchName: '清源河大桥项目党支部' });
  start.says('支委会12 党员大会4 党课3');
  start.clicks(
    { op: 'submit', card: cardOf('firstProblem'), facts: ['firstProblem'] },
    { firstProblem: PROBLEM },
  );
  for (const words of more) start.says(words);
  const report: Report = { ...start.report, draft: { made: 1, upTo: start.report.version } };
  const { facts } = report;
  const mark = draftMark(report.id, 1);
  const { bytes } = makeDraft(kind, report, facts, { number: 1, final: false, at: NOW, mark });
  const store = { snapshot: async () => JSON.stringify({ at: NOW, facts, length: '标准' }) };
  const talk = interview(kind.flow, report);
  const comes = async (file: Uint8Array | undefined, name = '第1稿.docx') => {
    const common = { id: 'm-file', by: ME, at: NOW + 5000 } as const;
    const inbound = { ...common, type: 'other', what: 'file' } as const;
    const read = await returnedFrom(kind, talk.report, store, inbound, { name, bytes: file });
    talk.apply(read);
    return read.read;
  };
  const screen = () => present(kind.flow, talk.report, { preview: () => previewOf(kind, talk.report, NOW) });
  return {
    talk,
    bytes,
    comes,
    seen: () => textOf(screen()),
    taps: (label: string) => {
      const action = actionsOf(screen()).find((one) => one.label === label);
      if (action === undefined) throw new Error(`no button ${label} on: ${textOf(screen())}`);
      return talk.clicks(action.op);
    },
    text: () => writeText(renderDraft(kind, talk.report, talk.report.facts, NOW).blocks),
  };
}
const cardOf = (fact: string): string => kind.flow.cards.find(({ facts }) => facts.includes(fact))?.id ?? '';

function edited(
  bytes: Uint8Array,
  change: (xml: string) => string,
  others: Record<string, null> = {},
): Uint8Array {
  const files = unzipSync(bytes);
  const before = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  const after = change(before);
  expect(after).not.toBe(before);
  const kept = Object.entries(files).filter(([name]) => !(name in others));
  return zipSync({ ...Object.fromEntries(kept), 'word/document.xml': strToU8(after) });
}
const swap = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  edited(bytes, (xml) => xml.replace(from, to));

describe('a figure that was changed in the text', () => {
  test('is offered as a change of the fact, with both values; taken, the source is the file', async () => {
    const { talk, bytes, comes, seen, taps, text } = sent();
    await comes(swap(bytes, '支委会12次', '支委会13次'));
    expect(seen()).toContain('您在第 1 稿里改了 1 处');
    expect(seen()).toContain('支委会 12→13 次：改这个数吗？');
    expect(talk.values()).toMatchObject({ committeeMeetings: 12 });
    taps('用上');
    expect(talk.values()).toMatchObject({ committeeMeetings: 13 });
    expect(talk.report.facts['committeeMeetings']?.source).toMatchObject({
      words: '第 1 稿的文件《第1稿.docx》里改成：13',
    });
    expect(Object.keys(talk.values()).filter((id) => id.startsWith('own:'))).toEqual([]);
    expect(text()).toContain('支委会13次');
    expect(seen()).toContain('文件里改的 1 处已经用上了');
  });

  test('several figures of one sentence are each a fact; one by one or none', async () => {
    const { talk, bytes, comes, seen, taps } = sent();
    await comes(
      edited(bytes, (xml) => xml.replace('支委会12次', '支委会13次').replace('大会4次', '大会6次')),
    );
    expect(seen()).toContain('您在第 1 稿里改了 2 处');
    taps('2 不改');
    expect(seen()).toContain('您在第 1 稿里改了 1 处');
    taps('1 改');
    expect(talk.values()).toMatchObject({ committeeMeetings: 12, memberMeetings: 6 });
  });

  test('a blank that she filled in Word is the fact', async () => {
    const { talk, bytes, comes, seen, taps } = sent(['修改 支委会', '稍后补']);
    await comes(swap(bytes, '【待补充：支委会】', '11'));
    expect(seen()).toContain('支委会 （空着）→11 次：改这个数吗？');
    taps('用上');
    expect(talk.values()).toMatchObject({ committeeMeetings: 11 });
  });

  test('words that are no figure make it her own paragraph', async () => {
    const { talk, bytes, comes, taps, text } = sent();
    await comes(swap(bytes, '支委会12次', '支委会十余次'));
    taps('用上');
    expect(talk.values()).toMatchObject({ committeeMeetings: 12 });
    expect(text()).toContain('支委会十余次');
  });

  test('changed in the chat since the card was made: not overwritten, shown again', async () => {
    const { talk, bytes, comes, seen, taps } = sent();
    await comes(swap(bytes, '支委会12次', '支委会13次'));
    const shown = talk.report.version;
    talk.says('支委会 15');
    talk.clicks({ op: 'returned', does: 'all', at: 0 }, undefined, shown);
    expect(talk.values()).toMatchObject({ committeeMeetings: 15 });
    expect(seen()).toContain('卡片上的内容刚才变了');
    expect(seen()).toContain('出稿以后您又说过是 15');
    taps('用上');
    expect(talk.values()).toMatchObject({ committeeMeetings: 13 });
  });
});

describe('what she said between the draft and the file', () => {
  const OLD = '工期一紧就先让学习让路';

  test.each([
    ['another length was chosen', '详细一点'],
    ['something was taken back', '撤销'],
  ])('a figure under her new words that changed is shown to her, though %s', async (_, then) => {
    const { talk, bytes, comes, taps } = sent(['党课 4']);
    talk.says('支委会 15');
    if (then === '撤销') talk.says('预备党员 2');
    talk.says(then);
    await comes(swap(bytes, '支委会12次', '支委会十二次，次次有记录'));
    taps('用上');
    expect(ownChanges(kind.flow, talk.report).flatMap(({ changed }) => changed)).toContainEqual(
      expect.objectContaining({ fact: 'committeeMeetings', is: '15 次' }),
    );
  });

  test('the same when the next draft was made before she said yes', async () => {
    const { talk, bytes, comes } = sent();
    talk.says('支委会 15');
    await comes(swap(bytes, '支委会12次', '支委会十二次，次次有记录'));
    const { report } = talk;
    const made = { ...report, version: report.version + 1, draft: { made: 2, upTo: report.version } };
    const later = interview(kind.flow, made);
    later.clicks({ op: 'returned', does: 'all', at: 0 }, undefined, report.version);
    expect(ownChanges(kind.flow, later.report)).toHaveLength(1);
  });

  test('her own words for the same paragraph stand on the card before they are replaced', async () => {
    const { bytes, comes, seen, taps, text } = sent();
    await comes(swap(bytes, OLD, '排计划时没有给学习留时间，责任在我'));
    taps('用上');
    await comes(swap(bytes, OLD, '学习计划排得太满'), '第1稿(1).docx');
    expect(seen()).toContain('出稿以后您又写过：「理论学习不够深入');
    expect(seen()).toContain('责任在我');
    taps('用上');
    expect(text()).toContain('学习计划排得太满');
  });

  test('so does every answer to the same question', async () => {
    const { talk, bytes, comes, seen } = sent();
    const file = swap(bytes, '支委会12次', '支委会13次');
    talk.says('支委会没有');
    await comes(file);
    expect(seen()).toContain('出稿以后您又说过是 没有');
    talk.says('支委会 12');
    await comes(file);
    expect(seen()).toContain('出稿以后您又说过是 12 次');
  });
});

describe('a paragraph that was put in other words', () => {
  const NEW = '今年最大的不足是学得散：八月的集中学习拖到了九月。';

  test('is shown old and new, and is hers after a yes, in every later draft', async () => {
    const { talk, bytes, comes, seen, taps, text } = sent();
    await comes(
      swap(bytes, '工期一紧就先让学习让路', '项目部排计划时没有给学习留时间，工期一紧就让路，责任在我'),
    );
    expect(seen()).toContain('原来：');
    expect(seen()).toContain('责任在我');
    taps('用上');
    expect(text()).toContain('责任在我');
    talk.says('支委会 14');
    expect(text()).toContain('责任在我');
    expect(text()).toContain('支委会14次');
  });

  test('the number before it stays ours', async () => {
    const { bytes, comes, taps, text, talk } = sent(['第二个问题：走访不够勤，全年只去了三次工区。']);
    await comes(
      edited(bytes, (xml) => xml.replace(/理论学习不够深入[^<]*/, NEW).replace(/原因是工期一紧[^<]*/, '')),
    );
    taps('用上');
    const [own] = Object.entries(talk.values()).filter(([id]) => id.startsWith('own:'));
    expect(String(own?.[1])).toContain('今年最大的不足');
    expect(text().split('今年最大的不足')).toHaveLength(2);
  });

  test('one that she added goes on with the paragraph before it', async () => {
    const { bytes, comes, seen, taps, text } = sent();
    const added = '<w:p><w:r><w:t>另外，我们还办了一期夜校，来了四十个人。</w:t></w:r></w:p>';
    await comes(
      edited(bytes, (xml) =>
        xml.replace(/(<w:p>(?:(?!<\/w:p>).)*支委会12次(?:(?!<\/w:p>).)*<\/w:p>)/s, `$1${added}`),
      ),
    );
    expect(seen()).toContain('夜校');
    taps('用上');
    expect(text()).toMatch(/支委会12次[^\n]*\n　　另外，我们还办了一期夜校/);
  });

  test('one that she wrote anew from the first word to the last stands where the old one was', async () => {
    const { bytes, comes, seen, taps, text } = sent();
    const anew = '<w:p><w:r><w:t>每月第一个周五开会，全年没有断过。</w:t></w:r></w:p>';
    await comes(
      edited(bytes, (xml) => xml.replace(/<w:p>(?:(?!<\/w:p>).)*支委会12次(?:(?!<\/w:p>).)*<\/w:p>/s, anew)),
    );
    expect(seen()).toMatch(/原来：[^\n]*支委会12次[\s\S]*改成：[^\n]*每月第一个周五开会/);
    expect(seen()).not.toContain('删掉的');
    taps('用上');
    expect(text()).toContain('每月第一个周五开会，全年没有断过。');
    expect(text()).not.toContain('支委会12次');
  });

  test('one that she took out is said and not dropped', async () => {
    const { bytes, comes, seen, text } = sent();
    await comes(
      edited(bytes, (xml) => xml.replace(/<w:p>(?:(?!<\/w:p>).)*支委会12次(?:(?!<\/w:p>).)*<\/w:p>/s, '')),
    );
    expect(seen()).toContain('没有能直接用上的');
    expect(seen()).toMatch(/删掉的 1 段没有动/);
    expect(text()).toContain('支委会12次');
  });

  test('placeholders left in it are said, and not taken', async () => {
    const { bytes, comes, seen } = sent();
    await comes(swap(bytes, '工期一紧就先让学习让路', 'XX'));
    expect(seen()).toContain('里面还留着「XX」');
    expect(seen()).toContain('没有能直接用上的');
  });

  test('都不用: nothing changes', async () => {
    const { talk, bytes, comes, taps } = sent();
    const before = talk.values();
    await comes(swap(bytes, '支委会12次', '支委会13次'));
    taps('都不用');
    expect(talk.values()).toEqual(before);
  });
});

describe('tracked changes', () => {
  const run = (tag: string, words: string) =>
    `<w:r><w:rPr/><w:${tag} xml:space="preserve">${words}</w:${tag}></w:r>`;
  const tracked = (bytes: Uint8Array) =>
    edited(bytes, (xml) =>
      xml.replace(
        /(<w:r>(?:(?!<w:r>).)*?<w:t[^>]*>)([^<]*)支委会12次([^<]*)(<\/w:t><\/w:r>)/s,
        (_, open: string, before: string, after: string, close: string) =>
          `${open}${before}支委会${close}<w:del w:id="1" w:author="a">${run('delText', '12')}</w:del>` +
          `<w:ins w:id="2" w:author="a">${run('t', '13')}</w:ins>${open}次${after}${close}`,
      ),
    );

  test('insertions are taken, deletions are left out, and it is said', async () => {
    const { bytes, comes, seen } = sent();
    await comes(tracked(bytes));
    expect(seen()).toContain('文件里有修订：插入的按写进去算，删除的按删掉算。');
    expect(seen()).toContain('支委会 12→13 次：改这个数吗？');
  });

  test('a paragraph whose end was deleted goes on in the next', () => {
    const xml = (inner: string) =>
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inner}</w:body></w:document>`;
    const file = (inner: string) => zipSync({ 'word/document.xml': strToU8(xml(inner)) });
    const deleted = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>';
    expect(
      readReturned(
        file(
          `<w:p>${deleted}${run('t', '甲')}</w:p><w:p>${run('t', '乙')}</w:p><w:p>${run('t', '丙')}</w:p>`,
        ),
      ),
    ).toEqual({ paragraphs: ['甲乙', '丙'], tracked: true });
    expect(
      readReturned(
        file(`<w:p>${run('t', '甲&amp;&#x4e59;&lt;')}<w:r><w:br/></w:r>${run('t', '丙')}</w:p><w:p/>`),
      ),
    ).toEqual({ paragraphs: ['甲&乙<\n丙'], tracked: false });
    expect(
      readReturned(
        file(
          `<w:p><w:moveFrom w:id="1">${run('t', '甲')}</w:moveFrom><w:moveTo w:id="2">${run('t', '乙')}</w:moveTo></w:p>`,
        ),
      ),
    ).toEqual({ paragraphs: ['乙'], tracked: true });
  });
});

describe('files that nothing is taken from', () => {
  const refused = async (file: (bytes: Uint8Array) => Uint8Array | undefined, name?: string) => {
    const { talk, bytes, comes, seen } = sent();
    const before = talk.values();
    const read = await comes(file(bytes), name);
    expect(talk.values()).toEqual(before);
    return { read, seen: seen() };
  };
  const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const other = (xml = '<w:p><w:r><w:t>别的文件</w:t></w:r></w:p>') =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${xml}</w:body></w:document>`,
      ),
    });

  test.each<[string, (bytes: Uint8Array) => Uint8Array | undefined, string]>([
    ['as it was sent', (bytes) => bytes, '没有看到改动'],
    ['not ours', () => other(), '不像是我发给您的稿子'],
    ['cut short', (bytes) => bytes.slice(0, 500), '可能坏了'],
    ['empty', () => new Uint8Array(), '可能坏了'],
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]), '可能坏了'],
    ['a workbook', () => zipSync({ 'xl/workbook.xml': strToU8('<a/>') }), '不是 Word 文档'],
    [
      'with a password',
      () => new Uint8Array([...OLE, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      '加了密码',
    ],
    ['.doc', () => new Uint8Array([...OLE, 1, 2, 3]), '另存为 .docx'],
    ['20 MB', () => new Uint8Array(20 * 1024 * 1024 + 1), '太大了'],
    ['not to be had', () => undefined, '没能取到'],
    ['no XML', (bytes) => edited(bytes, () => '<<<'), '可能坏了'],
    [
      'entities',
      (bytes) =>
        edited(bytes, (xml) => xml.replace('<w:document', '<!DOCTYPE a [<!ENTITY b "c">]><w:document')),
      '可能坏了',
    ],
    ['a gigabyte of zeros', () => bomb('word/document.xml', {}), '太大了'],
    ['a gigabyte that says it is small', () => bomb('word/document.xml', {}, 1000), '太大了'],
    ['a bomb', () => zipSync({ 'word/document.xml': new Uint8Array(31 * 1024 * 1024) }), '太大了'],
  ])('%s', async (_, file, words) => {
    const { seen } = await refused(file);
    expect(seen).toContain('《第1稿.docx》');
    expect(seen).toContain(words);
  });

  test('of an older draft, and of another report', async () => {
    const { talk, bytes, comes, seen } = sent();
    const renamed = (mark: string) => {
      const files = unzipSync(bytes);
      const custom = strFromU8(files['docProps/custom.xml'] ?? new Uint8Array());
      expect(custom).toContain(draftMark('r1', 1));
      return zipSync({ ...files, 'docProps/custom.xml': strToU8(custom.replace(draftMark('r1', 1), mark)) });
    };
    const before = talk.values();
    await comes(renamed(draftMark('r1', 0)));
    expect(seen()).toContain('是以前的稿子，没有动。现在是第 1 稿了');
    await comes(renamed(draftMark('r2', 1)));
    expect(seen()).toContain('是另一份报告的稿子');
    await comes(renamed(draftMark('r1', 7)));
    expect(seen()).toContain('不像是我发给您的稿子');
    expect(talk.values()).toEqual(before);
  });

  test('without its mark it is known by what stands in it', async () => {
    const { bytes, comes, seen } = sent();
    await comes(
      edited(bytes, (xml) => xml.replace('支委会12次', '支委会13次'), { 'docProps/custom.xml': null }),
    );
    expect(seen()).toContain('支委会 12→13 次');
  });

  test('name and date below the text are left as they are', async () => {
    const { bytes, comes, seen } = sent();
    await comes(edited(bytes, (xml) => xml.replace(/(.*)2026年11月20日/s, '$12026年12月30日')));
    expect(seen()).toContain('落款的姓名和日期由我来写');
  });

  test('any bytes at all: an answer, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(1), (bytes, zip) => {
        const file = zip === 1 ? new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]) : bytes;
        expect(readReturned(file)).toHaveProperty('refused');
      }),
    );
    const pieces = fc.constantFrom(
      '<w:p>',
      '</w:p>',
      '<w:t>',
      '</w:t>',
      '<w:del>',
      '</w:del>',
      '<',
      '>',
      '&',
      '字',
      '<!--',
      '<w:br/>',
      '<mc:Fallback>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (all) => {
        expect(() => readReturned(other(all.join('')))).not.toThrow();
      }),
    );
  });
});

describe('the file', () => {
  test('same facts, same bytes; without a mark nothing of it is in the file', () => {
    const { talk, bytes } = sent();
    const request = { number: 1, final: false, at: NOW } as const;
    const { facts } = talk.report;
    expect(makeDraft(kind, talk.report, facts, { ...request, mark: draftMark('r1', 1) }).bytes).toEqual(
      bytes,
    );
    const files = unzipSync(makeDraft(kind, talk.report, facts, request).bytes);
    expect(Object.keys(files)).not.toContain('docProps/custom.xml');
    expect(strFromU8(files['[Content_Types].xml'] ?? new Uint8Array())).not.toContain('custom');
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('"r1"');
  });
});
