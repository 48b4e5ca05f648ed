import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/doctor/command.ts';
import { named, skipped } from '../support/redis.ts';
import { atThePhone, openTenant, type Tenant, ZHANG } from './doctor-support.ts';

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});
afterEach(() => tenant.close());

const withPerson = (wait = '20') => ['--person', tenant.openId, '--wait', wait];
const sentences = ({ findings }: Report, verdict = 'wrong') =>
  findings.filter((one) => one.verdict === verdict).map(({ sentence }) => sentence);
const answerOf = ({ questions }: Report, id: string) => questions.find((one) => one.id === id)?.answer;
const mendOf = ({ findings }: Report, id: string) => findings.find((one) => one.id === id)?.mend;

describe.skipIf(skipped('real'))(named('doctor, everything in order,', 'real'), () => {
  it('says so, writes down what it saw, and leaves nothing behind', async () => {
    const phone = atThePhone(tenant.feishu);
    const [{ code, report, lines }] = await Promise.all([tenant.check({ words: withPerson() }), phone.all()]);
    expect(sentences(report)).toEqual([]);
    expect(code).toBe(0);
    expect(sentences(report, 'left')).toHaveLength(1); // The scope that only the list of scopes tells.
    expect(sentences(report, 'ok')).toEqual(
      expect.arrayContaining([
        'App ID 和 App Secret 正确，飞书给了凭证',
        '机器人「述职助手」已启用',
        '能上传并发送文件',
        '同一条消息重发，不会变成两条',
        '能发卡片、能更新卡片',
        '回调订阅正常：收到 3 次点击',
        '点击之后，卡片当场换成了下一张',
        '收到了测试人发的话',
        '收到了进入聊天的通知',
      ]),
    );
    expect(lines.join('\n')).toContain('请测试人看手机：第一格写两个字');
    expect(answerOf(report, 'empty-fields')).toBe('文本 ""，单选 ""，多选 []');
    expect(answerOf(report, 'submit-value')).toBe('带');
    expect(answerOf(report, 'repeated-uuid')).toBe('第一条消息');
    expect(answerOf(report, 'callback-card-shown')).toBe('显示');
    expect(answerOf(report, 'client-config')).toContain('"PingInterval":20');
    expect(answerOf(report, 'old-card-life')).toBeNull();
    const sent = tenant.feishu.side.transcript({ person: ZHANG }).filter(({ from }) => from === 'bot');
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.every(({ gone }) => gone === 'recalled')).toBe(true);
    expect(await (await tenant.redis.connect()).keys('*')).toEqual([]);
    expect(JSON.stringify(report)).not.toContain(tenant.feishu.appSecret);
  });

  it('settles what the documents leave open, when asked to', async () => {
    const phone = atThePhone(tenant.feishu);
    tenant.feishu.side.change({ emptyFields: 'absent' });
    const helping = async () => {
      await phone.taps();
      await phone.fills();
      await phone.press('doctor.markup.bold');
      expect(await phone.press('doctor.silent.go')).toMatchObject({ code: 108002 });
      await phone.press('doctor.seen.error');
      await phone.press('doctor.typing.typed', { typed: '您好' });
      await phone.ends();
    };
    const [{ code, report }] = await Promise.all([
      tenant.check({ words: [...withPerson(), '--all'] }),
      helping(),
    ]);
    expect(sentences(report)).toEqual([]);
    expect(code).toBe(0);
    const open = report.questions.filter(({ answer }) => answer === null).map(({ id }) => id);
    expect(open).toEqual(['card-frames', 'busy-reply', 'old-card-life']);
    expect(answerOf(report, 'empty-fields')).toBe('文本 没有这一项，单选 没有这一项，多选 没有这一项');
    expect(answerOf(report, 'size-limits')).toBe('30000 字节收，30720 字节收，30721 字节不收（230025）');
    expect(answerOf(report, 'ack-without-data')).toBe('报错');
    expect(answerOf(report, 'patch-unsent-input')).toContain('不清掉');
    expect(answerOf(report, 'error-ack')).toMatch(/^[\d.]+ 秒后再推了一次$/);
  });

  it('does what it can without a person, and says what was left out', async () => {
    const { code, report } = await tenant.check();
    expect(code).toBe(0);
    expect(sentences(report, 'left')).toContain('没有测试人：点击、表单、消息、菜单、发文件都没有查');
    expect(mendOf(report, 'person')).toContain('--wait 120');
    expect(tenant.feishu.side.transcript()).toEqual([]);
  });

  it('takes whoever writes first for the person, and tells the open_id', async () => {
    const { side } = tenant.feishu;
    const first = side
      .waitFor(() => side.info().connected > 0)
      .then(() => side.say({ person: ZHANG, text: '我在' }));
    const [{ code, report }] = await Promise.all([
      tenant.check({ words: ['--wait', '5'] }),
      first.then(() => atThePhone(tenant.feishu).all()),
    ]);
    expect(sentences(report, 'ok')).toContain(`测试人的 open_id 是 ${tenant.openId}`);
    expect(code).toBe(0);
  });

  it('leaves the messages and clicks of others to the bot', async () => {
    const { side } = tenant.feishu;
    const phone = atThePhone(tenant.feishu);
    const meanwhile = async () => {
      const { messageId } = await phone.cardWith('doctor.tap.go');
      const { eventId } = side.say({ person: '李芳', text: '支委会十二次' });
      const stranger = await side.click({ person: ZHANG, as: '李芳', messageId, button: 'doctor.tap.go' });
      expect(stranger).toMatchObject({ updated: false, toast: { content: expect.stringContaining('检修') } });
      const told = () => side.deliveries().find((one) => one.eventId === eventId);
      await side.waitFor(() => (told()?.tries ?? 0) > 1);
      expect(told()?.acknowledged).toBe(false);
      await phone.taps();
      await phone.fills();
      await phone.cardWith('doctor.chat.go');
      phone.chats();
      await phone.press('doctor.chat.go');
    };
    const [{ report }] = await Promise.all([tenant.check({ words: withPerson() }), meanwhile()]);
    expect(sentences(report, 'ok')).toContain('回调订阅正常：收到 3 次点击');
  });

  it('can be stopped in the middle, and still takes its messages back', async () => {
    const controller = new AbortController();
    const phone = atThePhone(tenant.feishu);
    const [{ code, report }] = await Promise.all([
      tenant.check({ words: withPerson('600'), signal: controller.signal }),
      phone.taps().then(() => controller.abort()),
    ]);
    expect(code).toBe(1);
    expect(sentences(report, 'left')).toContain('被中止了，后面的没有查');
    const sent = tenant.feishu.side.transcript({ person: ZHANG });
    expect(sent.every(({ gone }) => gone === 'recalled')).toBe(true);
  });

  it('does not take words that it does not know', async () => {
    const { doctor } = await import('../../src/doctor.ts');
    const lines: string[] = [];
    const world = { environment: {}, say: () => {}, complain: (line: string) => void lines.push(line) };
    for (const words of [['--person', '张敏'], ['--wait', '0'], ['--colour'], ['extra']]) {
      expect(await doctor(words, world)).toBe(2);
    }
    expect(lines.filter((line) => line.startsWith('用法：doctor'))).toHaveLength(4);
  });
});
