#!/usr/bin/env node
/** @module The command line, and the only file that does something when imported. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Kind } from './app/draft.ts';
import { loadLibrary, printed } from './app/library.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { draftCommand } from './cli/draft.ts';
import { listFacts } from './cli/facts.ts';
import { checkDump } from './cli/migrate-check.ts';
import { previewCommand } from './cli/preview.ts';
import { readCommand } from './cli/read.ts';
import { schemasCommand } from './cli/schemas.ts';
import { demoFailure, startDemo } from './demo.ts';
import { doctor } from './doctor.ts';
import { startEmulator } from './emulator/index.ts';
import { FeishuConfigError } from './feishu/index.ts';
import { rotateCommand } from './rotate.ts';
import { createLog, launch, type Part, StoppedError } from './run.ts';
import { readSettings } from './settings.ts';
import { BackupError } from './store/backup-file.ts';
import { DataKeyError } from './store/sealed.ts';
import { deadLetters, dumpCommand } from './stored.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const USAGE = `用法：
  demo                    在本机起一套试用环境（自带本地飞书），打印网页地址
  start [bot|worker]      连接真实的飞书和 Redis；不写则两者都起
  emulator                只起本地飞书（开发机器人用），打印地址和凭证
  facts --kind K          列出一种报告要问的全部事项（JSON）
  draft --kind K --facts 文件 --out 文件 [--final] [--format docx|text] [--length 简|标准|详]
        [--as-of 日期] [--writer 编号] [--explain]
                          不经过聊天，直接由数据文件生成报告；换一个编号，换一套连接的话
  doctor [--person ou_…] [--wait 秒] [--all] [--json]
                          检查飞书应用、Redis 和这台机器，说出哪里不对、怎么改
  backup --out 文件       把 Redis 里的全部数据备份成一个文件（含回答，请妥善保管）
  restore --from 文件 [--replace]
                          从备份恢复；Redis 里已有数据时，要写 --replace 才换掉
  dead-letters [--resend 编号]
                          飞书拒收的消息：看有哪些，改好原因后补发一条
  rotate-key              换密钥：全部内容改用 DATA_KEY 里的第一把加密（程序可以照常运行）
  dump --out 文件         把 Redis 里的全部报告写成文件（含回答，请妥善保管）
  migrate-check --dump 文件
                          新版 flows 会让哪些报告有什么变化
  read --kind K "一句话"   这句话里读出了什么（JSON）
  preview --kind K [--facts 文件] [--watch] [--root 文件夹]
                          用样例数据把一种报告写出来看；--watch 改了文件就重写
  schemas                 由程序重写 schemas/*.json（编辑器补全用）
  lint                    检查 flows 和 templates`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'demo':
      return demo();
    case 'start':
      return start(args);
    case 'facts':
      return facts(args);
    case 'draft': {
      const kinds = library();
      return kinds === undefined ? 1 : draftCommand(args, kinds, { say, complain });
    }
    case 'doctor':
      return doctor(args, { environment: process.env, say, complain });
    case 'backup':
    case 'restore': {
      const run = { backup: backupCommand, restore: restoreCommand }[command];
      return run(args, { url: process.env['REDIS_URL'], say, complain });
    }
    case 'dead-letters':
      return deadLetters(args, { environment: process.env, say, complain });
    case 'rotate-key':
      return rotateCommand(args, { environment: process.env, say, complain });
    case 'dump':
      // What is wrong with the files is told; the answers are written out all the same.
      return dumpCommand(args, library(), { environment: process.env, say, complain });
    case 'migrate-check':
      return migrateCheck(args);
    case 'emulator':
      return emulator();
    case 'read': {
      const kinds = library();
      return kinds === undefined ? 1 : readCommand(args, kinds, { say, complain }, Date.now());
    }
    case 'preview':
      return previewCommand(args, ROOT, { say, complain }, untilStopped);
    case 'schemas':
      return schemasCommand(ROOT, say);
    case 'lint':
      return library() === undefined ? 1 : done('flows 和 templates 没有问题');
    default:
      complain(USAGE);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}

/** The kinds; on a broken flow or template, the list of what to mend, and nothing runs. */
function library(): ReadonlyMap<string, Kind> | undefined {
  const loaded = loadLibrary(ROOT);
  if ('kinds' in loaded) return loaded.kinds;
  complain(`流程或模板有 ${loaded.problems.length} 处要改：`);
  for (const problem of loaded.problems) complain(printed(problem));
  return undefined;
}

function done(line: string): number {
  say(line);
  return 0;
}

