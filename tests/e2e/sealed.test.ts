/** What was answered stands nowhere but in Redis, and with DATA_KEY not even there. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { elementsOf, labelOf } from '../../src/emulator/card/elements.ts';
import type { MessageView } from '../../src/emulator/index.ts';
import { rotateCommand } from '../../src/rotate.ts';
import { formFor } from '../support/answers.ts';
import { kinds, type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const KEY = '5a'.repeat(32);
const OTHER = '6b'.repeat(32);
const flow = kinds.get('project-branch')?.flow;
/** A ledger of hers, with topics and a place that nobody else names. */
const LEDGER = [
  ...['日期,会议类型,主题,地点', '2026-01-12,支委会,赤松谷选址,白鹭洲会议室'],
  ...['2026-02-10,支委会,墨竹岭动员,白鹭洲会议室', '2026-03-20,党课,沉香河廉洁课,白鹭洲会议室'],
].join('\r\n');
const OWN = '今年我们在青龙潭边上把十二次支委会一次次开成了解题会。';

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

/** What the program sees and has no need to keep: her name in the directory, what a meeting was about and where. */
const PASSING = ['上官青岚', '赤松谷选址', '白鹭洲会议室'];

/** Everything she said in the interview that nothing else in the program says. */
let SAID: string[] = [];
const marked = (words: string): string => {
  SAID.push(words);
  return words;
};

/** What she writes into a field of the needed cards: a name, a list and a text are her own words, each others. */
function answerTo(id: string, place: number): string {
  const fact = flow?.facts.get(id);
  const words = () => marked(`冬日暖阳第${String.fromCodePoint(0x4e00 + place * 7)}号`);
  switch (fact?.type) {
    case 'name':
    case 'text':
    case 'longText':
      return words();
    case 'list':
      return `${words()}、${words()}乙`;
    default:
      return formFor([id])[id] ?? '';
  }
}

/** A whole interview: every needed card by form or typed, a ledger, a paragraph of her own, reasons, a draft, a final, her data. */
async function interview(
  environment: Record<string, string>,
): Promise<{ disk: string; jobs: string; metrics: string }> {
  SAID = [];
  office = await openOffice('real', [], environment);
  const { http } = await office.start();
  const who = office.secretary(marked(PASSING[0] ?? ''));
  await who.opens();
  await who.click('开始');
  for (let card = 0; card < 60; card += 1) {
    const fields = fieldsOf(who.card());
    const has = (label: string) => labelsOf(who.card()).includes(label);
    const sure = ['都属实，写上', '属实，写上', '都对', '对'].find(has);
    if (has('生成草稿')) break;
    if (sure !== undefined) await who.click(sure);
    else if (fields.length > 0 && has('提交')) {
      const form = Object.fromEntries(fields.map((id, index) => [id, answerTo(id, 10 * card + index)]));
      // Every third card is typed.
      if (card % 3 !== 2) await who.click('提交', form);
      else
        await who.says(
          Object.entries(form)
            .map(([id, value]) => `${flow?.facts.get(id)?.label}：${value}`)
            .join('\n'),
        );
    } else if (has('先跳过')) await who.click('先跳过');
    else await who.says('继续');
  }
  expect(SAID.length).toBeGreaterThan(12);
  await who.says(`支委会 12，${marked('青松翠柏攻坚队的故事')}`);
  await who.says(marked('某某不愿公开的理由'));
  for (const words of PASSING.slice(1)) marked(words);
  const base64 = Buffer.from(LEDGER).toString('base64');
  office.feishu.side.say({ person: who.person, messageType: 'file', file: { name: '台账.csv', base64 } });
  await who.until((all) => all.some((one) => one.from === 'bot' && readable(one).includes('台账')));
  await who.says('生成');
  // The first file is the ledger that she sent.
  const { name } = await who.file(2);
  expect(name).toMatch(/\.docx$/);
  const made = await who.until((all) => all.findLast(({ text }) => text.includes('第 1 稿好了')));
  const onDraft = (button: string, values: Record<string, unknown> = {}) =>
    office?.feishu.side.click({ person: who.person, messageId: made.messageId, button, values });
  await onDraft('改某一段');
  await onDraft('改第 1 段');
  await onDraft('提交', { ownWords: marked(OWN) });
  await who.says('生成');
  await who.file(3);
  await who.says('导出我的数据');
  await who.file(4);
  const metrics = await (await fetch(http.replace('/healthz', '/metrics'))).text();
  const redis = await office.redis.connect();
  // Compressed, nothing could be found in it.
  await redis.config('SET', 'rdbcompression', 'no');
  await redis.save();
  const [, folder = ''] = (await redis.config('GET', 'dir')) as string[];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  expect(names.filter((name) => /\.(?:rdb|aof)$/.test(name)).length).toBeGreaterThan(1);
  const files = names.map((name) => readFile(name));
  const jobs: string[] = [];
  for (const key of await redis.keys('*')) {
    if (key.startsWith('sz:')) continue;
    const type = await redis.type(key);
    if (type === 'hash') jobs.push(JSON.stringify(await redis.hgetall(key)));
    if (type === 'list') jobs.push((await redis.lrange(key, 0, -1)).join());
    if (type === 'string') jobs.push((await redis.get(key)) ?? '');
    if (type === 'stream') jobs.push(JSON.stringify(await redis.xrange(key, '-', '+')));
    if (type === 'zset') jobs.push((await redis.zrange(key, '0', '-1')).join());
  }
  return { disk: Buffer.concat(await Promise.all(files)).toString('utf8'), jobs: jobs.join('\n'), metrics };
}

