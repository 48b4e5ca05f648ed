/** A story told in four messages, which Feishu may push in any order: joined as it was written, up to its limit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';
import { everyType } from './every-type.ts';
import { field } from './form-elements.ts';

const PIECES = [
  '今年最大的不足是学得不深。',
  '三月的学习会我只念了文件，没有联系工地。',
  '有党员说听过就忘了，这话我记在了本子上。',
  '根子在我自己备课少。',
];

describe.skipIf(skipped('real'))(named('a story in several messages', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { KINDS: 'every-type' }, { kinds: everyType });
  });
  afterAll(async () => {
    await office?.close();
  });

  /** At the card of the story alone. */
  async function atStory(name: string): Promise<Secretary> {
    const who = office.secretary(name);
    await who.says('姓名：张敏');
    await who.says('修改 自我评价');
    return who;
  }
  const joined = (who: Secretary, length: number) =>
    who.until(() => readable(who.card()).includes(`一共 ${length} 字`));
  const kept = async (who: Secretary) => {
    await who.says('修改 自我评价');
    return field(who, 'review')?.['default_value'];
  };
  const whole = PIECES.join('\n');

  it.each([
    ['in order', [0, 0, 0, 0]],
    ['the last first', [600, 400, 200, 0]],
    ['the second and the third swapped', [0, 500, 250, 700]],
  ])('is joined in the order in which it was written: %s', async (name, delays) => {
    const who = await atStory(name);
    const begun = Date.now();
    PIECES.forEach((text, n) => {
      office.feishu.side.say({ person: name, text, createTime: begun + n, delayMs: delays[n] ?? 0 });
    });
    await joined(who, [...whole].length);
    await who.says('写完了');
    expect(readable(who.card())).not.toContain('接着记到');
    expect(await kept(who)).toBe(whole);
  });

  it('goes on beyond the thousand characters of an input, is stopped at its limit, and loses nothing', async () => {
    const who = await atStory('长话');
    const piece = (sign: string) => `${sign.repeat(599)}。`;
    await who.says(piece('一'));
    await who.says(piece('二'));
    await who.says(piece('三'));
    await joined(who, 1802);
    await who.says(piece('四'));
    expect(readable(who.card())).toContain('太长了，最多 2000 字');
    await who.says('修改 自我评价');
    expect(readable(who.card())).toContain('1802 个字都还在');
  });
});
