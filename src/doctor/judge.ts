/** @module What came from the person, judged: the two subscriptions, the answered card, the form, the menu. */
import { FIELDS, type Step, TYPED } from './cards.ts';
import { type Finding, left, note, ok, wrong } from './finding.ts';
import { PUBLISH } from './meanings.ts';
import { asRecord } from './platform.ts';
import type { Notebook } from './questions.ts';
import type { SeenStep, Visit } from './visit.ts';

const CALLBACKS = `打开「事件与回调」的回调那一页（不是事件那一页），订阅方式选「使用长连接接收回调」并保存，添加回调 card.action.trigger（卡片回传交互），${PUBLISH}`;
const EVENTS = '打开「事件与回调」的事件那一页，订阅方式选「使用长连接接收事件」并保存';
const ALONE = '若有别的程序（如正在运行的述职助手）用着同一个 App ID，消息会被它接走：先停掉它';

/** `menu`: the keys that the bot knows. */
export function judge(
  visit: Visit,
  steps: readonly Step[],
  { wait, menu }: { readonly wait: number; readonly menu: readonly string[] },
): readonly Finding[] {
  const seconds = Math.round(wait / 1000);
  const findings = callbackFindings(visit, seconds);
  if (visit.clicks.length === 0 && visit.messages + visit.enters + visit.keys.length === 0) {
    return [...findings, left('events', '点击没有收到，后面的步骤（表单、消息、菜单）没有做')];
  }
  if (steps.includes('chat')) findings.push(...eventFindings(visit, seconds), menuFinding(visit, menu));
  return findings;
}

function callbackFindings({ clicks, stale, stuckAt }: Visit, seconds: number): Finding[] {
  const [first, second] = clicks;
  if (first === undefined) {
    return [
      wrong(
        'callback',
        `等了 ${seconds} 秒，没有收到按钮的点击`,
        `如果测试人点了、手机上弹出 200340 一类的报错：${CALLBACKS}。${ALONE}。如果还没有点：重新运行，--wait 写长一些`,
      ),
    ];
  }
  const findings: Finding[] = [];
  const framed = clicks.filter(({ click }) => click.cardFrame).length;
  findings.push(
    framed > 0
      ? wrong('callback', '点击是以 card 帧送来的：回调订阅还没有生效', CALLBACKS, { cardFrames: framed })
      : ok('callback', `回调订阅正常：收到 ${clicks.length} 次点击`),
  );
  if (second !== undefined && stale === 0) {
    findings.push(ok('callback-card', '点击之后，卡片当场换成了下一张'));
  } else if (second !== undefined || stale > 0) {
    findings.push(
      wrong(
        'callback-card',
        '点击收到了，但手机上的卡片没有当场换，要靠之后的更新',
        '把 FEISHU_CARD_UPDATE 设为 patch：以后的卡片都用更新的办法换',
        { stale },
      ),
    );
  } else {
    findings.push(
      wrong(
        'callback-card',
        `收到了第一次点击，等了 ${seconds} 秒没有第二次`,
        '看测试人的卡片变了没有：变了，就是还没有做完，重新运行并把 --wait 写长一些；没有变，把 FEISHU_CARD_UPDATE 设为 patch 再试',
        { stuckAt },
      ),
    );
  }
  const form = clicks.find(({ step }) => step === 'form');
  if (form !== undefined) findings.push(formFinding(form));
  return findings;
}

function formFinding({ click }: SeenStep): Finding {
  const form = asRecord(click.form);
  if (typeof form[FIELDS.filled] === 'string' && form[FIELDS.filled] !== '') {
    return ok('form', '表单里填的内容收到了', { empty: emptiesOf(form) });
  }
  return note('form', '表单收到了，但第一格是空的', '如果测试人确实填了，请把这份自检结果发给维护人员', {
    fields: Object.keys(form),
  });
}