const fieldsOf = ({ content }: MessageView): readonly string[] =>
  elementsOf({ ...content }).flatMap(({ element: { tag, name } }) =>
    (tag === 'input' || tag === 'select_static') && typeof name === 'string' ? [name] : [],
  );
const labelsOf = ({ content }: MessageView): readonly string[] =>
  elementsOf({ ...content }).flatMap(({ element }) =>
    element['tag'] === 'button' ? [labelOf(element)] : [],
  );

const inLog = () => SAID.filter((words) => office?.logged.some((line) => line.includes(words)));

describe.skipIf(skipped('real'))(named('what was answered', 'real'), () => {
  it('is found with DATA_KEY neither in the log, nor in jobs, nor on disk', async () => {
    const { disk, jobs, metrics } = await interview({ DATA_KEY: KEY });
    expect(metrics).toContain('shuzhi_');
    expect(SAID.filter((words) => metrics.includes(words))).toEqual([]);
    expect(office?.logged.length).toBeGreaterThan(0);
    expect(jobs).toContain('drain');
    expect(inLog()).toEqual([]);
    expect(SAID.filter((words) => disk.includes(words))).toEqual([]);
    expect(SAID.filter((words) => jobs.includes(words))).toEqual([]);
  });

  it('is found without DATA_KEY on disk, but neither in the log nor in jobs', async () => {
    const { disk, jobs } = await interview({});
    expect(SAID.filter((words) => !disk.includes(words))).toEqual(PASSING);
    expect(inLog()).toEqual([]);
    expect(SAID.filter((words) => jobs.includes(words))).toEqual([]);
  });

  it('keeps the program from starting with another key or none, and can be put under a new one', async () => {
    office = await openOffice('real', ['bot', 'worker'], { DATA_KEY: KEY });
    const who = office.secretary('张敏');
    await who.opens();
    await who.says('支委会 12');
    const url = office.redis.url;
    const lines: string[] = [];
    const world = (keys: string) => ({
      environment: { REDIS_URL: url, DATA_KEY: keys },
      say: (line: string) => void lines.push(line),
      complain: (line: string) => void lines.push(line),
    });
    expect(await rotateCommand([], world(OTHER))).toBe(1);
    expect(lines.join()).toContain('DATA_KEY 里没有这一把');
    expect(await rotateCommand([], world(''))).toBe(2);
    expect(await rotateCommand([], world('short'))).toBe(2);
    expect(await rotateCommand([], world(`${OTHER},${KEY}`))).toBe(0);
    expect(lines.at(-1)).toContain('旧密钥可以从 DATA_KEY 里去掉了');
    await expect(office.start(['worker'])).rejects.toThrow(/DATA_KEY 里没有这一把.*没有改动任何已存的数据/);
  });
});
