/** Ledgers as offices keep them, through the chat and applied on 确认: three hundred rows, merged cells, pasted in pieces. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';
import { workbook } from '../support/workbook.ts';

/** GBK: what a decoder of it makes of every pair of bytes, turned round. */
const GBK = new Map<string, readonly number[]>();
for (let high = 0x81; high <= 0xfe; high += 1) {
  for (let low = 0x40; low <= 0xfe; low += 1) {
    const sign = new TextDecoder('gbk').decode(new Uint8Array([high, low]));
    if (sign.length === 1 && sign !== '\ufffd') GBK.set(sign, [high, low]);
  }
}
const gbk = (text: string): Buffer =>
  Buffer.from([...text].flatMap((sign) => GBK.get(sign) ?? [sign.charCodeAt(0)]));

const KINDS = ['支委会', '支部党员大会', '党课', '主题党日', '组织生活会', '班子例会'];
/** Three hundred rows of ten months; each sixth is of no kind that is counted. */
const ROWS = Array.from({ length: 300 }, (_, n) => [
  String(n + 1),
  `2026-${String(1 + (n % 10)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
  KINDS[n % KINDS.length] ?? '',
  `第${n + 1}次，学习传达上级精神`,
]);
const HEAD = ['序号', '日期', '会议类型', '主题'];

describe.skipIf(skipped('real'))(named('a large ledger, through the chat', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  const send = (who: Secretary, name: string, bytes: Uint8Array) =>
    office.feishu.side.say({
      person: who.person,
      messageType: 'file',
      file: { name, base64: Buffer.from(bytes).toString('base64') },
    });
  const shows = (who: Secretary, pattern: RegExp) => who.until(() => pattern.test(readable(who.card())));
  const kept = async (who: Secretary) => {
    await who.click('确认，填上');
    await who.says('目录');
    await who.click('组织生活');
    return readable(who.card());
  };
  const ALL =
    /支委会：50 次[\s\S]*支部党员大会：50 次[\s\S]*党课：50 次[\s\S]*主题党日：50 次[\s\S]*组织生活会：50 次/;

  it('of 300 rows in GBK is counted to the row', async () => {
    const who = office.secretary('张敏');
    await who.says('开始');
    const quoted = ROWS.map((row) => row.map((cell) => `"${cell}"`).join(','));
    send(who, '台账.csv', gbk([HEAD.join(','), ...quoted].join('\r\n')));
    await shows(who, /从《台账.csv》里数出 5 项/);
    expect(readable(who.card())).toMatch(/没有算进去的 50 行[\s\S]*班子例会/);
    expect(await kept(who)).toMatch(ALL);
  });

  it('with merged cells: a day of several meetings, a kind of several days, a meeting of several lines', async () => {
    const who = office.secretary('王建国');
    await who.says('开始');
    const rows = [
      ['三会一课台账', '', ''],
      ['日期', '会议类型', '议题'],
      [46034, '支委会', '年度计划'],
      ['', '党课', '廉洁'],
      [46063, '支委会', '开工动员'],
      [46091, '', '预算'],
      [46120, '支部党员大会', '议题一'],
      ['', '', '议题二'],
      ['', '', '议题三'],
    ];
    const merged = ['A1:C1', 'A3:A4', 'B5:B6', 'A7:A9', 'B7:B9'];
    send(who, '合并.xlsx', workbook(rows, '三会一课 & 台账', merged));
    await shows(who, /从《合并.xlsx》里数出 3 项/);
    expect(readable(who.card())).not.toContain('没有算进去');
    expect(await kept(who)).toMatch(/支委会：3 次[\s\S]*支部党员大会：1 次[\s\S]*党课：1 次/);
  });

  it('pasted in pieces is one table: the head is said once, what comes twice counts once', async () => {
    const who = office.secretary('李芳');
    await who.says('开始');
    const lines = ROWS.map((row) => row.join('\t'));
    await who.says([HEAD.join('\t'), ...lines.slice(0, 120)].join('\n'));
    expect(readable(who.card())).toMatch(/接着贴就行[\s\S]*支委会 20 次/);
    await who.says(lines.slice(100, 210).join('\n'));
    await who.says(lines.slice(210).join('\n'));
    expect(readable(who.card())).toMatch(/支委会 50 次/);
    await who.says([HEAD.join('\t'), ...lines.slice(0, 50)].join('\n'));
    expect(readable(who.card())).toMatch(/支委会 50 次/);
    expect(await kept(who)).toMatch(ALL);
  });

  it('pasted in one message of 300 lines is counted as well', async () => {
    const who = office.secretary('赵刚');
    await who.says('开始');
    await who.says([HEAD, ...ROWS].map((row) => row.join('\t')).join('\n'));
    expect(await kept(who)).toMatch(ALL);
  });

  const cfb = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const many = Array.from(
    { length: 5200 },
    (_, n) => `2026-01-${String(1 + (n % 28)).padStart(2, '0')},支委会,${n}`,
  );
  it.each<[string, string, Uint8Array, string]>([
    [
      'with a password',
      '密码.xlsx',
      Buffer.concat([Buffer.from(cfb), Buffer.from('EncryptedPackage', 'utf16le')]),
      '设了密码',
    ],
    ['damaged', '坏了.xlsx', workbook([['日期']]).slice(0, 300), '没有传完整'],
    ['too large', '太大.xlsx', new Uint8Array(6 * 1024 * 1024), '太大了（最多 5 兆'],
    ['of too many rows', '很长.csv', Buffer.from(['日期,类型,主题', ...many].join('\n')), '最多 5000 行'],
    [
      'of before 2007',
      '旧的.xls',
      Buffer.from([...cfb, ...Array.from({ length: 600 }, () => 0)]),
      '另存为 .xlsx',
    ],
    ['of something else', '花名册.csv', Buffer.from('姓名,电话\n甲,1\n乙,2'), '没看出会议台账'],
  ])('%s: says what to do, and nothing is changed', async (_, name, bytes, told) => {
    const who = office.secretary(`孙${name}`);
    await who.says('支委会 3');
    send(who, name, bytes);
    await who.until(() => readable(who.card()).includes(`《${name}》`));
    expect(readable(who.card())).toContain(told);
    await who.says('目录');
    await who.click('组织生活');
    expect(readable(who.card())).toContain('支委会：3 次');
  });
});
