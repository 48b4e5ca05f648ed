/** @module Where a long title breaks: at sense, and so that its lines make a trapezoid or a diamond (GB/T 9704 7.3.1). */

import { TITLE } from './measures.ts';
import { cellsOf, type Line, lineText, type Piece, trimLine } from './pieces.ts';

/**
 * Joints in the wording of an official title, best first; the cost of a break there. Anything else is a break inside a
 * phrase, and costs `UNKNOWN`: only taken when a title has no joint at all.
 */
const JOINTS: readonly (readonly [cost: number, before: RegExp, after: RegExp])[] = [
  [0, /./u, /^(?:19|20)\d\d年/u],
  [1, /(?:委员会|支部|总支|党委|党组|书记|委员)$/u, /^(?!委员|书记|副书记|班子|党员|成员|组织|会|和|及|、)/u],
  [1, /[，、：；）》”]$/u, /./u],
  [2, /年度?$/u, /^(?!度)/u],
  [2, /的$/u, /./u],
  [2, /(?<!整改|贯彻|推动|狠抓|抓好)$/u, /^(?:抓|履行|落实|关于|述职|述责|开展|及|暨)/u],
  [
    3,
    /(?:集团|公司|学校|[中小大]学|学院|医院|中心|街道|社区|机关|生活会|[省市县区乡镇村局])$/u,
    /^(?![委长政人党])/u,
  ],
  [4, /(?<!述职|述责|抓|基层|主体)$/u, /^(?:工作|情况|报告|主体|责任|党建)/u],
];
const UNKNOWN = 20;
/** The writer's own seam, where one span meets the next, makes an unknown place a fair one. */
const SEAM = 5;

/**
 * Room that a group of digits may take beyond its cells: the title face's digits are wider than half a character, and
 * some programs set a space beside them.
 */
const DIGITS_EXTRA = 0.5;

/** Each line more than there must be. */
const EXTRA_LINE = 3;
/** The middle shorter than both ends: an hourglass, which the standard does not have. */
const HOURGLASS = 3;
/** Lines all of one length make a block, neither trapezoid nor diamond. */
const BLOCK = 1;
/** Weight of the difference between the longest and the shortest line, as a share of the longest. */
const UNEVEN = 5;
/** Beyond this a title is no title; the program that shows it may break it as it likes. */
const MOST_LINES = 4;

/** Inside a number or a Latin word, before what must not begin a line, after what must not end it. */
const INSEPARABLE = /[\w.%]$/u;
const NEVER_FIRST = /^[。，、；：？！）》」』”’…—%\u3000\s\p{Mark}\p{Format}]/u;
const NEVER_LAST = /(?:[（《「『“‘]|关于)\s*$/u;

/**
 * The lines of a title: those that it came with, each of them broken further if it is wider than the page takes.
 * Never drops or reorders a character except white space at a break.
 */
export const breakTitle = (lines: readonly Line[]): readonly Line[] => lines.flatMap(breakLine);

interface Place {
  readonly at: number;
  readonly cost: number;
}

function breakLine(line: Line): readonly Line[] {
  const whole = lineText(line);
  const needed = Math.ceil(roomFor(whole) / TITLE.cells);
  if (needed <= 1 || needed > MOST_LINES) return [line];
  const places = placesOf(line);
  let best: { readonly cost: number; readonly cuts: readonly number[] } | undefined;
  for (let count = needed; count <= Math.min(needed + 1, MOST_LINES); count += 1) {
    for (const chosen of choices(whole, places, count)) {
      const cuts = chosen.map((place) => place.at);
      const sense = chosen.reduce((sum, place) => sum + place.cost, 0);
      const cost = sense + shapeCost(widths(whole, cuts)) + (count - needed) * EXTRA_LINE;
      if (best === undefined || cost < best.cost) best = { cost, cuts };
    }
  }
  return best === undefined ? [line] : cutAt(line, best.cuts);
}

function roomFor(text: string): number {
  const groups = text.match(/\w+/gu)?.length ?? 0;
  return cellsOf(text.trim()) + groups * DIGITS_EXTRA;
}

/** Every place where a break is allowed, with what it costs the sense. */
function placesOf(line: Line): readonly Place[] {
  const whole = lineText(line);
  const seams = new Set<number>();
  let end = 0;
  for (const piece of line) {
    end += piece.text.length;
    seams.add(end);
  }
  const places: Place[] = [];
  let at = 0;
  for (const sign of whole) {
    if (at > 0) {
      const before = whole.slice(0, at);
      const after = whole.slice(at);
      if (allowed(before, after)) places.push({ at, cost: senseCost(before, after, seams.has(at)) });
    }
    at += sign.length;
  }
  return places;
}

const allowed = (before: string, after: string): boolean =>
  !(
    NEVER_FIRST.test(after) ||
    NEVER_LAST.test(before) ||
    (INSEPARABLE.test(before) && /^[\w.%年]/u.test(after)) ||
    // The white space at a break goes: what it parted must not look like one number.
    (/\d\s*$/u.test(before) && /^[\d年]/u.test(after))
  );

function senseCost(before: string, after: string, seam: boolean): number {
  const joint = JOINTS.find(([, left, right]) => left.test(before) && right.test(after));
  return Math.min(joint?.[0] ?? UNKNOWN, seam ? SEAM : UNKNOWN);
}

/** All ways to cut a title into `count` lines that fit, in reading order. */
function* choices(
  whole: string,
  places: readonly Place[],
  count: number,
  from = 0,
): Generator<readonly Place[]> {
  if (count === 1) {
    if (roomFor(whole.slice(from)) <= TITLE.cells) yield [];
    return;
  }
  for (const place of places) {
    if (place.at <= from) continue;
    if (roomFor(whole.slice(from, place.at)) > TITLE.cells) return;
    for (const rest of choices(whole, places, count - 1, place.at)) yield [place, ...rest];
  }
}

function shapeCost(lines: readonly number[]): number {
  const longest = Math.max(...lines);
  const shortest = Math.min(...lines);
  const uneven = (UNEVEN * (longest - shortest)) / longest;
  if (longest === shortest) return BLOCK;
  const inner = lines.slice(1, -1);
  const first = lines[0] ?? 0;
  const last = lines.at(-1) ?? 0;
  return inner.some((width) => width < first && width < last) ? uneven + HOURGLASS : uneven;
}

const widths = (whole: string, cuts: readonly number[]): readonly number[] =>
  [0, ...cuts].map((from, index) => cellsOf(whole.slice(from, cuts[index]).trim()));

function cutAt(line: Line, cuts: readonly number[]): readonly Line[] {
  const lines: Piece[][] = [[]];
  let at = 0;
  for (const piece of line) {
    const inside = cuts.filter((cut) => cut >= at && cut < at + piece.text.length).map((cut) => cut - at);
    for (const [index, from] of [0, ...inside].entries()) {
      if (index > 0) lines.push([]);
      const { note, ...rest } = piece;
      const noted = note === undefined || index > 0 ? {} : { note };
      lines.at(-1)?.push({ ...rest, ...noted, text: piece.text.slice(from, inside[index]) });
    }
    at += piece.text.length;
  }
  return lines.map(trimLine).filter((part) => part.length > 0);
}
