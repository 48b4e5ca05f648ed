/** What can be made to fail and how, in words: `ENDPOINTS` by the name that the calls list uses, `OUTCOMES` as the form offers them. */
import { ERROR_CODES } from './error-codes.js';

const MESSAGES = '/open-apis/im/v1/messages';
const ONE = `${MESSAGES}/:message_id`;
const CONNECT = 'POST /callback/ws/endpoint';
const TOKEN = 'POST /open-apis/auth/v3/tenant_access_token/internal';

export const ENDPOINTS = {
  [`POST ${MESSAGES}`]: '发消息',
  [`POST ${ONE}/reply`]: '回复消息',
  [`PATCH ${ONE}`]: '更新卡片',
  'POST /open-apis/interactive/v1/card/update': '用令牌更新卡片',
  [`PUT ${ONE}`]: '编辑消息',
  [`DELETE ${ONE}`]: '撤回消息',
  [`GET ${ONE}`]: '查消息',
  'POST /open-apis/im/v1/files': '上传文件',
  'POST /open-apis/im/v1/images': '上传图片',
  [`GET ${ONE}/resources/:file_key`]: '下载对方的文件',
  [`POST ${ONE}/reactions`]: '加表情',
  [`DELETE ${ONE}/reactions/:reaction_id`]: '去表情',
  [`PATCH ${ONE}/urgent_app`]: '加急',
  [`POST ${ONE}/push_follow_up`]: '跟随气泡',
  'PATCH /open-apis/im/v2/feed_cards/bot_time_sentive': '置顶提醒',
  'GET /open-apis/contact/v3/users/:user_id': '查一个人',
  'POST /open-apis/contact/v3/users/basic_batch': '查几个人',
  'GET /open-apis/contact/v3/departments/:department_id': '查部门',
  'GET /open-apis/bot/v3/info': '查机器人自己',
  [TOKEN]: '换令牌',
  [CONNECT]: '要长连接的地址',
  '*': '任何接口',
};

/** These two refuse with HTTP 200, every other endpoint with 400. */
const refusal = (endpoint, code) =>
  endpoint === TOKEN || endpoint === CONNECT ? { status: 200, code } : { code };

/** The client takes it for final: it has to be started anew. */
export const BUSY = { endpoint: CONNECT, ...refusal(CONNECT, 1000040345) };

/** `needs`: what else is to be filled in; `make` of that and of the endpoint gives the rest of the fault. */
export const OUTCOMES = {
  slow: {
    label: '限速（429）',
    needs: ['seconds'],
    make: ({ seconds }) => ({ status: 429, code: 99991400, resetSeconds: seconds }),
  },
  server: {
    label: '服务器出错（5xx）',
    needs: ['status', 'when'],
    make: ({ status, when }) => ({ status, when }),
  },
  hang: { label: '一直不回答（超时）', needs: ['when'], make: ({ when }) => ({ hang: true, when }) },
  reset: { label: '连接断掉', needs: ['when'], make: ({ when }) => ({ reset: true, when }) },
  code: { label: '返回错误码', needs: ['code'], make: ({ code }, endpoint) => refusal(endpoint, code) },
  token: { label: '令牌无效（99991663）', needs: [], make: (_, endpoint) => refusal(endpoint, 99991663) },
  late: {
    label: '晚几秒才回答',
    needs: ['seconds', 'when'],
    make: ({ seconds, when }) => ({ delayMs: seconds * 1000, when }),
  },
};

export const WHEN = { before: '还没办', after: '办成以后' };

function whatOf({ reset, hang, status, code, delayMs, resetSeconds }) {
  if (reset) return '连接断掉';
  if (hang) return '一直不回答';
  if (status === 429) return `限速（429），让它过 ${resetSeconds ?? 1} 秒再来`;
  if (code !== undefined) return `错误码 ${code}${ERROR_CODES[code] ? `（${ERROR_CODES[code]}）` : ''}`;
  return status === undefined ? `晚 ${(delayMs ?? 0) / 1000} 秒回答` : `HTTP ${status}`;
}

function whichOf({ nth = 1, times = 1, chance }) {
  if (chance !== undefined) return `每次有 ${Math.round(chance * 100)}% 的机会`;
  return times === 1 ? `第 ${nth} 次` : `第 ${nth} 到 ${nth + times - 1} 次`;
}

/** A fault as one line of the list. */
export const describe = (fault) =>
  [
    ENDPOINTS[fault.endpoint] ?? fault.endpoint,
    whichOf(fault),
    `${fault.when === 'after' ? WHEN.after : ''}${whatOf(fault)}`,
  ].join(' · ');