function facts(args: readonly string[]): number {
  const kinds = library();
  if (kinds === undefined) return 1;
  const kind = kinds.get(args[0] === '--kind' ? (args[1] ?? '') : '');
  if (kind !== undefined) return done(JSON.stringify(listFacts(kind.flow), null, 2));
  complain(`用法：facts --kind K，K 可选：${[...kinds.keys()].join('、')}`);
  return 2;
}

async function migrateCheck([flag, file]: readonly string[]): Promise<number> {
  const kinds = library();
  if (kinds === undefined) return 1;
  const text =
    flag === '--dump' && file !== undefined ? await readFile(file, 'utf8').catch(() => undefined) : undefined;
  if (text === undefined) {
    complain('用法：migrate-check --dump 文件（文件由 dump 命令生成）');
    return 2;
  }
  const checked = checkDump(text, kinds);
  if ('wrong' in checked) {
    complain(checked.wrong);
    return 2;
  }
  for (const { report, lines } of checked.changes) for (const line of lines) say(`${report}  ${line}`);
  return done(`${checked.reports} 份报告，其中 ${checked.changes.length} 份会有变化`);
}

async function emulator(): Promise<number> {
  const feishu = await startEmulator({ port: Number(process.env['DEMO_PORT'] || 8799) });
  say(
    `本地飞书：${feishu.url}/，FEISHU_APP_ID=${feishu.appId} FEISHU_APP_SECRET=${feishu.appSecret} FEISHU_DOMAIN=${feishu.url}`,
  );
  return untilStopped(feishu.close);
}

async function demo(): Promise<number> {
  const kinds = library();
  if (kinds === undefined) return 1;
  const running = await startDemo(kinds, process.env, say).catch((cause: unknown) => {
    const sentence = demoFailure(cause);
    if (sentence === undefined) throw cause;
    complain(sentence);
  });
  if (running === undefined) return 1;
  say(`打开 ${running.page} 就可以开始，按 Ctrl+C 结束。`);
  return untilStopped(running.stop);
}

async function start([only]: readonly string[]): Promise<number> {
  const parts = partsOf(only);
  const read = readSettings(process.env);
  const kinds = library();
  if ('problems' in read) {
    complain('设置有误，改好再启动：');
    for (const problem of read.problems) complain(`  ${problem}`);
  }
  if (parts === undefined) complain(`start 后面只能是 bot 或 worker，不能是 ${only}`);
  if ('problems' in read || parts === undefined || kinds === undefined) return 1;
  const unknown = read.settings.KINDS.filter((id) => !kinds.has(id));
  if (unknown.length > 0) {
    complain(`KINDS：没有这些报告：${unknown.join('、')}；可选：${[...kinds.keys()].join('、')}`);
    return 1;
  }
  const { settings } = read;
  const running = launch({ settings, parts, kinds, log: createLog(settings.LOG_LEVEL) });
  const stopped = untilStopped(running.stop);
  try {
    await Promise.race([running.started, stopped]);
    return await stopped;
  } catch (cause) {
    if (cause instanceof StoppedError) return await stopped;
    const sentence = startFailure(cause, settings.HTTP_ADDR);
    if (sentence === undefined) throw cause;
    complain(sentence);
    await inTime(running.stop());
    return 1;
  }
}

function startFailure(cause: unknown, address: string): string | undefined {
  if (cause instanceof FeishuConfigError) return `飞书不接受这些凭证：${cause.message}`;
  if (cause instanceof DataKeyError || cause instanceof BackupError) return cause.message;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') return `HTTP_ADDR：${address} 被别的程序占着，请停掉它，或换一个端口`;
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES')
    return `HTTP_ADDR：${address} 不能用（${code}），一般写 127.0.0.1:8788`;
  return undefined;
}

function partsOf(only: string | undefined): readonly Part[] | undefined {
  if (only === undefined) return ['bot', 'worker'];
  return only === 'bot' || only === 'worker' ? [only] : undefined;
}

/** npm passes the terminal's Ctrl+C on to the program, which has it already: two signals at once are one. */
const TWIN_MS = 300;
/** Whoever stops a service waits ten seconds before it kills. What still runs then is left to the next process. */
const STOP_MS = 9_000;

/** Until SIGINT or SIGTERM; a second one does not wait. */
function untilStopped(stop: () => Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    let first: number | undefined;
    const signalled = () => {
      if (first === undefined) {
        first = performance.now();
        inTime(stop()).then(() => resolve(0), reject);
      } else if (performance.now() - first > TWIN_MS) process.exit(1);
    };
    process.on('SIGINT', signalled);
    process.on('SIGTERM', signalled);
  });
}

const inTime = (stopped: Promise<void>): Promise<void> =>
  Promise.race([stopped, new Promise<void>((resolve) => setTimeout(resolve, STOP_MS))]);

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (cause: unknown) => {
    complain(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    process.exit(1);
  },
);
