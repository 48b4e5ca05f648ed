/** @module `preview`: a kind written out with sample facts, again at every change of a flow or a template. */
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { yearOf } from '../app/calendar.ts';
import { type Kind, renderDraft } from '../app/draft.ts';
import { loadLibrary, printed } from '../app/library.ts';
import { sampleFacts } from '../app/sample.ts';
import type { Facts } from '../flow/model.ts';
import { writeText } from '../report/text.ts';
import { type Output, reportOf } from './draft.ts';
import { readFactsFile } from './facts-file.ts';

const OPTIONS = {
  kind: { type: 'string' },
  facts: { type: 'string' },
  watch: { type: 'boolean', default: false },
  /** Another library than the one that ships. */
  root: { type: 'string' },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** `until` waits for the end of a watch and then calls what it is given. Exit 0; 1 with what is wrong in the files; 2. */
export async function previewCommand(
  args: readonly string[],
  root: string,
  output: Output,
  until: (stop: () => Promise<void>) => Promise<number>,
): Promise<number> {
  let options: Options;
  try {
    options = parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    output.complain(`看不懂：${cause instanceof Error ? cause.message : String(cause)}`);
    return 2;
  }
  const folder = options.root ?? root;
  const code = await previewOnce(folder, options, output);
  if (options.watch !== true || code === 2) return code;
  output.say('——— 改动 flows 或 templates 里的文件会重新显示，按 Ctrl+C 结束 ———');
  return until(watching(folder, () => previewOnce(folder, options, output)));
}

async function previewOnce(root: string, options: Options, { say, complain }: Output): Promise<number> {
  const loaded = loadLibrary(root);
  if ('problems' in loaded) {
    complain(`流程或模板有 ${loaded.problems.length} 处要改：`);
    for (const problem of loaded.problems) complain(printed(problem));
    return 1;
  }
  const { kinds } = loaded;
  const kind = kinds.get(options.kind ?? '');
  if (kind === undefined) {
    complain(`用法：preview --kind K [--facts 文件] [--watch]，K 可选：${[...kinds.keys()].join('、')}`);
    return 2;
  }
  const now = Date.now();
  const given = await factsFor(kind, options.facts, now);
  if ('wrong' in given) {
    for (const line of given.wrong) complain(line);
    return 2;
  }
  const draft = renderDraft(kind, reportOf(kind.flow, given.year, given.facts, 'preview'), given.facts, now);
  say(writeText(draft.blocks));
  say(`\n共 ${draft.characters} 字${options.facts === undefined ? '（样例数据）' : ''}`);
  return 0;
}

async function factsFor(
  kind: Kind,
  path: string | undefined,
  now: number,
): Promise<{ readonly year: number; readonly facts: Facts } | { readonly wrong: readonly string[] }> {
  const year = yearOf(now);
  if (path === undefined) return { year, facts: sampleFacts(kind.flow, year, now) };
  const json = await readFile(path, 'utf8').catch(() => undefined);
  if (json === undefined) return { wrong: [`--facts：读不到文件 ${path}`] };
  const read = readFactsFile(json, kind.flow);
  return 'wrong' in read ? { wrong: read.wrong.map(({ id, what }) => `${id}：${what}`) } : read;
}

/** An editor saves a file in several steps; they are one change. */
const QUIET_MS = 150;

/** Calls `changed` after each change below the two folders; returns what ends it. */
function watching(root: string, changed: () => Promise<unknown>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watchers = ['flows', 'templates'].map((folder) =>
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void changed(), QUIET_MS);
    }),
  );
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
