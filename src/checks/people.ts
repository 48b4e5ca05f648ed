/**
 * @module One person under two spellings: 陈晓东 here, 陈小东同志 there. A name is known by the title beside it or by
 * standing where a name is asked for; which of two spellings is right only the writer knows.
 */
import type { Check, Found, Place } from './found.ts';
import { type Text, textsOf } from './texts.ts';

/** The commonest surnames; a name under another one is not looked at. */
const SURNAME = `(?:欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|宇文|司徒|夏侯|东方|端木|[${[
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于於董余苏叶吕魏蒋田杜丁沈姜范江',
  '傅付钟卢汪戴代崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦阎闫薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶',
  '黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝兰聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂甘',
].join('')}])`;
/** Behind a name: what makes it one. */
const BEHIND =
  '同志|(?:副|总)?(?:书记|主任|处长|科长|局长|经理|主席|部长|院长|校长|所长|站长|队长|组长|班长)|委员|总工|教授|老师|师傅|医生|工程师';
/** In front of it; then the name ends with the words around it. */
const BEFORE =
  '党员|书记|主任|处长|科长|局长|经理|主席|部长|院长|校长|所长|站长|队长|组长|班长|委员|支委|教授|老师|师傅|医生|职工|劳模|积极分子';
/** Names do not go on here. */
const END = '(?=[\\s、，,。；;：:（）()“”]|和|与|及|等|同志|$)';
const NAMED = [
  new RegExp(`(${SURNAME}\\p{Script=Han}{1,2}?)(?=${BEHIND})`, 'gu'),
  new RegExp(`(?<=${BEFORE})(${SURNAME}\\p{Script=Han}{1,2}?)${END}`, 'gu'),
];
const WHOLE = new RegExp(`^${SURNAME}\\p{Script=Han}{1,2}$`, 'u');
/** 张书记 is a title without a name, 党员同志 is nobody. */
const NO_NAME = new RegExp(`${BEHIND}|支部|党委|党总|机关|单位|全体|高级|[部组室科处队班委会]$`, 'u');
/** More names than this are not compared pair by pair. */
const MOST = 80;

/** Surnames that are written for one another; in a name of two characters nothing else is close enough. */
const SAME_SURNAME = ['肖萧', '闫阎', '付傅', '代戴', '于於', '邱丘', '兰蓝', '章张'];

interface Named {
  readonly name: string;
  readonly text: Text;
}

/** `persons`: facts that are a person's name. */
export const peopleCheck =
  (persons: readonly string[]): Check =>
  (checked) => {
    const all = new Map<string, Named>();
    for (const text of textsOf(checked)) {
      for (const name of namesIn(text, persons)) {
        if (!all.has(name) && all.size < MOST) all.set(name, { name, text });
      }
    }
    const seen = [...all.values()];
    return seen.flatMap((second, index): readonly Found[] => {
      const first = seen.slice(0, index).find(({ name }) => alike(name, second.name));
      return first === undefined ? [] : [found(first, second)];
    });
  };

function found(first: Named, second: Named): Found {
  const { place, text, instead } = second.text;
  return {
    severity: 'note',
    facts: [...new Set([place.fact, first.text.place.fact])],
    what: { code: 'person', first: first.name, at: placeOf(first), second: second.name, place },
    mend: { fact: place.fact, value: instead(text.replaceAll(second.name, first.name)) },
    detail: `${first.name}\n${second.name}`,
  };
}

const placeOf = ({ text }: Named): Place => text.place;

function namesIn({ place, text }: Text, persons: readonly string[]): readonly string[] {
  const whole = text.replace(/\s/g, '');
  if (persons.includes(place.fact)) return WHOLE.test(whole) ? [whole] : [];
  return NAMED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name)).filter(
    (name) => !NO_NAME.test(name),
  );
}

/** One character other; of two characters, only the surname, where people mix it up. */
function alike(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  if (a.length !== b.length) return false;
  const differ = a.flatMap((sign, index) => (sign === b[index] ? [] : [index]));
  if (differ.length !== 1) return false;
  const surnames = SAME_SURNAME.some((pair) => pair.includes(a[0] ?? '') && pair.includes(b[0] ?? ''));
  return differ[0] === 0 ? surnames : a.length > 2;
}
