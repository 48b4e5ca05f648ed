import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ledgerFromFile, ledgerFromText } from '../../src/app/ledger.ts';
import type { Inbound } from '../../src/flow/inbound.ts';
import { countLedger } from '../../src/ledger/count.ts';
import { decoded } from '../../src/ledger/csv.ts';
import { dayOf, monthIn } from '../../src/ledger/day.ts';
import { pastedTable } from '../../src/ledger/paste.ts';
import { readFile } from '../../src/ledger/read-file.ts';
import { interview, ME, NOW, smallFlow, textOf } from '../flow/support.ts';
import { workbook } from '../support/workbook.ts';

const KINDS = [
  { fact: 'committee', names: ['支委会', '支部委员会'] },
  { fact: 'members', names: ['支部党员大会', '党员大会'] },
  { fact: 'lectures', names: ['党课'] },
  { fact: 'groupMeetings', names: ['党小组会'] },
];
const YEAR = { year: 2026, today: '2026-11-20' };
const count = (rows: string) =>
  countLedger(
    [
      {
        name: '',
        rows: rows
          .trim()
          .split('\n')
          .map((row) => row.split('|').map((cell) => cell.trim())),
      },
    ],
    KINDS,
    YEAR,
  );
const totals = (rows: string) =>
  Object.fromEntries(count(rows).counts.map(({ fact, count: total }) => [fact, total]));

const LEDGER = `
序号 | 时间 | 会议类型 | 主题 | 参加人数
1 | 2026年1月8日 | 支委会 | 研究年度计划 | 5
2 | 2026-02-10 | 支委会 | 研究党课安排 | 5
3 | 2026/3/5 | 支部党员大会 | 学习全会精神 | 21
4 | 3月20日 | 党课 | 书记讲党课 | 20
5 | 2026.4.8 | 支委会、党课 | 合并召开 | 20
6 | 2025-12-30 | 支委会 | 去年的 | 5
7 | 2026-12-10 | 支委会 | 计划 | 5
8 | 待定 | 支委会 | 没有日期 | 5
9 | 2026-05-06 | 参观 | 红色场馆 | 12
10 | 2026-02-30 | 支委会 | 没有这一天 | 5
合计 | | 10 | |`;