function eventFindings({ messages, enters, clicks, stuckAt }: Visit, seconds: number): Finding[] {
  if (!clicks.some(({ step }) => step === 'form')) {
    return [left('events', '没有做到发消息、点菜单那一步')];
  }
  const ended = clicks.some(({ step }) => step === 'chat');
  const missing = ended ? '测试人做完了这一步，' : `等了 ${seconds} 秒，`;
  const event = (id: string, seen: number, what: string, type: string, scope: string): Finding =>
    seen > 0
      ? ok(id, `收到了${what}`)
      : wrong(id, `${missing}没有收到${what}`, `${EVENTS}，添加事件 ${type}${scope}，${PUBLISH}。${ALONE}`, {
          stuckAt,
        });
  return [
    event(
      'event-message',
      messages,
      '测试人发的话',
      'im.message.receive_v1（接收消息）',
      '，开通权限 im:message.p2p_msg:readonly',
    ),
    event(
      'event-enter',
      enters,
      '进入聊天的通知',
      'im.chat.access_event.bot_p2p_chat_entered_v1（用户进入与机器人的会话）',
      '，开通页面上提示的权限（飞书客户端要 7.18 以上）',
    ),
  ];
}

function menuFinding({ keys }: Visit, menu: readonly string[]): Finding {
  const seen = [...new Set(keys)];
  const unknown = seen.filter((key) => !menu.includes(key));
  const missing = menu.filter((key) => !seen.includes(key));
  const details = { seen, missing };
  if (unknown.length > 0) {
    return wrong(
      'menu',
      `菜单里有机器人不认识的事件：${unknown.join('、')}`,
      `在机器人的自定义菜单里，把推送事件改成这些之一：${menu.join('、')}，${PUBLISH}`,
      details,
    );
  }
  if (seen.length === 0) {
    return note(
      'menu',
      '没有收到菜单的点击',
      `没有配菜单的，可以不管；要配，见管理员指南。配了却收不到的：添加事件 application.bot.menu_v6，${PUBLISH}`,
      details,
    );
  }
  return missing.length > 0
    ? note('menu', `菜单正常：${seen.join('、')}；还可以配：${missing.join('、')}`, undefined, details)
    : ok('menu', `菜单正常：${seen.join('、')}`, details);
}

const emptiesOf = (form: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [FIELDS.text, FIELDS.one, FIELDS.several].map((name) => [
      name,
      name in form ? JSON.stringify(form[name]) : '没有这一项',
    ]),
  );

/** The open questions that the visit settles. */
export function record(
  { clicks, stale, repushed }: Visit,
  notebook: Notebook,
  refusedOne: { readonly waited: number } | undefined,
): void {
  const of = (step: Step) => clicks.find((one) => one.step === step);
  const [first, second] = clicks;
  if (first !== undefined && (second !== undefined || stale > 0)) {
    const shown = stale === 0;
    notebook.settle('callback-card-shown', shown ? '显示' : '不显示', { clicks: clicks.length, stale });
    if (first.click.cardFrame) notebook.settle('card-frames', shown ? '会更新' : '不更新', { stale });
  }
  const form = of('form');
  if (form !== undefined) {
    const empties = emptiesOf(asRecord(form.click.form));
    const said = `文本 ${empties['text']}，单选 ${empties['one']}，多选 ${empties['several']}`;
    notebook.settle('empty-fields', said, form.click.form);
    const came = form.click.value !== undefined && form.click.value !== null;
    notebook.settle('submit-value', came ? '带' : '不带', form.click.value);
  }
  const markup = of('markup');
  const looks: Readonly<Record<string, string>> = {
    bold: '<b> 变成粗体，&lt; 没有变成 <',
    plain: '两处看起来都有尖括号：<b> 没有变成粗体，&lt; 变成了 <',
    other: '别的样子',
  };
  if (markup !== undefined) notebook.settle('text-markup', looks[markup.choice] ?? markup.choice);
  const seen = of('seen');
  if (seen !== undefined) notebook.settle('ack-without-data', seen.choice === 'error' ? '报错' : '不报错');
  const typing = of('typing');
  if (typing?.choice === 'typed') {
    const kept = Boolean(asRecord(typing.click.form)[TYPED]);
    notebook.settle(
      'patch-unsent-input',
      kept ? '不清掉（在测试人的这个客户端上）' : '清掉',
      typing.click.form,
    );
  }
  if (refusedOne !== undefined) {
    notebook.settle(
      'error-ack',
      repushed === undefined
        ? `${Math.round(refusedOne.waited / 1000)} 秒内没有再推`
        : `${(repushed / 1000).toFixed(1)} 秒后再推了一次`,
      repushed,
    );
  }
}
