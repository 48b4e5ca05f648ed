/** @module What around a value makes it doubtful: another year, a plan, a part of the whole, somebody else's. */
import type { Said } from './read-answer.ts';
import type { Doubt } from './types/type.ts';

/** Of another year, or of a plan, a rule, a wish: not what was done. */
const ELSEWHEN =
  /明年|来年|下一?年度?|去年|上一?年|往年|前年|历年|下一步|(?<!比|较)计划|打算|准备|拟|将(?!近)|力争|争取|目标|要求|规定|应当|必须|一般|原则上|预计|确保|以来/;
/** Of a part of the year: not the whole number. */
const PART =
  /(?:[一二三四1-4]季度|上半年|下半年|(?<![0-9])1?[0-9]月|[一二三四五六七八九十]月|本月|上个?月|这个月|期间|当天|节前|节后)/;
/** Other branches, or all that are below. */
const OTHERS =
  /(?:各|所属|下属|基层|兄弟|全局|全公司|局属|[0-9一二两三四五六七八九十]+个)(?:党?支部|单位|处室|科室)/;
/** Right before a name, these make it less than what the name says: 「女党员」「微党课」「副书记讲党课」. */
const SOME_OF =
  /(?:预备|正式|女|男|老|退休|离休|在职|青年|年轻|优秀|流动|困难|共产|外聘|劳务|微|廉政|意识形态|警示|安全|副)$/;
/** 「请专家讲党课1次」「我今年讲党课2次」: of one speaker. */
const SPEAKER =
  /(?:书记|委员|[处科局]长|主任|经理|老师|教授|专家|同志|领导|我(?!们)|本人|自己)(?:今年|全年|带头|亲自|先后)?$/;
/** 「支委会12次（含12月计划1次）」「党日12次（12月那次还没搞）」 */
const NOT_YET =
  /^\s*[（(][^（）()]{0,20}(?:计划|预计|打算|将要|还要|还没|没开|没搞|没办|未开|未搞|未办)[^（）()]{0,20}[）)]/;
/** 「每个」 and 「各」 of one name: how many of them there are is not said. */
const EACH = /^\s*(?:[：:]\s*)?各(?!有各)/;

/** What stands before a value and its name, as far back as the sentence goes, makes it: of another year, of a part. */
export interface Front {
  readonly elsewhen: boolean;
  readonly part: boolean;
}
export const NO_FRONT: Front = { elsewhen: false, part: false };

/** Of each value, from what stands before and between the values, without other facts and their names. */
export function frontsOf(gaps: readonly string[], year: number): readonly Front[] {
  let front = NO_FRONT;
  return gaps.map((gap) => {
    const elsewhen = front.elsewhen || ELSEWHEN.test(gap) || isOfAnother(gap, year);
    front = { elsewhen, part: front.part || PART.test(gap) || OTHERS.test(gap) };
    return front;
  });
}

/** 「2025年支委会11次」 for the report of 2026. */
const isOfAnother = (gap: string, year: number): boolean =>
  [...gap.matchAll(/(?<![0-9])(?:19|20)[0-9]{2}(?=年)/g)].some(([said]) => Number(said) !== year);

export interface Around {
  readonly front: Front;
  /** What stands right before the name, and behind it; behind the value. */
  readonly before: string;
  readonly name: string;
  readonly after: string;
  readonly behind: string;
  /** One figure behind two names. */
  readonly loose: boolean;
  /** One figure for each of several names. */
  readonly each: boolean;
  /** Of one meeting, named in the same breath. */
  readonly passing: boolean;
  /** A time before a verb, with other words before it: 「攻坚队3月成立」. */
  readonly ofAnother: boolean;
}

/** The value as it is, or with the first doubt that its surroundings raise. */
export function doubted(said: Said, around: Around): Said {
  if (said.said !== 'value') return said;
  const doubt = said.doubt ?? doubtOf(around);
  return doubt === undefined ? said : { ...said, doubt };
}

function doubtOf({
  front,
  before,
  name,
  after,
  behind,
  loose,
  each,
  passing,
  ofAnother,
}: Around): Doubt | undefined {
  if (front.elsewhen || NOT_YET.test(behind)) return 'year';
  const spoken = /^[讲上]/.test(name) ? before : before.replace(/(?:讲授?|上)了?$/, '');
  const byOne = (spoken !== before || /^[讲上]/.test(name)) && SPEAKER.test(spoken);
  if (passing || front.part || SOME_OF.test(before) || byOne) return 'part';
  if (!each && EACH.test(after)) return 'part';
  if (ofAnother) return 'prose';
  return loose ? 'shared' : undefined;
}
