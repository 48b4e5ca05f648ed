/** @module Words that steer the conversation instead of answering. */
import { narrow } from './numerals.ts';
import { tidy } from './types/words.ts';

export type Command = 'continue' | 'progress' | 'draft' | 'help' | 'prepare';

const COMMANDS: readonly (readonly [Command, RegExp])[] = [
  ['continue', /^(?:开始|继续|接着答?|接着来|下一步|下一个|开始吧|继续吧|你好|您好|在吗|hi|hello|start)$/i],
  ['progress', /^(?:进度|进展|目录|还差(?:多少|哪些|什么|几项)?|到哪了|还有多少)$/],
  ['draft', /^(?:生成|出|来|要)?(?:一?[份稿])?(?:生成|草稿|初稿|报告|述职报告|word|文档|一稿)$/i],
  ['help', /^(?:帮助|怎么用|说明|使用说明|help|\?|？|菜单)$/i],
  ['prepare', /^(?:要?准备(?:什么|哪些|些什么|材料)?|先看看要准备什么)$/],
];

const POLITE =
  /^(?:请|麻烦|帮我|给我|我要|我想|看看|看一?下|查看|查一?下|先|一下)+|(?:一下|看看|吧|啊|呢|谢谢|了|吗)+$/g;

/** A command, if the whole message is one; politeness around it does not matter. */
export function commandOf(text: string): Command | undefined {
  const said = narrow(tidy(text)).replace(/[\s。.!！,，~]/g, '');
  if (said === '' || said.length > 16) return undefined;
  const bare = said.replace(POLITE, '');
  return COMMANDS.find(([, pattern]) => pattern.test(said) || pattern.test(bare))?.[0];
}

/** Keys of the bot menu, as the administrator enters them in the console. */
export const MENU: Readonly<Record<string, Command>> = {
  continue: 'continue',
  progress: 'progress',
  draft: 'draft',
  help: 'help',
};
