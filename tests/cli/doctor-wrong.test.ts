/** One switch off at a time, and the sentence that comes out. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/emulator/index.ts';
import { named, skipped } from '../support/redis.ts';
import { atThePhone, type Check, openTenant, type Tenant, ZHANG } from './doctor-support.ts';

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});
afterEach(() => tenant.close());

const withPerson = (wait = '20') => ['--person', tenant.openId, '--wait', wait];

/** The only things wrong, each with its mend. */
async function wrongs(options: Check = {}): Promise<[sentence: string, mend: string][]> {
  const { code, report, lines } = await tenant.check(options);
  const found = report.findings.filter(({ verdict }) => verdict === 'wrong');
  expect(code).toBe(found.length > 0 ? 1 : 0);
  expect(report.ok).toBe(code === 0);
  for (const { sentence } of found) expect(lines).toContain(`✗ ${sentence}`);
  return found.map(({ sentence, mend = '' }) => [sentence, mend]);
}

const containing = (sentence: string, mend: string) => [
  expect.stringContaining(sentence),
  expect.stringContaining(mend),
];
const often = (fault: Fault) => tenant.feishu.side.fault({ times: 20, ...fault });
const MESSAGES = '/open-apis/im/v1/messages';

describe.skipIf(skipped('real'))(named('doctor, credentials and settings,', 'real'), () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['a wrong secret', { FEISHU_APP_SECRET: 'not-this-one' }, 'App Secret 不对', '凭证与基础信息'],
    ['the id of another app', { FEISHU_APP_ID: 'cli_ffffffffffffffff' }, '飞书没有给凭证', '凭证与基础信息'],
    ['an app id of another form', { FEISHU_APP_ID: 'demo' }, '设置 FEISHU_APP_ID：应是 cli_', '.env'],
    ['no Redis URL', { REDIS_URL: '' }, '设置 REDIS_URL：必须填写', '.env'],
    ['a domain that is nobody', { FEISHU_DOMAIN: 'http://127.0.0.1:9' }, '连不上飞书', 'FEISHU_DOMAIN'],
  ])('%s', async (_, environment, sentence, mend) => {
    expect(await wrongs({ environment })).toEqual([containing(sentence, mend)]);
  });

  it('an app that was switched off', async () => {
    tenant.feishu.side.change({ appDisabled: true });
    expect(await wrongs()).toEqual([containing('应用被停用了', '启用')]);
  });

  it('nothing of the secret is printed', async () => {
    const { report, lines } = await tenant.check({ environment: { FEISHU_APP_SECRET: 'not-this-one' } });
    expect(JSON.stringify(report) + lines.join()).not.toContain('not-this-one');
  });
});

describe.skipIf(skipped('real'))(named('doctor, permissions and sending,', 'real'), () => {
  it('a scope that is missing, with those that would do', async () => {
    const msg =
      'Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot].';
    often({ endpoint: `POST ${MESSAGES}`, code: 99991672, msg });
    expect(await wrongs()).toEqual([
      containing(
        '缺少权限：发卡片、发草稿',
        'im:message、im:message:send_as_bot，改完要在「版本管理与发布」',
      ),
    ]);
  });

  it.each([
    [99991672, '上传文件：缺少权限', '权限管理'],
    [234042, '上传文件：本企业的存储空间满了', '清理或扩容'],
  ])('uploads refused with %i', async (code, sentence, mend) => {
    often({ endpoint: 'POST /open-apis/im/v1/files', code });
    const found = await wrongs();
    expect(found).toContainEqual(containing(sentence, mend));
  });

  it.each([
    [230013, '不在应用的可用范围里', '可用范围'],
    [230053, '把机器人停用了', '恢复接收'],
  ])('a person who cannot be reached (%i)', async (code, sentence, mend) => {
    tenant.feishu.side.setPerson(ZHANG, code);
    expect(await wrongs({ words: withPerson() })).toEqual([containing(sentence, mend)]);
  });

  it('the open_id of another app', async () => {
    const words = ['--person', `ou_${'e'.repeat(32)}`];
    expect(await wrongs({ words })).toEqual([containing('不是这个应用的', '每个应用都不一样')]);
  });

  it('an app without the bot ability', async () => {
    often({ endpoint: `POST ${MESSAGES}`, code: 230006 });
    expect(await wrongs()).toEqual([containing('没有开启机器人能力', '添加应用能力')]);
  });

  it('cards that may not be updated', async () => {
    // The first patch only asks for the scope.
    often({ endpoint: `PATCH ${MESSAGES}/:message_id`, nth: 2, code: 230099 });
    expect(await wrongs({ words: withPerson() })).toEqual([
      containing('更新卡片：飞书不接受这张卡片', '维护人员'),
    ]);
  });
});

describe.skipIf(skipped('real'))(named('doctor, the long connection,', 'real'), () => {
  it.each([
    [514, '长连接不接受这组 App ID', '凭证与基础信息'],
    [1000040350, '每个应用最多 50 条', '关掉'],
  ])('refused with %i', async (code, sentence, mend) => {
    often({ endpoint: 'POST /callback/ws/endpoint', status: 200, code });
    expect(await wrongs()).toEqual([containing(sentence, mend)]);
  });

  it.each(['hangHandshake', 'refuseUpgrade'] as const)('not let through: %s', async (how) => {
    tenant.feishu.side.change({ [how]: true });
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:9' };
    expect(await wrongs({ limits: { connection: 500 }, environment })).toEqual([
      containing('长连接', 'WebSocket'),
    ]);
  });
});

