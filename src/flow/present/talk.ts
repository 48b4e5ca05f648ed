/** @module The answer to what was said to the bot and is no answer: what to do instead, and that nothing was recorded. */
import { offeredOn } from '../choosing.ts';
import type { FactDefinition, Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import type { Note } from '../note.ts';
import type { Line } from '../screen.ts';
import type { Talk } from '../talk.ts';
import { typeOf } from '../types/index.ts';
import { expected, sampleOf, standing } from '../words.ts';
import { PRIVACY } from './page.ts';

type TalkNote = Extract<Note, { note: 'talk' }>;

export function talkLine(flow: Flow, report: Report, note: TalkNote): Line {
  const asked = note.facts.flatMap((id) => flow.facts.get(id) ?? []);
  const choice = choiceOf(flow, report);
  if (choice !== undefined) return [{ text: choice }];
  if (report.screens[0]?.view.at === 'own' && OF_PAGE.includes(note.about))
    return [
      {
        text: '刚才的话没有写进这一段。要换成您自己的话，把整段打字发给我，短的填在框里；不改了，回「算了」。',
      },
    ];
  const times = timesInARow(report, note.about);
  const text =
    times > 2 ? leave(asked) : times === 2 ? again(report, asked) : answer(flow, report, note.about, asked);
  return [{ text }];
}

/** Said while one paragraph stands there, these are about it. */
const OF_PAGE: readonly Talk[] = ['how', 'asks', 'heard', 'hand-in', 'write', 'no-need', 'wrong'];

/** While two values wait for a choice, that is what is wanted, whatever is said. */
export function choiceOf(flow: Flow, report: Report): string | undefined {
  const [id] = Object.keys(offeredOn(report.screens[0]?.view));
  const fact = id === undefined ? undefined : flow.facts.get(id);
  return fact === undefined
    ? undefined
    : `「${fact.label}」有两个说法，先选一个：点按钮，或者回「用刚交的」「用已记的」。都不对，就说「${sampleOf(fact)}」这样的话。`;
}

/** On how many screens on end, the newest included, the same was said. */
function timesInARow(report: Report, about: Talk): number {
  const same = (note: Note) => note.note === 'talk' && note.about === about;
  const other = report.screens.findIndex(({ notes }) => !notes.some(same));
  return other === -1 ? report.screens.length : other;
}

function answer(flow: Flow, report: Report, about: Talk, asked: readonly FactDefinition[]): string {
  switch (about) {
    case 'hand-in':
      return (
        waiting(report, asked) ??
        '卡片上填的，点了上面的按钮我才收得到，打字代替不了；直接打字发来的答案，发了就算数。'
      );
    case 'heard':
      return goOn(report, asked);
    case 'busy':
      return `好，不急，填过的都存着，回来发「继续」就接着填。${asked.length === 1 ? '这一项想先放下，回「稍后补」。' : ''}`;
    case 'wrong':
      return whatIsWrong(flow, report, asked);
    case 'stuck':
      return '按钮不好用的时候，把答案直接打字发给我也一样。卡片看不到，发「继续」我再出一张。';
    case 'who':
      return `我是述职助手，一个帮您写述职报告的程序，不是真人。怎么用，发「帮助」${asked.length === 1 ? '；这一项想先放下，回「稍后补」' : ''}。`;
    case 'how':
      return howTo(asked) || '怎么用，发「帮助」；接着填，发「继续」。';
    case 'asks':
      return `您像是在问我，所以没有当成答案。${howTo(asked)}怎么用，发「帮助」；要稿子，发「生成」。`;
    case 'no-need':
      return '可以先不写：不想写回「跳过」，想晚点写回「稍后补」，确实没有就回「没有」。';
    case 'again':
      return `填过的都存着，回「目录」看得到。${standingNow(report, asked)}`;
    case 'write':
      return yourWords(asked);
    case 'last-year':
      return '去年的稿子、图片和语音我看不了，请把要写的打字发给我；会议台账（.xlsx）可以直接发来，我来数。';
    case 'tired':
      return '先歇歇也行，填过的都存着。不想写的回「跳过」，剩下的改天再填；现在就要稿子，发「生成」。';
    case 'saved':
      return '打字发来的、点按钮交上来的，记下的都存着，回「目录」看得到；框里填了还没点按钮的，我收不到。';
    case 'seen':
      return `${PRIVACY}稿子只发给您，交给谁由您自己定。`;
    case 'due':
      return '交稿时间要看上级通知。知道了回一句「交稿时间 12月20日」，到日子前我提醒您；说过的回「提醒」看得到。';
    case 'draft':
      return '稿子是 Word 文件，直接发在这里，一般几秒钟就到，手机上点开就能看、能转发。没看到，或者改过内容，发「生成」再出一稿。';
    case 'span':
      return `写 ${report.about.year} 年的，数到今天为止就行；年底前数又变了，再说一遍新的就是改。`;
  }
}

function yourWords([fact]: readonly FactDefinition[]): string {
  if (fact !== undefined && typeOf(fact).place === 'beside')
    return `我只写您告诉我的，猜不了。${expected(fact)}；不清楚回「跳过」。`;
  const example = fact?.example === undefined ? '' : `，比如「${fact.example}」`;
  return `我只写您告诉我的事，编不了。说几句大白话就行${example}；不想写回「跳过」。`;
}

function goOn(report: Report, [fact, ...others]: readonly FactDefinition[]): string {
  if (fact === undefined) return '好的。接着填发「继续」，看填了什么发「目录」，要稿子发「生成」。';
  const doubt = waiting(report, [fact, ...others]);
  if (doubt !== undefined) return doubt;
  if (others.length > 0) return `好的。下面这几项还等着您，打字就行，比如「${sampleOf(fact)}」。`;
  const state = report.facts[fact.id];
  return state === undefined
    ? `好的。接下来说说「${fact.label}」。`
    : `好的。「${fact.label}」现在是：${standing(fact, state)}。要改就把新的发给我，不改发「继续」。`;
}

/** What was read with a doubt waits for a yes, and a bare 「好的」 is none. */
function waiting(report: Report, asked: readonly FactDefinition[]): string | undefined {
  const doubtful = asked.find(({ id }) => report.facts[id]?.status === 'unconfirmed');
  return doubtful === undefined
    ? undefined
    : `「${doubtful.label}」还等您一句话：就是 ${standing(doubtful, report.facts[doubtful.id])} 的话回「对」，不是就把对的发给我。`;
}

function whatIsWrong(flow: Flow, report: Report, asked: readonly FactDefinition[]): string {
  const doubtful = asked.find(({ id }) => report.facts[id]?.status === 'unconfirmed');
  if (doubtful !== undefined)
    return `「${doubtful.label}」还没有写进去。把对的发给我就行，比如「${sampleOf(doubtful)}」；不要了发「撤回」。`;
  const [only, ...others] = asked;
  const state = only === undefined || others.length > 0 ? undefined : report.facts[only.id];
  if (only !== undefined && state?.value !== undefined)
    return `「${only.label}」现在是：${standing(only, state)}。要改就说「修改 ${only.label}」，不写了就说「${only.label}不写」；刚才那一步要退回去，发「撤回」。`;
  return `哪里不对？要改一项，就说「修改 ${lastSaid(flow, report)}」这样的话；要退回刚才那一步，发「撤回」。`;
}

function standingNow(report: Report, [fact, ...others]: readonly FactDefinition[]): string {
  if (fact === undefined) return '';
  if (others.length > 0) return '这一张空着的几项我这儿还没有，麻烦再说一遍；不写就回「跳过」。';
  const state = report.facts[fact.id];
  if (state?.value !== undefined) return `「${fact.label}」我记的是：${standing(fact, state)}。`;
  return `「${fact.label}」我这儿还没有，麻烦再说一遍；不写就回「跳过」。`;
}

function howTo([fact, ...others]: readonly FactDefinition[]): string {
  if (fact === undefined) return '';
  if (others.length > 0) {
    const labels = [fact, ...others].map(({ label }) => label).join('、');
    return `这里问的是${labels}，带上名称说，比如「${sampleOf(fact)}」，拿不准的空着就行。想知道哪一项怎么填，就问「${fact.label}怎么填」。`;
  }
  const help = fact.help === undefined ? '' : fact.help.replace(/。?$/, '。');
  return `「${fact.label}」：${help}${expected(fact)}。拿不准就回「稍后补」。`;
}

/** The second time: how to have just these words written, where any would do. */
function again(report: Report, [fact, ...others]: readonly FactDefinition[]): string {
  if (fact === undefined)
    return '接着填发「继续」，看还差多少发「进度」，看填了什么发「目录」，要稿子发「生成」。';
  const doubtful = [fact, ...others].find(({ id }) => report.facts[id]?.status === 'unconfirmed');
  if (doubtful !== undefined)
    return `「${doubtful.label}」还没有写进去。回「对」就写上；不对，就说「${sampleOf(doubtful)}」这样的话；不要了发「撤回」。`;
  if (others.length === 0 && typeOf(fact).place === 'after' && fact.type !== 'claim')
    return `刚才的话没有写进报告。真要这么写，前面带上名称：「${fact.label}：……」；想先过回「跳过」。`;
  return `刚才的话没有记成答案。可以照这样说：「${sampleOf(fact)}」；想先过回「跳过」。`;
}

const leave = (asked: readonly FactDefinition[]): string =>
  asked.length === 0
    ? '想找什么，发「帮助」看我能做哪些；接着填发「继续」。'
    : '先不管这里也行：回「跳过」看后面的，回「进度」看还差多少，回「帮助」看用法。';

/** What the last step changed, else the first thing that she has said. */
function lastSaid(flow: Flow, report: Report): string {
  const ids = [...Object.keys(report.undo ?? {}), ...Object.keys(report.facts)];
  return ids.flatMap((id) => flow.facts.get(id) ?? [])[0]?.label ?? '姓名';
}
