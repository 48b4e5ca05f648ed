/** @module Settings from the environment: parsed once, every mistake listed at once, in the reader's language. */
import { z } from 'zod';

const DEFAULT_DOMAIN = 'https://open.feishu.cn';

const required = (sentence: string) => z.string({ error: sentence }).trim().min(1, sentence);

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
  FEISHU_ADMINS: z
    .string()
    .default('')
    .transform((text) => text.split(/[,，\s]+/).filter((id) => id !== ''))
    .refine((ids) => ids.every((id) => id.startsWith('ou_')), '应是用逗号隔开的 open_id，每个以 ou_ 开头'),
  FEISHU_CARD_UPDATE: z
    .enum(['callback', 'patch'], { error: '只能是 callback 或 patch' })
    .default('callback'),
  REDIS_URL: required('必须填写：Redis 地址，如 redis://127.0.0.1:6379').regex(
    /^(?:rediss?|redis\+sentinel|redis\+cluster):\/\/.+/,
    '应以 redis://、rediss://、redis+sentinel:// 或 redis+cluster:// 开头',
  ),
  HTTP_ADDR: z
    .string()
    .regex(/^[^:\s]+:[0-9]{1,5}$/, '应是 地址:端口，如 127.0.0.1:8788')
    .default('127.0.0.1:8788'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: '只能是 debug、info、warn 或 error' })
    .default('info'),
  FONT_TITLE: z.string().min(1).default('方正小标宋简体'),
  FONT_BODY: z.string().min(1).default('仿宋_GB2312'),
  FONT_HEADING1: z.string().min(1).default('黑体'),
  FONT_HEADING2: z.string().min(1).default('楷体_GB2312'),
  FONT_PAGE_NUMBER: z.string().min(1).default('宋体'),
});

export type Settings = z.infer<typeof schema>;

export type SettingsResult =
  | { readonly settings: Settings }
  /** One line for each setting that is missing or wrong. */
  | { readonly problems: readonly string[] };

/** An empty value counts as not set, as compose files pass them. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): SettingsResult {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (parsed.success) return { settings: parsed.data };
  return { problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`) };
}
