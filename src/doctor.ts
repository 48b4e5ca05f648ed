/** @module `doctor`: joins the checks with settings, platform and store. */
import { DOCTOR_USAGE, findingLines, parseWords, type Report, summaryLines } from './doctor/command.ts';
import { examine, LIMITS, type Limits } from './doctor/examine.ts';
import { type Finding, ok, wrong } from './doctor/finding.ts';
import { createNotebook } from './doctor/questions.ts';
import { createProbe } from './feishu/probe.ts';
import { MENU } from './flow/commands.ts';
import { readSettings, type Settings } from './settings.ts';
import { examineRedis } from './store/examine.ts';

export interface DoctorWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Aborts the check; by default, Ctrl+C does. */
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  readonly node?: string;
  readonly limits?: Partial<Limits>;
}

const TIMEOUTS = { http: 10_000, upload: 60_000, endpoint: 15_000, handshake: 15_000 };
/** What the platform does is seen by what it answers; the SDK's remarks would only disturb. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** 0 when nothing is wrong, 1 when something is, 2 when the words are not understood. */
export async function doctor(args: readonly string[], world: DoctorWorld): Promise<number> {
  const { environment, say, complain, now = Date.now, node = process.versions.node } = world;
  const words = parseWords(args);
  if (typeof words === 'string') {
    complain(words);
    complain(DOCTOR_USAGE);
    return 2;
  }
  const { json, ...wanted } = words;
  const aside = json ? complain : say;
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => {
    findings.push(finding);
    for (const line of findingLines(finding)) aside(line);
  };
  const notebook = createNotebook();
  const stopping = stopper(world.signal);

  const { settings, unusable } = usableSettings(environment, tell);
  const usable = (...names: readonly (keyof Settings)[]) => !names.some((name) => unusable.has(name));
  try {
    await examine({
      ...wanted,
      node,
      tell,
      say: aside,
      notebook,
      signal: stopping.signal,
      menu: [...MENU.keys()],
      limits: { ...LIMITS, ...world.limits },
      proxied: ['HTTPS_PROXY', 'https_proxy'].some((name) => Boolean(environment[name])),
      ...(usable('HTTP_ADDR') ? { http: settings.HTTP_ADDR, httpToken: settings.HTTP_TOKEN } : {}),
      ...(usable('REDIS_URL') ? { redis: () => examineRedis(settings.REDIS_URL, now) } : {}),
      ...(usable('FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_DOMAIN')
        ? { probe: probeOf(settings, now) }
        : {}),
    });
  } finally {
    stopping.forget();
  }

  const report: Report = {
    format: 1,
    at: new Date(now()).toISOString(),
    domain: settings.FEISHU_DOMAIN,
    ...(unusable.has('FEISHU_APP_ID') ? {} : { app: settings.FEISHU_APP_ID }),
    node,
    ok: !stopping.signal.aborted && findings.every(({ verdict }) => verdict !== 'wrong'),
    findings,
    questions: notebook.list(),
  };
  for (const line of summaryLines(findings, report.questions, stopping.signal.aborted)) aside(line);
  if (json) say(JSON.stringify(report, null, 2));
  return report.ok ? 0 : 1;
}

const probeOf = (settings: Settings, now: () => number) =>
  createProbe({
    appId: settings.FEISHU_APP_ID,
    appSecret: settings.FEISHU_APP_SECRET,
    domain: settings.FEISHU_DOMAIN,
    log: SILENT,
    now,
    timeouts: TIMEOUTS,
  });

/** Stands in for a setting that is not usable, so that the others can be read. */
const STAND_INS: Readonly<Record<string, string>> = {
  FEISHU_APP_ID: 'cli_0000000000000000',
  FEISHU_APP_SECRET: 'unknown',
  REDIS_URL: 'redis://127.0.0.1:6379',
  HTTP_TOKEN: 'unknown-unknown-unknown',
};

function usableSettings(
  environment: Readonly<Record<string, string | undefined>>,
  tell: (finding: Finding) => void,
): { readonly settings: Settings; readonly unusable: ReadonlySet<string> } {
  const read = readSettings(environment);
  if ('settings' in read) {
    tell(ok('settings', '设置都填对了形式'));
    return { settings: read.settings, unusable: new Set() };
  }
  const unusable = new Set(read.problems.map((problem) => problem.split('：')[0] ?? ''));
  for (const problem of read.problems) {
    tell(wrong('settings', `设置 ${problem}`, '改 .env（或启动时的环境变量），再运行一次'));
  }
  const mended = { ...environment };
  for (const name of unusable) mended[name] = STAND_INS[name];
  const again = readSettings(mended);
  if ('problems' in again) throw new Error(`no stand-in for ${again.problems.join(', ')}`);
  return { settings: again.settings, unusable };
}

/** Ctrl+C: once ends the check and takes back what was sent; twice does not wait. */
function stopper(given: AbortSignal | undefined): { readonly signal: AbortSignal; forget(): void } {
  if (given) return { signal: given, forget: () => undefined };
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    process.once('SIGINT', () => process.exit(1));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    forget: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
