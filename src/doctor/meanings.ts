/** @module What an answer of the platform means to whoever set the app up, and where to mend it. */

export interface Meaning {
  /** Goes on after 「…：」. */
  readonly means: string;
  readonly mend: string;
}

export const PUBLISH = '改完要在「版本管理与发布」里创建版本并发布，才会生效';
const CREDENTIALS =
  '打开开发者后台（open.feishu.cn/app），进入这个应用的「凭证与基础信息」，把 App ID 和 App Secret 原样复制到设置里';
const NETWORK =
  '请在这台机器上确认能打开 FEISHU_DOMAIN 的网址；单位网络要走代理的，设置 HTTPS_PROXY，并请网管放行 open.feishu.cn 和 *.feishu.cn 的 443 端口';

const OTHER_ID =
  'open_id 每个应用都不一样：请本人给这个机器人发「我是谁」来看；或不写 --person、只写 --wait 120 运行自检，再给机器人发一句话';

const MEANINGS: Readonly<Record<string, Meaning>> = {
  '10003': { means: '飞书不认识这个 App ID，或格式不对', mend: CREDENTIALS },
  '10014': {
    means: 'App Secret 不对，或不是这个 App ID 的',
    mend: `${CREDENTIALS}；在后台重置过 Secret 的，要换成新的`,
  },
  '10015': {
    means: '应用被停用了，或不存在',
    mend: '请企业管理员在管理后台启用这个应用；没有发布过版本的，先在「版本管理与发布」里创建版本并发布',
  },
  '514': { means: '长连接不接受这组 App ID 和 App Secret', mend: CREDENTIALS },
  '403': {
    means: '飞书不让这个应用用长连接',
    mend: '长连接只给企业自建应用用：请确认它是「企业自建应用」，并且已启用',
  },
  '1000040350': {
    means: '长连接太多了（每个应用最多 50 条）',
    mend: '关掉用同一个 App ID 的其他程序，过几分钟再试',
  },
  '1000040345': { means: '飞书正忙', mend: '过几分钟再试一次；平时机器人会自己重连，不用管' },
  '1000040343': { means: '飞书内部出错', mend: '过几分钟再试一次；平时机器人会自己重连，不用管' },
  '99991400': { means: '调用太快，被限速了', mend: '过一分钟再试' },
  '99991401': {
    means: '这台机器的 IP 不在应用的 IP 白名单里',
    mend: '在开发者后台这个应用的安全设置里，把这台机器的出口 IP 加进白名单，或清空白名单',
  },
  '99991403': { means: '本月的接口调用次数用完了', mend: '下个月会恢复；急用请联系飞书升级套餐' },
  '99991662': { means: '应用被停用了', mend: '请企业管理员在管理后台启用这个应用' },
  '99991673': {
    means: '应用没有安装到本企业',
    mend: '在「版本管理与发布」里创建版本并发布，请企业管理员审核通过',
  },
  '99991672': { means: '缺少权限', mend: `在「权限管理」里开通，${PUBLISH}` },
  '230027': { means: '缺少权限', mend: `在「权限管理」里开通，${PUBLISH}` },
  '230006': {
    means: '没有开启机器人能力',
    mend: `在「添加应用能力」里添加「机器人」，${PUBLISH}`,
  },
  '234007': { means: '没有开启机器人能力', mend: `在「添加应用能力」里添加「机器人」，${PUBLISH}` },
  '230013': {
    means: '这个人不在应用的可用范围里，或已经离职',
    mend: '在「版本管理与发布」里创建版本时，把这个人或所在部门加进可用范围，再发布',
  },
  '230029': { means: '这个人已经离职', mend: '换一个人来试' },
  '230053': { means: '这个人把机器人停用了', mend: '请本人打开与机器人的聊天，在设置里恢复接收消息' },
  '230034': {
    means: '这个 open_id 不对',
    mend: OTHER_ID,
  },
  '99992351': {
    means: '这个 open_id 不是这个应用的',
    mend: OTHER_ID,
  },
  '230099': { means: '飞书不接受这张卡片', mend: '请把这份自检结果发给维护人员' },
  '230022': { means: '内容被本企业的敏感词规则拦下了', mend: '请企业管理员查看敏感词规则' },
  '230028': { means: '内容被本企业的防泄漏规则拦下了', mend: '请企业管理员查看防泄漏规则' },
  '234001': { means: '飞书说上传的参数不对', mend: '请把这份自检结果发给维护人员' },
  '234041': { means: '本企业的密钥服务暂时不可用', mend: '请企业管理员检查密钥服务' },
  '234042': { means: '本企业的存储空间满了', mend: '请企业管理员清理或扩容' },
  '232096': { means: '本企业暂停了写入', mend: '请企业管理员联系飞书' },
  ENOTFOUND: { means: '找不到飞书的服务器（域名解析不了）', mend: NETWORK },
  EAI_AGAIN: { means: '找不到飞书的服务器（域名解析不了）', mend: NETWORK },
  ECONNREFUSED: { means: '连不上飞书的服务器（被拒绝）', mend: NETWORK },
  ECONNRESET: { means: '与飞书的连接被中途切断', mend: NETWORK },
  ECONNABORTED: { means: '飞书一直没有回答', mend: NETWORK },
  ETIMEDOUT: { means: '飞书一直没有回答', mend: NETWORK },
};

const CERTIFICATE: Meaning = {
  means: '与飞书之间的证书不被信任',
  mend: '单位网络若有检查 HTTPS 的设备，请网管对 *.feishu.cn 放行，或把它的根证书用 NODE_EXTRA_CA_CERTS 交给本程序',
};

export function meaningOf(code: string): Meaning {
  const known = MEANINGS[code];
  if (known) return known;
  if (/CERT|SSL|TLS/.test(code)) return CERTIFICATE;
  if (code === 'http-407') return { means: '代理要求登录', mend: '在 HTTPS_PROXY 里写上代理的用户名和密码' };
  if (/^http-(?:404|5\d\d|4\d\d)$/.test(code)) {
    return {
      means: `服务器回答了 ${code.slice(5)}，不像飞书`,
      mend: '请检查 FEISHU_DOMAIN（飞书是 https://open.feishu.cn）以及中间的代理',
    };
  }
  return { means: `飞书回答了错误码 ${code}`, mend: '请在飞书开放平台的文档里搜索这个错误码' };
}

/** The scopes that the platform lists in its refusal, any of which would do. */
export function scopesIn(msg: string): readonly string[] {
  const listed = /\[([^\]]+)\]/.exec(msg)?.[1] ?? '';
  return listed.split(/[,，\s]+/).filter((scope) => /^[a-z][\w.:-]+$/.test(scope));
}

export const isScopeMissing = (code: string): boolean => code === '99991672' || code === '230027';
