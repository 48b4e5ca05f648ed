/** @module Where constants and facts meet: no mark is doubled, none stands alone. A person's words lose at most an end mark. */
import { plain, type Span } from './blocks.ts';

export function mendSeams(spans: readonly Span[]): readonly Span[] {
  const mended: Span[] = [];
  for (const span of spans) {
    const last = mended.at(-1);
    if (span.text === '') continue;
    if (span.kind !== 'constant' || last === undefined) mended.push(span);
    else if (last.kind === 'constant')
      mended[mended.length - 1] = { kind: 'constant', text: last.text + span.text };
    else meet(mended, last, span);
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

/** 「…吗？」 or 「他说：“好。”」 need no further full stop. */
const ENDS_ITSELF = /(?:[！？!?]|[。！？!?]["”’）])$/u;

/** What is left of a constant when what stood in it is gone. */
const single = (text: string): string =>
  text
    .replace(/（）|\(\)|“”|《》/gu, '')
    .replace(/[，、；：]+(?=[。！？；])/gu, '')
    .replace(/([，、：])[，、：]+/gu, '$1');