describe('a ledger, one meeting a row', () => {
  it('is counted by kind and month, and says which rows are not', () => {
    const { counts, left, upTo } = count(LEDGER);
    expect(counts).toEqual([
      { fact: 'committee', count: 3, months: [1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0] },
      { fact: 'members', count: 1, months: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      { fact: 'lectures', count: 2, months: [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0] },
    ]);
    expect(left.map(({ row, why }) => [row, why])).toEqual([
      [7, 'other-year'],
      [8, 'ahead'],
      [9, 'no-day'],
      [10, 'no-kind'],
      [11, 'no-day'],
    ]);
    expect(upTo).toBe('2026-04-08');
  });

  it('counts the same row twice once, and says so', () => {
    const { counts, left } = count('日期|类型\n2026-01-08|支委会\n2026-01-08|支委会\n2026-01-09|支委会');
    expect(counts[0]?.count).toBe(2);
    expect(left).toMatchObject([{ row: 3, why: 'twice' }]);
  });

  it.each([
    [
      'a title above the head',
      '2026年三会一课台账\n日期|会议名称|地点\n2026-01-08|一月份支委会|会议室',
      { committee: 1 },
    ],
    [
      'no head at all',
      '2026-01-08|支委会|会议室\n2026-02-08|支委会|会议室\n2026-03-08|党员大会|会议室',
      { committee: 2, members: 1 },
    ],
    [
      'the kind only in the topic',
      '日期|主题\n2026-01-08|召开支委会研究安全\n2026-01-09|第一次党小组会',
      { committee: 1, groupMeetings: 1 },
    ],
    [
      'months down, kinds across',
      '月份|支委会|党员大会|党课（次）\n1月|1|1|0\n2月|2|0|1\n三月|1次|1|\n12月|1|1|1\n合计|5|3|2',
      { committee: 4, members: 2, lectures: 1 },
    ],
    ['day numbers of a spreadsheet', '日期|类型\n46030|支委会\n46060|支委会', { committee: 2 }],
    ['nothing of the kind', '姓名|电话\n张敏|1', {}],
  ])('%s', (_, rows, expected) => {
    expect(totals(rows)).toEqual(expected);
  });

  it('takes the kind from the name of the sheet when no row says it', () => {
    const rows = [
      ['日期', '主题'],
      ['2026-01-08', '安全'],
      ['2026-02-08', '防汛'],
    ];
    expect(countLedger([{ name: '支委会', rows }], KINDS, YEAR).counts).toMatchObject([
      { fact: 'committee', count: 2 },
    ]);
  });
});

describe('the day of a row', () => {
  it.each([
    ['2026-03-08', '2026-03-08'],
    ['2026/3/8', '2026-03-08'],
    ['2026.3.8', '2026-03-08'],
    ['2026年3月8日', '2026-03-08'],
    ['2026 年 3 月 8 日 上午', '2026-03-08'],
    ['3月8日', '2026-03-08'],
    ['3.8', '2026-03-08'],
    ['20260308', '2026-03-08'],
    ['46089', '2026-03-08'],
    ['2026-02-30', undefined],
    ['13月1日', undefined],
    ['12', undefined],
    ['会议室', undefined],
    ['', undefined],
  ])('%s', (cell, day) => expect(dayOf(cell, 2026)).toBe(day));
  it.each([
    ['3月', 3],
    ['三月份', 3],
    ['十二月', 12],
    ['2026年3月', 3],
    ['2026-03', 3],
    ['2025年3月', undefined],
    ['合计', undefined],
  ])('%s is month %s', (cell, month) => expect(monthIn(cell, 2026)).toBe(month));
});

const GBK_LEDGER = new Uint8Array([
  ...[0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x0a],
  ...[...'2026-01-08,'].map((sign) => sign.charCodeAt(0)),
  ...[0xd6, 0xa7, 0xce, 0xaf, 0xbb, 0xe1],
]);

describe('a file', () => {
  it('in .xlsx is read cell by cell, days as days', async () => {
    expect(
      await readFile(
        workbook([
          ['日期', '类型'],
          [46030, '支委会'],
        ]),
        'a.xlsx',
      ),
    ).toEqual({
      tables: [
        {
          name: '台账',
          rows: [
            ['日期', '类型'],
            ['2026-01-08', '支委会'],
          ],
        },
      ],
    });
  });

  it('in .csv is read in UTF-8 and in GBK, with quotes and tabs', async () => {
    const rows = [
      ['日期', '类型'],
      ['2026-01-08', '支委会'],
    ];
    expect(await readFile(GBK_LEDGER, 'a.csv')).toEqual({ tables: [{ name: '', rows }] });
    const quoted = strToU8('\ufeff"日期","类型"\r\n"2026-01-08","支委会"\r\n');
    expect(await readFile(quoted, 'a.csv')).toEqual({ tables: [{ name: '', rows }] });
    expect(await readFile(strToU8('日期\t类型\n2026-01-08\t支委会'), 'a.txt')).toEqual({
      tables: [{ name: '', rows }],
    });
    const inside = strToU8('日期,主题\n2026-01-08,"防汛,""抢险""\n第二行"');
    expect(await readFile(inside, 'a.csv')).toMatchObject({
      tables: [
        {
          rows: [
            ['日期', '主题'],
            ['2026-01-08', '防汛,"抢险" 第二行'],
          ],
        },
      ],
    });
    expect(decoded(new Uint8Array([0xff, 0xfe, 0x65, 0x67]))).toBe('日'.replace('日', '\u6765'));
  });

  const utf16 = (text: string) => [...text].flatMap((sign) => [sign.charCodeAt(0), 0]);
  const cfb = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const bomb = zipSync({
    'xl/workbook.xml': strToU8('<x/>'),
    'xl/worksheets/sheet1.xml': new Uint8Array(70 * 1024 * 1024),
  });
  it.each([
    ['empty', new Uint8Array(), 'a.xlsx'],
    ['too-large', new Uint8Array(6 * 1024 * 1024), 'a.xlsx'],
    ['too-large', bomb, 'a.xlsx'],
    ['password', new Uint8Array([...cfb, ...utf16('EncryptedPackage')]), 'a.xlsx'],
    ['old-format', new Uint8Array([...cfb, ...utf16('Workbook')]), 'a.xls'],
    ['damaged', workbook([['日期']]).slice(0, 300), 'a.xlsx'],
    ['damaged', strToU8('not a zip at all'), 'a.xlsx'],
    ['not-a-table', zipSync({ 'word/document.xml': strToU8('<x/>') }), 'a.docx'],
    ['not-a-table', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]), 'a.pdf'],
    ['not-a-table', new Uint8Array([0, 1, 2, 3, 0, 0]), 'a.bin'],
    ['not-a-table', strToU8('一段话，没有表格'), 'a.txt'],
    ['too-many-rows', strToU8('日期,类型\n'.repeat(6000)), 'a.csv'],
    ['empty', workbook([]), 'a.xlsx'],
  ])('is refused: %s (%#)', async (why, bytes, name) => {
    const read = await readFile(bytes, name);
    if (why === 'not-a-table' && 'tables' in read)
      expect(countLedger(read.tables, KINDS, YEAR).counts).toEqual([]);
    else expect(read).toEqual({ refused: why });
  });

  it('never makes the reader throw, whatever is broken in it', async () => {
    const whole = workbook([
      ['日期', '类型'],
      [46030, '支委会'],
    ]);
    for (let at = 0; at < whole.length; at += 37) {
      const broken = whole.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      expect(Object.keys(await readFile(broken, 'a.xlsx'))).toHaveLength(1);
    }
  });
});

