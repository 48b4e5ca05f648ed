/**
 * @module What is said to the bot and is no answer: thanks, a question back, 「提交」 typed instead of pressed. Taken for an
 * answer it would stand in a report that is read aloud.
 */
import { narrow } from './numerals.ts';
import { tidy } from './types/words.ts';

/**
 * `hand-in`: what a button does was typed. `heard`: thanks, a greeting, a bare yes. `busy`: not now. `wrong`: something
 * before was wrong, without saying what. `stuck`: the card does not work. `who`: is anybody there? `how`: what is meant,
 * and how is it to be written? `asks`: any other question.
 */
export const TALKS = ['hand-in', 'heard', 'busy', 'wrong', 'stuck', 'who', 'how', 'asks'] as const;
export type Talk = (typeof TALKS)[number];

/** Whole messages, without what people put around them. */
const SAID: Readonly<Record<Exclude<Talk, 'asks'>, string>> = {
  'hand-in':
    '提交 点提交 点了提交 保存 交 上交 发送 发出 填好 写好 填完 写完 说完 做完 弄好 搞定 好了 完 完成 完毕 确定 确认 结束 退出 取消 关闭',
  heard:
    '好 好的 好嘞 好滴 嗯 恩 哦 噢 喔 行 可以 成 对 是 是的 中 妥 收到 明白 知道 晓得 了解 清楚 懂 没问题 没事 不客气 谢 谢谢 多谢 感谢 辛苦 麻烦 ' +
    '早 早安 早上好 上午好 中午好 下午好 晚上好 大家好 你好 您好 哈 呵 嘿 嘻 赞 厉害 不错 很好 太好 加油 再见 拜拜 晚安 ok okay okk yes no thanks thx',
  busy:
    '等 等等 等一下 等会 等会儿 稍等 稍候 一会 一会儿 回聊 忙 忙着 很忙 在忙 开会 在开会 开车 在开车 出差 在出差 吃饭 上课 值班 有事 没空 没时间 不方便 ' +
    '想想 想一想 想一下 考虑 考虑一下 考虑考虑 琢磨 查查 查一下 问问 问一下 核实一下 核对一下 看看 看一下 找找 找一下 ' +
    '晚上写 晚上填 晚上弄 下午写 下午填 下午弄 今晚写 今晚填 周末写 周末填 下班写 下班填 回去写 回去填 回去查 回家写 回家填 回头写 有空写 有空填 有时间写 晚上再写 晚上再填 下午再写 下午再填 周末再写 周末再填 回去再写 回去再填 回家再写 ' +
    '先这样 这样 就这样 先到这 先到这里 算 不用 今天先到这',
  wrong:
    '错 说错 写错 填错 打错 发错 弄错 搞错 不对 不是 有误 有问题 写得不对 记错 记得不对 删 删掉 删除 去掉 不要 作废 修改 改 改改 更正 重填 重新填 重写 重新写',
  stuck:
    '点不了 点不动 点不开 按不了 按不动 按钮点不动 按钮点不了 按钮没反应 卡片没反应 点了没反应 没反应 没有反应 打不开 卡片打不开 提交不了 提交失败 交不了 交不上 发不了 发不出 ' +
    '填不了 写不了 输入不了 输不了 选不了 看不到 看不见 看不到卡片 卡片看不到 不显示 显示不了 卡 卡住 死机 坏 出错 报错 失败 不行 不好使 不好用 用不了 图片呢 卡片呢 按钮呢',
  who: '你是谁 您是谁 是谁 是什么 叫什么 是机器人 机器人 是人工 是真人 能干什么 能做什么 会什么 人 有人 有人在 在 在不在 人工 人工客服 人工服务 转人工 找人工 客服 测试 试试 试 test',
  how:
    '什么意思 啥意思 是什么意思 几个意思 怎么填 怎么写 怎么说 怎么答 怎么回答 怎么弄 怎么办 怎么交 怎么提交 怎么算 怎么统计 怎么理解 怎么操作 如何填 如何写 咋填 咋写 咋弄 ' +
    '不懂 不太懂 看不懂 没看懂 看不明白 听不懂 没听懂 没懂 搞不懂 不明白 不理解 例子 举例 举个例子 给个例子 来个例子 有例子 示例 样例 范例 范文 模板 样本 参考 ' +
    '填什么 写什么 填啥 写啥 填哪些 写哪些 写多少 写多少字 写几句 写几条 为什么 为啥 为什么要填 为什么要填这个 为什么要写 为什么要问这个 干嘛 干什么 什么 啥 哪个 哪一项 哪项',
};
const TALK: ReadonlyMap<string, Talk> = new Map(
  TALKS.flatMap((talk) =>
    talk === 'asks' ? [] : SAID[talk].split(' ').map((words) => [words, talk] as const),
  ),
);
const HEARD = SAID.heard.split(' ').toSorted((a, b) => b.length - a.length);

