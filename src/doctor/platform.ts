/** @module What can be asked of the platform without anybody noticing: token, app, clock, scopes. */
import type { Probe, Reply } from '../feishu/probe.ts';
import { type Finding, left, note, ok, type Tell, wrong } from './finding.ts';
import { clockSkew } from './machine.ts';
import { isScopeMissing, meaningOf, PUBLISH, scopesIn } from './meanings.ts';

/** `Date:` counts in seconds. */
const DATE_GRAIN_MS = 1000;

export const refused = (id: string, what: string, { code, msg, logId }: Reply): Finding => {
  const { means, mend } = meaningOf(code);
  const listed = isScopeMissing(code) ? scopesIn(msg) : [];
  const scopes = listed.length > 0 ? `（开通其中一项即可：${listed.join('、')}）` : '';
  return wrong(id, `${what}：${means}${scopes}`, mend, {
    code,
    msg,
    ...(logId === undefined ? {} : { logId }),
  });
};

/** False when nothing further can be asked. */
export async function checkToken(probe: Probe, tell: Tell): Promise<boolean> {
  const reply = await probe.token();
  if (reply.clock) tell(clockSkew('clock', '飞书', reply.clock, DATE_GRAIN_MS));
  if (reply.code !== '0') {
    tell(refused('token', '飞书没有给凭证', reply));
    return false;
  }
  tell(ok('token', 'App ID 和 App Secret 正确，飞书给了凭证', { ...asRecord(reply.body) }));
  return true;
}

const STATUS: Readonly<Record<number, string>> = {
  0: '还没有安装到本企业',
  1: '被本企业停用了',
  3: '装好了，还没有启用',
  4: '升级了，还没有启用',
  5: '许可证过期，停用了',
  6: '套餐到期或降级，停用了',
};
const ENABLED = 2;

export async function checkApp(probe: Probe, tell: Tell): Promise<void> {
  const reply = await probe.call('GET', '/open-apis/bot/v3/info');
  if (reply.code !== '0') return tell(refused('app', '看不到机器人的信息', reply));
  const bot = asRecord(asRecord(reply.body)['bot']);
  const { app_name: name, activate_status: status } = bot;
  const called = typeof name === 'string' ? `「${name}」` : '';
  if (status === ENABLED) return tell(ok('app', `机器人${called}已启用`));
  const said = typeof status === 'number' ? (STATUS[status] ?? `状态是 ${status}`) : '没有说明状态';
  tell(
    wrong(
      'app',
      `机器人${called}${said}`,
      '在「版本管理与发布」里创建版本并发布，请企业管理员审核通过；已经发布过的，请管理员在管理后台启用',
      { status },
    ),
  );
}

interface Needed {
  readonly id: string;
  /** Any of them will do. */
  readonly scopes: readonly [string, ...string[]];
  readonly why: string;
  /** A call that changes nothing and needs one of the scopes. */
  readonly ask?: (probe: Probe) => Promise<Reply>;
}

const NOBODY = `ou_${'0'.repeat(32)}`;
const NO_MESSAGE = `om_${'0'.repeat(32)}`;
const message = `/open-apis/im/v1/messages/${NO_MESSAGE}`;

const NEEDED: readonly Needed[] = [
  {
    id: 'scope-send',
    scopes: ['im:message:send_as_bot', 'im:message'],
    why: '发卡片、发草稿',
    ask: (probe) =>
      probe.call('POST', '/open-apis/im/v1/messages', {
        params: { receive_id_type: 'open_id' },
        body: { receive_id: NOBODY, msg_type: 'text', content: JSON.stringify({ text: '自检' }) },
      }),
  },
  {
    id: 'scope-update',
    scopes: ['im:message:send_as_bot', 'im:message', 'im:message:update'],
    why: '更新卡片',
    ask: (probe) => probe.call('PATCH', message, { body: { content: '{}' } }),
  },
  {
    id: 'scope-recall',
    scopes: ['im:message:send_as_bot', 'im:message', 'im:message:recall'],
    why: '撤回机器人自己发的消息',
    ask: (probe) => probe.call('DELETE', message),
  },
  {
    id: 'scope-resource',
    scopes: ['im:resource', 'im:resource:upload'],
    why: '上传 Word 文件',
    ask: (probe) => probe.uploadNothing(),
  },
  {
    id: 'scope-receive',
    scopes: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
    why: '收到别人发给机器人的话',
  },
];

/** By harmless calls; what no call can tell, by the platform's own list, where it gives one. */
export async function checkScopes(probe: Probe, tell: Tell): Promise<void> {
  const granted = await grantedScopes(probe);
  for (const needed of NEEDED) tell(await checkScope(probe, needed, granted));
}

async function checkScope(
  probe: Probe,
  { id, scopes, why, ask }: Needed,
  granted: ReadonlySet<string> | undefined,
): Promise<Finding> {
  const [usual] = scopes;
  const mend = `在「权限管理」里开通 ${usual}，${PUBLISH}`;
  const listed = granted === undefined ? undefined : scopes.some((scope) => granted.has(scope));
  if (ask === undefined) {
    if (listed === true) return ok(id, `权限：${why}（${usual}）已开通`);
    if (listed === false) return wrong(id, `缺少权限：${why}（${usual}）`, mend);
    return left(id, `权限：${why}（${usual}）不能直接查，要由测试人发一句话来看`);
  }
  const reply = await ask(probe);
  if (isScopeMissing(reply.code)) {
    const which = scopesIn(reply.msg);
    return wrong(
      id,
      `缺少权限：${why}（${usual}）`,
      which.length > 0 ? `在「权限管理」里开通其中一项即可：${which.join('、')}，${PUBLISH}` : mend,
      { code: reply.code, msg: reply.msg },
    );
  }
  if (FATAL.includes(reply.code) || !/^\d+$/.test(reply.code)) return refused(id, `试着${why}时`, reply);
  // Refused for what the call was made of: then it had passed the gate.
  if (listed === false) {
    return note(id, `权限：${why}（${usual}）调用没有被拒，但不在飞书给的清单里`, undefined, {
      code: reply.code,
    });
  }
  return ok(id, `权限：${why}（${usual}）可以用`, { code: reply.code });
}

/** Nothing about scopes can be read from these. */
const FATAL = [
  ...['99991400', '99991401', '99991403', '99991661', '99991662', '99991663', '99991664', '99991665'],
  ...['99991673', '230006', '234002', '234007'],
];

/** What the app was granted in this tenant; needs no scope itself. Undefined when it is not told. */
async function grantedScopes(probe: Probe): Promise<ReadonlySet<string> | undefined> {
  const reply = await probe.call('GET', '/open-apis/application/v6/scopes');
  const scopes = asRecord(asRecord(reply.body)['data'])['scopes'];
  if (reply.code !== '0' || !Array.isArray(scopes)) return undefined;
  const granted = scopes
    .map(asRecord)
    .filter((scope) => scope['grant_status'] === 1)
    .map((scope) => String(scope['scope_name']));
  return new Set(granted);
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
