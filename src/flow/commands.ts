/** @module Words that steer the conversation instead of answering. */
import type { FactDefinition } from './definition.ts';
import { findNames, namesOf } from './names.ts';
import { narrow } from './numerals.ts';
import { tidy } from './types/words.ts';

/** `edit` names the facts that the words after 修改 can mean; none when nothing is called so. */
export type Command =
  | { readonly command: Simple }
  | { readonly command: 'edit'; readonly facts: readonly FactDefinition[]; readonly words: string };

type Simple =
  | 'continue'
  | 'back'
  | 'undo'
  | 'progress'
  | 'outline'
  | 'preview'
  | 'draft'
  | 'final'
  | 'restart'
  | 'whoami'
  | 'reports'
  | 'export'
  | 'sources'
  | 'annex'
  | 'shorter'
  | 'longer'
  | 'erase'
  | 'help'
  | 'prepare';

const COMMANDS: readonly (readonly [Simple, RegExp])[] = [
  ['continue', /^(?:开始|继续|接着答?|接着来|开始吧|继续吧|你好|您好|在吗|hi|hello|start)$/i],
  // No more of a list: nothing is said, what was told stays.
  [
    'continue',
    /^(?:一共|总共|今年|目前|暂时)?(?:只有?[这那]些|[就只]有?[这那][一二两三四五六七八九十0-9]{1,3}[条项个件次份场人名])$|^(?:不|没有?)(?:再|用|需要|要)?(?:加|添)$/,
  ],
  ['back', /^(?:上一步|上一[个页题张]|返回|后退|回到?上一[步题页个])$/],
  [
    'undo',
    /^(?:撤销|(?:(?:刚才|上)[一那]?[步个条])?撤回(?:上一[步个条])?|取消(?:刚才的|上一[步个]|修改)|改回(?:去|来)|恢复(?:刚才的|原来的|上一个))$/,
  ],
  [
    'progress',
    /^(?:进度|进展|还[差剩有]?(?:要填|要答|要写)?(?:多少|几|哪些|什么)(?:[题项个]|个?问题)?(?:没填|没答)?|还差|到哪了|快(?:填|写|答)?完了?)$/,
  ],
  [
    'outline',
    /^(?:目录|大纲|全部(?:内容|事项)?|(?:都|我)?填了(?:什么|哪些)|(?:我?填的)?(?:在|去)哪里?看(?:我填的)?)$/,
  ],
  ['preview', /^(?:预览|改(?:某|这|那|哪)?一?段(?:话|落)?|(?:现在)?(?:写|长)成什么样(?:子)?|看看?效果)$/],
  ['final', /^(?:生成|出|来|要)?(?:一?份)?(?:定稿|终稿|正式稿|最终稿)$/],
  ['draft', /^(?:生成|出|来|要)?(?:一?[份稿])?(?:生成|草稿|初稿|报告|述职报告|word|文档|一稿)$/i],
  ['restart', /^(?:重来|重新开始|从头(?:再)?(?:开始|来)|全部重填|清空)$/],
  [
    'reports',
    /^(?:换一?[种份个]报告|换报告|我的报告|切换(?:报告)?|(?:再|另)写一[份种篇](?:报告)?|报告列表)$/,
  ],
  ['whoami', /^(?:我是谁|我的(?:open_?id|id|编号|账号))$/i],
  ['shorter', /^(?:写得?)?(?:再)?(?:简短|精简|简单|短|简)(?:一?点儿?|一?些)(?:写)?$|^(?:稿子|报告)?太长$/],
  ['longer', /^(?:写得?)?(?:再)?(?:详细|详|长)(?:一?点儿?|一?些)(?:写)?$|^(?:稿子|报告)?太短$/],
  ['annex', /^(?:要|生成|来)?(?:一?份)?(?:出处|来源|数据来源)(?:清单|列表|表|文件)$/],
  [
    'sources',
    /^(?:(?:数据|数字|内容)?的?(?:出处|来源)|每个数(?:字|据)?(?:都是|是)?(?:从哪儿?来|哪儿?来)的?)$/,
  ],
  ['export', /^(?:导出|下载)(?:我的)?(?:全部)?(?:数据|答案|回答)$/],
  ['erase', /^(?:删除|清除|删掉)(?:我的)?(?:全部|所有)?(?:的)?(?:数据|答案|回答|资料|记录)$/],
  ['help', /^(?:帮助|怎么用|说明|使用说明|help|\?|？|菜单)$/i],
  ['prepare', /^(?:要?准备(?:什么|哪些|些什么|材料)?|先看看要准备什么)$/],
];

const POLITE =
  /^(?:请|麻烦|帮我|给我|我要|我想|想要?|看看|看一?下|查看|查一?下|先|一下|再)+|(?:一下|看看|吧|啊|呢|谢谢|了|吗)+$/g;
const EDIT =
  /^(?:(?:请|麻烦|帮我|我要|我想|想)*)(?:修改|更正|重填|重新填|改一?下|改)(?<what>.+?)(?:吧|一下|了)?[。.!！]?$/;
/** 「改什么」「改不了」 */
const NOT_NAMED = /^(?:什么|啥|哪|不了|了|过|好)/;
/** Words around a name that do not make it an answer. */
const AROUND = /的|次数|数量|数字|那一?[项条个题]|这一?[项条个题]|内容|[「」“”"\s]/g;

/** A command, if the whole message is one; politeness around it does not matter. */
export function commandOf(text: string, facts: readonly FactDefinition[]): Command | undefined {
  const said = narrow(tidy(text)).replace(/[\s。.!！,，~]/g, '');
  if (said === '' || said.length > 40) return undefined;
  const bare = said.replace(POLITE, '');
  const simple = COMMANDS.find(([, pattern]) => pattern.test(said) || pattern.test(bare))?.[0];
  return simple === undefined ? editOf(said, facts) : { command: simple };
}

/** 「我要改支委会」 opens it; 「支委会改成 13」 and 「改支委会 13」 say the value and are read as answers. */
function editOf(said: string, facts: readonly FactDefinition[]): Command | undefined {
  const what = EDIT.exec(said)?.groups?.['what'];
  if (what === undefined || NOT_NAMED.test(what)) return undefined;
  const names = namesOf(facts);
  const [hit, ...others] = findNames(what, names);
  const rest = hit === undefined ? what : what.slice(0, hit.from) + what.slice(hit.to);
  if (hit !== undefined && others.length === 0 && rest.replace(AROUND, '') === '') {
    return { command: 'edit', facts: hit.facts, words: what };
  }
  // A part of a name: 「改责任书」 for 「党风廉政建设责任书」.
  const partial = facts.filter((fact) => [fact.label, ...fact.aliases].some((name) => name.includes(what)));
  if (what.length >= 2 && partial.length > 0) return { command: 'edit', facts: partial, words: what };
  return /[0-9一二三四五六七八九十:：是成为]/.test(what)
    ? undefined
    : { command: 'edit', facts: [], words: what };
}

/** Keys of the bot menu, as the administrator enters them in the console. */
export const MENU: ReadonlyMap<string, Simple> = new Map(
  (['continue', 'progress', 'outline', 'preview', 'draft', 'final', 'reports', 'help'] as const).map(
    (command) => [command, command],
  ),
);