const AHEAD =
  /^(?:我们?|您|你|请|先|都|全|已经|现在|正|刚才|刚刚|这个|那个|这|那|一直|还|就|也|再|让|容|得|要|去|应该|该|给|来|上面|前面|好像|太|有点)/;
const BEHIND = /(?:了|啦|吧|哈|啊|呢|呀|哦|噢|嘛|的|吗|么|着|一下|再说|您|你|们|[。.,，、!！~～?？…])$/;
const PICTURES =
  /^(?:\[[\p{Script=Han}a-zA-Z]{1,8}\]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u;

/** Longer words with a question at their end are a story that asks something of its own. */
const LONGEST_QUESTION = 30;
const LONGEST = 16;
const QUESTION =
  /(?:[?？]|(?:吗|呢|么|行不行|可不可以|能不能|要不要|是不是|对不对|多少|多少字|几个|几条|哪些|怎么办|怎么写|怎么填)[。.~～]?)$/;

const ASKED = new Set(
  '怎么导出 怎么下载 怎么打印 怎么发给领导 怎么生成 发给我 发我 多久能写完 多久能写好 还要多久 还有多久 要多久 什么时候能写完 什么时候好 写几条合适 能不能只写一个 能不能不填 能不能不写'.split(
    ' ',
  ),
);

/** Undefined: an answer, for all that the words tell. */
export function talkOf(words: string): Talk | undefined {
  const said = narrow(tidy(words))
    .toLowerCase()
    .replace(/[\s“”"「」]/g, '');
  const length = [...said].length;
  if (length === 0 || length > LONGEST_QUESTION) return undefined;
  if (PICTURES.test(said)) return 'heard';
  const talk = length > LONGEST ? undefined : (without(said, BEHIND) ?? without(said, AHEAD, BEHIND));
  if (talk !== undefined) return talk;
  if (onlyHeard(said)) return 'heard';
  return ASKED.has(said) || (QUESTION.test(said) && !/[。；;！!]./.test(said)) ? 'asks' : undefined;
}

/** The first of the words that is known, as ever more is taken from their ends. */
function without(said: string, ...ends: readonly RegExp[]): Talk | undefined {
  const [end, ...others] = ends;
  for (let words = said; words !== ''; ) {
    const talk = TALK.get(words) ?? (others.length > 0 ? without(words, ...others) : undefined);
    if (talk !== undefined) return talk;
    const less = end === undefined ? words : words.replace(end, '');
    if (less === words) return undefined;
    words = less;
  }
  return undefined;
}

/** 「好的收到，谢谢您」 */
function onlyHeard(said: string): boolean {
  let rest = said;
  while (rest !== '') {
    const known = HEARD.find((words) => rest.startsWith(words));
    const less =
      known === undefined
        ? rest.replace(/^(?:[了啦吧哈啊呢呀哦的您你]|[。.,，、!！~～])/, '')
        : rest.slice(known.length);
    if (less === rest) return false;
    rest = less;
  }
  return true;
}