describe('a ledger as offices keep it', () => {
  const KIND = ['支委会', '支部党员大会', '党小组会', '党课', '支委会（扩大）', '组织参观'];
  const TOPIC = ['传达会议精神', '研究安全生产，讨论党课安排', '发展党员事宜', '学习党员大会决议'];
  const serial = (month: number, day: number) =>
    46_023 + (Date.UTC(2026, month - 1, day) - Date.UTC(2026, 0, 1)) / 86_400_000;
  const spelled = (n: number, month: number, day: number): string | number =>
    [
      `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      `2026/${month}/${day}`,
      `2026.${month}.${day}`,
      `2026年${month}月${day}日`,
      `${month}月${day}日`,
      `${month}.${day}`,
      serial(month, day),
    ][n % 7] ?? '';

  /** Three hundred meetings of ten months under two titles, with empty rows and sums between them, and a sum at the end. */
  const meetings = Array.from({ length: 300 }, (_, n) => ({
    month: 1 + Math.floor(n / 30),
    row: [
      n + 1,
      spelled(n, 1 + Math.floor(n / 30), 1 + (n % 28)),
      KIND[n % 6] ?? '',
      TOPIC[n % 4] ?? '',
      5 + (n % 20),
    ],
  }));
  const rows: (string | number)[][] = [
    ['清源河大桥项目党支部'],
    ['2026年度“三会一课”工作台账'],
    [],
    ['填报人：张敏', '', '', '2026年11月'],
    ['序号', '时间', '会议类型', '主题（议题）', '参加人数'],
    ...meetings.flatMap(({ month, row }, n) => [
      ...(n % 40 === 39 ? [[]] : []),
      row,
      ...(n % 60 === 59 ? [[`${month}月小计`, '', '', '', 60]] : []),
    ]),
    ['合计', '', '', '', 4300],
    ['说明：以上情况属实'],
  ];
  const expected = (names: readonly string[]) => {
    const own = meetings.filter(({ row }) => names.some((name) => row[2] === name));
    return {
      count: own.length,
      months: Array.from({ length: 12 }, (_, at) => own.filter(({ month }) => month === at + 1).length),
    };
  };
  const csv = rows
    .map((row) => row.map((cell) => (/[,“]/.test(String(cell)) ? `"${cell}"` : cell)).join(','))
    .join('\r\n');

  it.each([
    ['.xlsx', () => readFile(workbook(rows), 'a.xlsx')],
    ['.csv', () => readFile(strToU8(`\ufeff${csv}`), 'a.csv')],
  ])('is counted right to the row: %s', async (_, read) => {
    const tables = await read();
    if ('refused' in tables) throw new Error(tables.refused);
    const { counts, left, upTo } = countLedger(tables.tables, KINDS, YEAR);
    expect(counts).toEqual([
      { fact: 'committee', ...expected(['支委会', '支委会（扩大）']) },
      { fact: 'members', ...expected(['支部党员大会']) },
      { fact: 'lectures', ...expected(['党课']) },
      { fact: 'groupMeetings', ...expected(['党小组会']) },
    ]);
    expect(upTo).toBe('2026-10-28');
    // The visits are left, whatever meeting their topics name, each under its number in the file.
    const visits = rows.flatMap((row, at) => (row[2] === '组织参观' ? [at + 1] : []));
    expect(left.map(({ row, why }) => [row, why])).toEqual(visits.map((row) => [row, 'no-kind']));
  });
});

describe('a pasted table', () => {
  it('is known by its tabs or bars', () => {
    expect(pastedTable('日期\t类型\n2026-01-08\t支委会')?.rows).toEqual([
      ['日期', '类型'],
      ['2026-01-08', '支委会'],
    ]);
    expect(pastedTable('| 日期 | 类型 |\n|---|---|\n| 2026-01-08 | 支委会 |')?.rows).toHaveLength(2);
    expect(pastedTable('支委会12次\n党员大会4次')).toBeUndefined();
    expect(pastedTable('支委会 12')).toBeUndefined();
  });
});

describe('in the conversation', () => {
  const common = { id: 'm1', by: ME, at: NOW + 5000 };
  const text = (words: string): Extract<Inbound, { type: 'text' }> => ({
    ...common,
    type: 'text',
    text: words,
  });

  it('is shown as what it would fill, and taken on a yes', async () => {
    const talk = interview();
    talk.says('支委会 12');
    const rows = [
      ['日期', '类型'],
      [46030, '支委会'],
      [46060, '支委会'],
      [46061, '党课'],
      ['待定', '党课'],
    ];
    talk.apply(
      await ledgerFromFile(smallFlow, 2026, NOW, text(''), { name: '台账.xlsx', bytes: workbook(rows) }),
    );
    const shown = textOf(talk.screen);
    expect(shown).toContain('支委会 2 次（原来记的是 12 次）');
    expect(shown).toContain('第 5 行');
    expect(talk.values()).toEqual({ committee: 12 });
    talk.taps('确认，填上');
    expect(talk.values()).toEqual({ committee: 2, lectures: 1 });
    expect(talk.report.facts['lectures']?.source).toMatchObject({
      words: '台账《台账.xlsx》：1',
      asOf: '2026-02-08',
    });
  });

  it('can be left, and is not taken over what was said after it', () => {
    const talk = interview();
    const ledger = ledgerFromText(smallFlow, 2026, NOW, text('日期\t类型\n2026-01-08\t支委会'));
    if (ledger === undefined) throw new Error('no ledger');
    talk.apply(ledger);
    const shown = talk.report.version;
    talk.says('支委会 13');
    talk.clicks({ op: 'ledger' }, undefined, shown);
    expect(talk.values()).toEqual({ committee: 13 });
    expect(textOf(talk.screen)).toContain('原来记的是 13 次');
    talk.taps('不用了');
    expect(talk.values()).toEqual({ committee: 13 });
  });

  it('shows the 没有 that it would take the place of', () => {
    const talk = interview();
    talk.says('支委会没有');
    const ledger = ledgerFromText(smallFlow, 2026, NOW, text('日期\t类型\n2026-01-08\t支委会'));
    if (ledger === undefined) throw new Error('no ledger');
    talk.apply(ledger);
    expect(textOf(talk.screen)).toContain('支委会 1 次（原来记的是 没有）');
  });

  it('confirms a doubtful count that it agrees with', () => {
    const talk = interview();
    talk.says('支委会大概1次');
    expect(talk.report.facts['committee']?.status).toBe('unconfirmed');
    const ledger = ledgerFromText(smallFlow, 2026, NOW, text('日期\t类型\n2026-01-08\t支委会'));
    if (ledger === undefined) throw new Error('no ledger');
    talk.apply(ledger);
    talk.taps('确认，填上');
    expect(talk.report.facts['committee']).toMatchObject({ status: 'given', value: 1 });
  });

  it('says of a file that cannot be read what to send instead', async () => {
    const talk = interview();
    talk.apply(
      await ledgerFromFile(smallFlow, 2026, NOW, text(''), {
        name: '台账.xls',
        bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
      }),
    );
    expect(textOf(talk.screen)).toContain('另存为 .xlsx');
    talk.apply(await ledgerFromFile(smallFlow, 2026, NOW, text(''), { name: '台账.xlsx', bytes: undefined }));
    expect(textOf(talk.screen)).toContain('没有取到');
  });

  it('leaves every other message to the reader', () => {
    expect(ledgerFromText(smallFlow, 2026, NOW, text('支委会12次\n党课4次'))).toBeUndefined();
    expect(ledgerFromText(smallFlow, 2026, NOW, text('奖项\t单位\n优质奖\t公司'))).toBeUndefined();
  });
});
