/** @module What is said about a finding: what, where, why. The rule is quoted, the person is not judged. */
import type { Checked } from '../flow/finding.ts';
import type { FactId } from '../flow/model.ts';
import type { Figure, Found, Place } from './found.ts';

export function say(found: Found, checked: Checked): string {
  const source = found.source === undefined ? '' : `（${found.source}）`;
  // A rule has its source beside it.
  return found.what.code === 'below'
    ? `${sentence(found, checked)}。`
    : `${sentence(found, checked)}${source}。`;
}

const labelOf = (checked: Checked, id: FactId): string => checked.facts.get(id)?.definition.label ?? id;

function sentence({ what, source }: Found, checked: Checked): string {
  const label = (id: FactId) => labelOf(checked, id);
  const figure = ({ fact, said }: Figure) => `${label(fact)} ${said}`;
  const where = (place: Place) => whereIs(place, checked);
  switch (what.code) {
    case 'sum': {
      const parts = what.parts.map(
        ({ fact, said }, index) =>
          `${said.startsWith('-') ? ' − ' : index === 0 ? '' : ' + '}${label(fact)} ${said.replace(/^-/, '')}`,
      );
      return `${figure(what.whole)}，和${parts.join('')}对不上，后面加起来是 ${what.sum}`;
    }
    case 'more':
      return `${figure(what.part)}${what.times === undefined ? '' : `，${figure(what.times)}，乘起来`}${what.times === undefined ? '，' : ''}比${figure(what.whole)}还多${what.why === undefined ? '' : `，${what.why}`}`;
    case 'threshold':
      return `${figure(what.of)}，${figure(what.part)}${what.why === undefined ? '，像是少了' : `；${what.why}`}`;
    case 'share':
      return `${figure(what.share)}，和${figure(what.part)}、${figure(what.whole)}对不上，按这两个数算是 ${what.is}`;
    case 'below': {
      const far = what.months < 12 ? `，按 ${what.months} 个月算是 ${what.due}` : '';
      return `${figure(what.figure)}，${what.rule}（${source}）${far}，照实写就行，不用凑数`;
    }
    case 'length':
      return `${figure(what.number)}，而${label(what.list.fact)}里写了 ${what.list.said}`;
    case 'mirror':
      return `不足写了 ${what.problems} 条，打算只有 ${what.plans} 条，评议时常会一条对一条地看`;
    case 'twice':
      return `「${brief(what.words)}」在${where(what.first)}里已经写过，${where(what.second)}又写了一遍`;
    case 'year':
      return `${where(what.place)}写的是 ${spoken(what.words)}，这里一般写 ${what.expected} 年的事`;
    case 'ahead':
      return `${where(what.place)}的 ${spoken(what.words)} 还没有到，报告里会写成已经做过的事`;
    case 'retold':
      return `${where(what.place)}里写「${what.words}」，前面答的是${figure(what.figure)}`;
    case 'slip':
      return `${where(what.place)}里的「${what.words}」，固定的提法是「${what.exact}」`;
    case 'early':
      return `${where(what.place)}里的「${brief(what.words)}」是 ${spoken(what.since ?? '')} 才有的`;
    case 'late':
      return `${where(what.place)}里的「${brief(what.words)}」是 ${what.of} 年的提法，这份报告写 ${checked.year} 年`;
    case 'blank':
      return `${where(what.place)}里的「${brief(what.words)}」像是还没填的空`;
    case 'watermark':
      return `${where(what.place)}里有「${brief(what.words)}」，像是从网上带过来的`;
    case 'address':
      return `${where(what.place)}里有网址「${brief(what.words)}」，报告是要念的，一般不写网址`;
    case 'identity':
      return `${where(what.place)}里有一串像身份证号的数字（${what.words}），报告会给很多人看，建议去掉`;
    case 'telephone':
      return `${where(what.place)}里有一串像电话的数字（${what.words}），报告会给很多人看，建议去掉`;
    case 'secret':
      return `${where(what.place)}里有「${what.words}」，涉密内容请不要写在这里，请核对一下`;
    case 'life-meeting':
      return `${where(what.place)}里写的是民主生活会，那是领导班子开的；支部开的是组织生活会`;
    case 'body-role':
      return `${where(what.place)}里的「${what.words}」是党委（党组）的作用；党支部是战斗堡垒`;
    case 'body-study':
      return `${where(what.place)}里的「${what.words}」是党委（党组）才有的，支部是集中学习`;
    case 'points':
      return `${where(what.place)}里数到「${what.words}」，前面没有「${what.expected}」`;
    case 'announced':
      return `${where(what.place)}里说「${what.words}」，后面数到「${what.expected}」为止`;
    case 'brackets':
      return `${where(what.place)}里有全角括号，也有半角括号，公文里用全角`;
    case 'unpaired':
      return `${where(what.place)}里的 ${what.words} 不成对，少了一半`;
    case 'unfilled': {
      const rows = what.of === 1 ? '' : `第 ${what.at.join('、')} 条`;
      return `「${label(what.rows)}」${rows}没有写「${what.field}」${what.why === undefined ? '' : `，${what.why}`}`;
    }
    case 'person':
      return `${where(what.at)}里的「${what.first}」和${where(what.place)}里的「${what.second}」只差一个字，是同一个人的话请写成一样的`;
    case 'spelled':
      return `《${brief(what.first)}》和《${brief(what.second)}》只差一点，是同一份文件的话请写成一样的`;
  }
}

/** The words of the button that takes what is proposed. */
export function mendLabel({ what, mend }: Found, checked: Checked): string {
  if (what.code === 'slip') return `直接改成「${brief(what.exact, 14)}」`;
  if (what.code === 'person') return `${what.second}改成${what.first}`;
  if ('meant' in what) return `直接改成${what.meant}`;
  if (what.code === 'brackets') return '直接改成全角';
  const definition = mend === undefined ? undefined : checked.facts.get(mend.fact)?.definition;
  return `${definition?.label ?? ''}直接改成 ${String(mend?.value ?? '')} ${definition?.unit ?? ''}`.trim();
}

/** 「支部活动」第 2 项, 「获奖情况」第 1 条的「时间」 */
function whereIs({ fact, at, field }: Place, checked: Checked): string {
  const item = at === undefined ? '' : field === undefined ? `第 ${at} 项` : `第 ${at} 条的「${field}」`;
  return `「${labelOf(checked, fact)}」${item}`;
}

const brief = (words: string, most = 20): string => {
  const signs = [...words.replaceAll('\n', ' ')];
  return signs.length > most ? `${signs.slice(0, most).join('')}…` : signs.join('');
};

/** 2025-10-23 → 2025年10月23日, 2025-10 → 2025年10月; other words as they are. */
const spoken = (day: string): string =>
  day.replace(
    /^(\d{4})-0?(\d{1,2})(?:-0?(\d{1,2}))?$/,
    (_, year: string, month: string, date?: string) =>
      `${year}年${month}月${date === undefined ? '' : `${date}日`}`,
  );
