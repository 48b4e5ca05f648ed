/** @module What the platform's documents leave open. A run against a real tenant settles what it can, and records it. */

const QUESTIONS = {
  'card-frames': '点击若以 card 帧送来，回应之后客户端会不会更新',
  'empty-fields': '表单里没有填的项，回来时是什么样子',
  'submit-value': '表单的提交按钮，回来时带不带 action.value',
  'patch-unsent-input': '更新卡片会不会清掉还没有提交的输入',
  'client-config': '长连接给的 ClientConfig 是多少',
  'size-limits': '卡片 30 KB 的上限到底是多少字节',
  'text-markup': '文本消息里的 <b> 会不会变成粗体，&lt; 会不会变成 <',
  'busy-reply': '飞书忙的时候，长连接的入口回答什么',
  'error-ack': '事件回应 500 以后，隔多久再推',
  'repeated-uuid': '同一个 uuid 发两次，第二次返回什么',
  'ack-without-data': '回调回应里没有 data，客户端报不报错',
  'callback-card-shown': '回调带回的卡片，客户端显不显示',
  'old-card-life': '旧卡片多久以后点不动',
} as const;

export type QuestionId = keyof typeof QUESTIONS;

export interface Question {
  readonly id: QuestionId;
  readonly question: string;
  /** null = not settled by this run; `why` says why. */
  readonly answer: string | null;
  readonly why?: string;
  readonly evidence?: unknown;
}

/** Why a run does not settle it, unless it did. */
const OPEN: Readonly<Record<QuestionId, string>> = {
  'card-frames': '这次没有收到 card 帧',
  'empty-fields': '没有收到表单',
  'submit-value': '没有收到表单',
  'patch-unsent-input': '要带 --all，并由测试人配合',
  'client-config': '长连接没有连上',
  'size-limits': '要带 --all：会给测试人发三张随即撤回的大卡片',
  'text-markup': '要带 --all，并由测试人配合',
  'busy-reply': '不能让飞书变忙，只能等遇到时看日志',
  'error-ack': '要带 --all，并由测试人配合',
  'repeated-uuid': '没有 --person，不能发消息',
  'ack-without-data': '要带 --all，并由测试人配合',
  'callback-card-shown': '没有收到点击',
  'old-card-life': '要等十四天以上，一次自检看不出',
};

export interface Notebook {
  settle(id: QuestionId, answer: string, evidence?: unknown): void;
  list(): readonly Question[];
}

export function createNotebook(): Notebook {
  const settled = new Map<QuestionId, { readonly answer: string; readonly evidence?: unknown }>();
  return {
    settle: (id, answer, evidence) => {
      settled.set(id, { answer, ...(evidence === undefined ? {} : { evidence }) });
    },
    list: () =>
      (Object.keys(QUESTIONS) as QuestionId[]).map((id) => {
        const question = { id, question: QUESTIONS[id] };
        const found = settled.get(id);
        return found ? { ...question, ...found } : { ...question, answer: null, why: OPEN[id] };
      }),
  };
}
