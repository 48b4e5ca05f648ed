/**
 * @module Where constants and facts meet: no mark and no word is doubled, no mark stands alone. A person's words lose at
 * most an end mark; the word that both sides have is left out on ours.
 */
import { plain, type Span } from './blocks.ts';

export function mendSeams(spans: readonly Span[]): readonly Span[] {
  const mended: Span[] = [];
  for (const span of spans) {
    const last = mended.at(-1);
    if (span.text === '') continue;
    if (last === undefined) mended.push(span);
    else if (span.kind !== 'constant') {
      if (last.kind === 'constant' && span.kind === 'fact') yieldTo(mended, last, span);
      mended.push(span);
    } else if (last.kind === 'constant')
      mended[mended.length - 1] = { kind: 'constant', text: last.text + span.text };
    else
      meet(mended, last, last.kind === 'fact' ? { ...span, text: withoutEcho(last.text, span.text) } : span);
  }
  const tidy = mended.map((span) => (span.kind === 'constant' ? { ...span, text: single(span.text) } : span));
  const [first, ...rest] = tidy;
  if (first?.kind === 'constant')
    tidy.splice(0, 1, { ...first, text: first.text.replace(/^[，、；：]+/u, '') });
  return rest.length === 0 && plain(tidy) === '。' ? [] : tidy.filter((span) => span.text !== '');
}

/** The end of a person's words, and the mark that the template puts after them. */
function meet(mended: Span[], last: Span, next: Span): void {
  const mark = /^[。，、；：！？]/u.exec(next.text)?.[0];
  if (mark === '。' && ENDS_ITSELF.test(last.text)) {
    mended.push({ ...next, text: next.text.slice(1) });
    return;
  }
  if (mark !== undefined && last.kind === 'fact') {
    const bare = last.text.replace(/[\s！？!?。，、；：]+$/u, '');
    if (bare !== '') mended[mended.length - 1] = { ...last, text: bare };
  }
  mended.push(next);
}

/** 「我们」 before 「我们三月起……」, 「支部组织」 before 「组织党员……」: hers stays. */
function yieldTo(mended: Span[], last: Span, next: Span): void {
  const text = last.text.slice(0, last.text.length - echo(last.text, next.text));
  if (text === '') mended.pop();
  else mended[mended.length - 1] = { ...last, text };
}

/** How much of the end of `ours` says what `hers` begins with. */
function echo(ours: string, hers: string): number {
  const subject = SPEAKER.exec(ours)?.[0];
  if (subject !== undefined && HER_SPEAKER.test(hers) && !(subject === '我们' && hers.startsWith('支部')))
    return subject.length;
  return overlap(ours, hers);
}

/** 「会议精神」 before 「精神，」. */
const withoutEcho = (hers: string, ours: string): string => ours.slice(overlap(hers, ours));

/** The length of the longest word that `before` ends and `after` begins with; one character alone is chance. */
function overlap(before: string, after: string): number {
  if (A_NAME.test(after)) return 0;
  for (let length = Math.min(LONGEST_WORD, before.length, after.length); length >= 2; length -= 1) {
    const word = after.slice(0, length);
    if (/^\p{Script=Han}+$/u.test(word) && before.endsWith(word)) return length;
  }
  return 0;
}

const LONGEST_WORD = 8;
/** 「组织」 before 「组织生活会」, 「学习」 before 「学习强国」: the word is a part of a name. */
const A_NAME =
  /^(?:组织(?:生活|关系|部|委员|建设|纪律|观念|工作|力|处|科|者)|学习(?:强国|型|小组|计划|笔记|心得)|党员(?:大会|活动|之家|先锋|突击|干部|服务|志愿|示范|责任)|活动(?:室|阵地|日)|开展(?:情况)|推进(?:会|组|办))/u;
/** Who does it, at the end of our words and at the beginning of hers. */
const SPEAKER = /(?:我们|支部|(?<![自忘])我)$/u;
const HER_SPEAKER = /^(?:我们|我(?=[^国省市县区州为])|支部|本支部|党支部)/u;

/** 「…吗？」 or 「他说：“好。”」 need no further full stop. */
const ENDS_ITSELF = /(?:[！？!?]|[。！？!?]["”’）])$/u;

/** What is left of a constant when what stood in it is gone. */
const single = (text: string): string =>
  text
    .replace(/（）|\(\)|“”|《》/gu, '')
    .replace(/[，、；：]+(?=[。！？；])/gu, '')
    .replace(/([，、：])[，、：]+/gu, '$1');
