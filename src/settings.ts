/** @module Settings from the environment: parsed once, every mistake listed at once, in the reader's language. */
import { z } from 'zod';
import { isDay } from './flow/days.ts';
import { DEFAULT_PLAN, type Hours, hasSlots, type Plan } from './flow/reminders/plan.ts';
import { parseRedisUrl } from './store/address.ts';
import { readDataKey } from './store/sealed.ts';

/** 「9:00-11:30」 */
function readHours(text: string): Hours | undefined {
  const match = /^\s*(\d{1,2}):(\d\d)\s*[-~～到至]\s*(\d{1,2}):(\d\d)\s*$/.exec(text.replaceAll('：', ':'));
  if (match === null) return undefined;
  const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number);
  const from = (fromHour ?? 0) * 60 + (fromMinute ?? 0);
  const to = (toHour ?? 0) * 60 + (toMinute ?? 0);
  return from < to && to <= 24 * 60 ? { from, to } : undefined;
}

const DEFAULT_ADDR = '127.0.0.1:8788';
const TOKEN = /^[\w.~+/=-]{16,200}$/;
const TOKEN_RULE = '至少 16 个字符，只用字母、数字和 . _ ~ + / = -，可以用 openssl rand -hex 24 生成';

/** Whoever can reach the HTTP side from elsewhere must show a token. */
function withoutToken({ HTTP_ADDR = DEFAULT_ADDR, HTTP_TOKEN }: Environment): readonly string[] {
  const host = HTTP_ADDR.replace(/:\d*$/, '');
  if (HTTP_TOKEN !== undefined || /^(?:localhost|127(?:\.\d{1,3}){3})$/.test(host)) return [];
  return [`HTTP_TOKEN：HTTP_ADDR（${HTTP_ADDR}）不只本机能访问，必须同时设置 HTTP_TOKEN：${TOKEN_RULE}`];
}

const DEFAULT_DOMAIN = 'https://open.feishu.cn';

const days = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `应是不超过 ${most} 的天数`)
    .transform(Number)
    .refine((days) => days <= most, `应是不超过 ${most} 的天数`);

function isRedisUrl(url: string): boolean {
  try {
    parseRedisUrl(url);
    return true;
  } catch {
    return false;
  }
}

const required = (sentence: string) => z.string({ error: sentence }).trim().min(1, sentence);

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[,，\s]+/).filter((id) => id !== ''));

const dataKeys = list.refine(
  (keys) => keys.every((key) => readDataKey(key) !== undefined),
  '应是 64 位十六进制字符（可以用 openssl rand -hex 32 生成）；换密钥时写成 新的,旧的',
);

/** For commands that need no other setting. */
export function readDataKeys(environment: Environment): { keys: readonly string[] } | { problem: string } {
  const parsed = dataKeys.safeParse(environment['DATA_KEY']);
  return parsed.success
    ? { keys: parsed.data }
    : { problem: `DATA_KEY：${parsed.error.issues[0]?.message ?? ''}` };
}