describe.skipIf(skipped('real'))(named('doctor, the two subscriptions,', 'real'), () => {
  it('clicks in frames of type card', async () => {
    tenant.feishu.side.change({ callbackFrame: 'card' });
    const phone = atThePhone(tenant.feishu);
    const [found] = await Promise.all([wrongs({ words: withPerson() }), phone.all()]);
    expect(found).toEqual([containing('card 帧', '使用长连接接收回调')]);
  });

  it('no click within the wait', async () => {
    const found = await wrongs({ words: withPerson('0.3') });
    expect(found).toEqual([containing('没有收到按钮的点击', '200340')]);
    expect(found[0]?.[1]).toContain('card.action.trigger');
  });

  it('a click whose answer does not show, and is patched instead', async () => {
    const { side } = tenant.feishu;
    const phone = atThePhone(tenant.feishu);
    const helping = async () => {
      const { messageId, versions } = await phone.cardWith('doctor.tap.go');
      const again = { person: ZHANG, messageId, button: 'doctor.tap.go', cardVersion: versions.length - 1 };
      await side.click(again);
      await side.click(again);
      await side.waitFor(() =>
        side.message(messageId)?.versions.some(({ by }, n) => by === 'patched' && n > 2),
      );
      await phone.fills();
      await phone.ends();
    };
    const [found] = await Promise.all([wrongs({ words: withPerson() }), helping()]);
    expect(found).toEqual([containing('没有当场换', 'FEISHU_CARD_UPDATE 设为 patch')]);
  });

  it('no message and no entering, though the person did both', async () => {
    const phone = atThePhone(tenant.feishu);
    const helping = async () => {
      await phone.taps();
      await phone.fills();
      await phone.press('doctor.chat.go');
    };
    const [found] = await Promise.all([wrongs({ words: withPerson() }), helping()]);
    expect(found).toEqual([
      containing('没有收到测试人发的话', 'im.message.receive_v1'),
      containing('没有收到进入聊天的通知', 'bot_p2p_chat_entered_v1'),
    ]);
  });

  it('a key in the menu that the bot does not know', async () => {
    const phone = atThePhone(tenant.feishu);
    const helping = async () => {
      await phone.taps();
      await phone.fills();
      await phone.cardWith('doctor.chat.go');
      phone.chats(['continue', 'jixu']);
      await tenant.feishu.side.waitFor(() =>
        tenant.feishu.side.deliveries().every(({ acknowledged }) => acknowledged),
      );
      await phone.press('doctor.chat.go');
    };
    const [found] = await Promise.all([wrongs({ words: withPerson() }), helping()]);
    expect(found).toEqual([containing('不认识的事件：jixu', 'continue、progress')]);
  });
});

describe.skipIf(skipped('real'))(named('doctor, Redis and this machine,', 'real'), () => {
  it('Redis without AOF, and one that throws data away', async () => {
    const redis = await tenant.redis.connect();
    await redis.config('SET', 'appendonly', 'no');
    expect(await wrongs()).toEqual([containing('没有打开 AOF', 'appendonly yes')]);
    await redis.config('SET', 'appendonly', 'yes');
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await wrongs()).toEqual([containing('allkeys-lru', 'noeviction')]);
  });

  it('Redis that is full, or asks for a password', async () => {
    const redis = await tenant.redis.connect();
    await redis.config('SET', 'maxmemory', '1');
    expect(await wrongs()).toEqual([containing('写不进去', '内存满了')]);
    await redis.config('SET', 'maxmemory', '0');
    await redis.config('SET', 'requirepass', 'other-secret');
    expect(await wrongs()).toEqual([containing('不接受用户名或密码', 'REDIS_URL')]);
  });

  it('Redis that is gone, or frozen', async () => {
    tenant.redis.freeze(true);
    expect(await wrongs()).toEqual([containing('连不上', '启动了没有')]);
    tenant.redis.freeze(false);
    await tenant.redis.kill();
    expect(await wrongs()).toEqual([containing('连不上', '启动了没有')]);
  });

  it.each([
    [300_000, '快 5 分钟'],
    [-3_600_000, '慢 60 分钟'],
  ])('a clock that is off by %i ms', async (off, sentence) => {
    const found = await wrongs({ now: () => Date.now() + off });
    expect(found).toEqual([
      containing(`比 Redis 所在的机器${sentence}`, '时间自动同步'),
      containing(`比飞书${sentence}`, '时间自动同步'),
    ]);
  });

  it('an old Node', async () => {
    expect(await wrongs({ node: '18.20.4' })).toEqual([containing('18.20.4，太旧', '20.19')]);
  });

  it('an address that somebody else has, or the bot itself', async () => {
    const server = createServer((_, response) => response.end(answer));
    let answer = 'hello';
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const environment = { HTTP_ADDR: `127.0.0.1:${(server.address() as AddressInfo).port}` };
    expect(await wrongs({ environment })).toEqual([containing('EADDRINUSE', 'HTTP_ADDR 换一个端口')]);
    answer = JSON.stringify({ ok: true, redis: 'up' });
    const { code, report } = await tenant.check({ environment });
    expect(code).toBe(0);
    expect(report.findings.find(({ id }) => id === 'http')?.sentence).toContain('正在这台机器上运行');
    server.close();
  });
});