const schema = z.object({
  FEISHU_APP_ID: required('必须填写：开放平台「凭证与基础信息」里的 App ID').regex(
    /^cli_[0-9a-fA-F]{16}$/,
    '应是 cli_ 加 16 位十六进制字符，请从开放平台原样复制',
  ),
  FEISHU_APP_SECRET: required('必须填写：开放平台「凭证与基础信息」里的 App Secret'),
  FEISHU_DOMAIN: z
    .url({ protocol: /^https?$/, error: '应是一个网址，如 https://open.feishu.cn' })
    .default(DEFAULT_DOMAIN)
    .transform((url) => url.replace(/\/+$/, '')),
  FEISHU_ADMINS: list.refine(
    (ids) => ids.every((id) => id.startsWith('ou_')),
    '应是用逗号隔开的 open_id，每个以 ou_ 开头',
  ),
  /** Tenants whose people may use the bot; empty = those of the tenant that the app is installed in. */
  ALLOW_TENANTS: list,
  /** Departments whose people may use the bot, those below included; empty = everybody. */
  ALLOW_DEPARTMENTS: list.refine(
    (ids) => ids.every((id) => id.startsWith('od-')),
    '应是用逗号隔开的部门 open_department_id，每个以 od- 开头',
  ),
  FEISHU_CARD_UPDATE: z
    .enum(['callback', 'patch'], { error: '只能是 callback 或 patch' })
    .default('callback'),
  /** Kinds of report that are offered; empty = all. */
  KINDS: list,
  REDIS_URL: required('必须填写：Redis 地址，如 redis://127.0.0.1:6379').refine(
    isRedisUrl,
    '看不懂。应以 redis://、rediss://、redis+sentinel:// 或 redis+cluster:// 开头，如 redis://:密码@主机:6379；密码里的 % 写成 %25，@ 写成 %40',
  ),
  /** Keys for encryption at rest: the first seals, all of them open; empty = nothing is encrypted. */
  DATA_KEY: dataKeys,
  HTTP_ADDR: z
    .string()
    .regex(/^[^:\s]+:[0-9]{1,5}$/, '应是 地址:端口，如 127.0.0.1:8788')
    .default(DEFAULT_ADDR),
  HTTP_TOKEN: z.string().regex(TOKEN, TOKEN_RULE).optional(),
  DEADLINE: z.string().refine(isDay, '应是一个日期，如 2026-12-20').optional(),
  REMIND_DAYS: z
    .string()
    .regex(/^\d{1,3}(?:[,，]\d{1,3}){0,19}$/, '应是用逗号隔开的天数，如 30,14,7,3,1')
    .default(DEFAULT_PLAN.daysBefore.join(','))
    .transform((text) => text.split(/[,，]/).map(Number)),
  REMIND_HOURS: z
    .string()
    .default('9:00-11:30,14:00-17:30')
    .transform((text) => text.split(/[,，]/).map(readHours))
    .refine(
      (hours): hours is Hours[] =>
        !hours.includes(undefined) &&
        hasSlots({ ...DEFAULT_PLAN, hours: hours.filter((one) => one !== undefined) }),
      '应是用逗号隔开的时段，每段至少半小时，如 9:00-11:30,14:00-17:30',
    ),
  SEASON_START: z
    .string()
    .refine((text) => isDay(`2024-${text}`), '应是月-日，如 11-15')
    .default(DEFAULT_PLAN.seasonStart),
  RETENTION_DAYS: days(3650)
    .refine((days) => days === 0 || days >= 30, '应是 0（一直留着）或 30 以上的天数')
    .default(400),
  RETENTION_NOTICE_DAYS: days(365)
    .refine((days) => days > 0, '应是 1 以上的天数')
    .default(14),
  SWEEP_SECONDS: z.coerce
    .number('应是秒数，如 30')
    .int('应是整数秒')
    .min(1, '至少 1 秒')
    .max(300, '至多 300 秒')
    .default(30),
  CALL_BUDGET: z.coerce.number('应是每月调用次数，如 10000').int('应是整数').min(1, '至少是 1').optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: '只能是 debug、info、warn 或 error' })
    .default('info'),
  FONT_TITLE: z.string().min(1).default('方正小标宋简体'),
  FONT_BODY: z.string().min(1).default('仿宋_GB2312'),
  FONT_HEADING1: z.string().min(1).default('黑体'),
  FONT_HEADING2: z.string().min(1).default('楷体_GB2312'),
  FONT_PAGE_NUMBER: z.string().min(1).default('宋体'),
});

type Environment = Readonly<Record<string, string | undefined>>;
export type Settings = z.infer<typeof schema>;

export type SettingsResult =
  | { readonly settings: Settings }
  /** One line for each setting that is missing or wrong. */
  | { readonly problems: readonly string[] };

export const planOf = (settings: Settings): Plan => ({
  ...(settings.DEADLINE === undefined ? {} : { deadline: settings.DEADLINE }),
  daysBefore: settings.REMIND_DAYS,
  hours: settings.REMIND_HOURS,
  seasonStart: settings.SEASON_START,
  ...retentionOf(settings),
});

/** A notice is never longer than the time itself. */
function retentionOf(settings: Settings): Pick<Plan, 'retention'> {
  const days = settings.RETENTION_DAYS;
  return days === 0
    ? {}
    : { retention: { days, noticeDays: Math.min(settings.RETENTION_NOTICE_DAYS, days) } };
}

/** An empty value counts as not set, as compose files pass them. */
export function readSettings(environment: Environment): SettingsResult {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const set: Environment = Object.fromEntries(given);
  const parsed = schema.safeParse(set);
  const issues = parsed.success ? [] : parsed.error.issues;
  const problems = [
    ...issues.map((issue) => `${issue.path.join('.')}：${issue.message}`),
    ...withoutToken(set),
  ];
  return parsed.success && problems.length === 0 ? { settings: parsed.data } : { problems };
}
