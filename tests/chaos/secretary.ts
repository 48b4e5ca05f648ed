/**
 * @module A secretary at her phone: she looks at the newest card, fills it in or types, and when she gets an error or no
 * answer does what a person does: looks again and tries again. What she said and what was acknowledged stands in her book.
 */
import type { Emulator, MessageView } from '../../src/emulator/index.ts';
import type { Book } from './book.ts';
import { newestCard, type Seen } from './card.ts';
import type { Chance } from './random.ts';
import type { Script } from './script.ts';
import type { Aim } from './trouble.ts';

export interface Office {
  readonly feishu: Emulator;
  /** Resolves at the next change in this chat, or after so many ms. */
  change(chat: string, ms: number): Promise<void>;
  /** Calls back when the event is acknowledged with 200, by whichever try. */
  acknowledged(eventId: string, then: () => void): void;
  /** A good moment for trouble: something of hers is under way. */
  aim(how?: Aim): void;
  readonly over: () => boolean;
}

/** She types again when nothing has come for so long. */
const PATIENCE_MS = 6_000;
/** Between two things she does. */
const BREATH_MS = 60;
const READY = '生成草稿';

/** Facts she may say another number for, and what she calls them. */
const CORRECTED: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['committeeMeetings', '支委会'],
  ['lectures', '党课'],
  ['talks', '谈心谈话'],
];

export type Secretary = ReturnType<typeof createSecretary>;

export function createSecretary(office: Office, script: Script, book: Book, chance: Chance) {
  const { side } = office.feishu;
  const { chatId } = side.setPerson(script.name);
  const chat = (): readonly MessageView[] => side.transcript({ chatId });
  /** How often the chat has changed as she sees it: messages and versions. */
  const seen = (): number =>
    chat().reduce((sum, { versions, from }) => sum + (from === 'bot' ? versions.length : 0), 0);
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + chance.next())));
  const typing = chance.next();

  const enter = (fact: string, value: string) => {
    const entry = { fact, value, at: Date.now(), acknowledged: false };
    book.entries.push(entry);
    return entry;
  };

  const threatened = (): void => {
    if (chance.hits(0.05)) office.aim(chance.hits(0.7) ? 'between' : undefined);
  };

  /** Says it; the facts in it count as given once the event is acknowledged. */
  function say(
    text: string,
    facts: ReadonlyMap<string, string> = new Map(),
    taken: () => void = () => undefined,
  ): void {
    const entries = [...facts].map(([fact, value]) => enter(fact, value));
    book.turns += 1;
    book.spoken += 1;
    threatened();
    const { eventId, messageId } = side.say({ person: script.name, text });
    book.ids.push(messageId);
    office.acknowledged(eventId, () => {
      if (entries.length > 0) book.taken.push(messageId);
      for (const entry of entries) entry.acknowledged = true;
      taken();
    });
  }

  /** Says it until something in the chat answers. */
  async function saysUntilAnswered(
    text: string,
    facts?: ReadonlyMap<string, string>,
    taken?: () => void,
  ): Promise<void> {
    while (!office.over()) {
      const before = seen();
      say(text, facts, taken);
      if (await answeredAfter(before)) return;
    }
  }

  async function answeredAfter(before: number): Promise<boolean> {
    const until = Date.now() + PATIENCE_MS;
    while (seen() === before) {
      const left = until - Date.now();
      if (left <= 0 || office.over()) return false;
      await office.change(chatId, left);
    }
    return true;
  }

  /** True when the bot answered and took it. */
  async function click(
    card: Seen,
    button: string,
    values: ReadonlyMap<string, string> = new Map(),
  ): Promise<boolean> {
    const entries = [...values].map(([fact, value]) => enter(fact, value));
    book.turns += 1;
    threatened();
    const answer = await side.click({
      person: script.name,
      messageId: card.messageId,
      button,
      // To a sentence she says yes with the button.
      values: Object.fromEntries(
        [...values].filter(
          ([fact]) => card.fields.some((field) => field.fact === fact) && script.answers.has(fact),
        ),
      ),
    });
    book.ids.push(answer.eventId);
    const taken = answer.code === 0 && answer.toast?.type !== 'error' && answer.toast?.type !== 'warning';
    for (const entry of entries) entry.acknowledged ||= taken;
    if (taken && (entries.length > 0 || button === READY)) book.taken.push(answer.eventId);
    book.last = `${button}: ${answer.code} ${answer.reason ?? ''} ${answer.toast?.content ?? ''}`;
    if (!taken) await pause(300);
    return taken;
  }

  /** What she would write into the fields of this card. */
  const answersFor = ({ fields }: Seen): ReadonlyMap<string, string> =>
    new Map(
      fields.flatMap(({ fact }) => {
        const value = script.answers.get(fact);
        return value === undefined ? [] : [[fact, value] as const];
      }),
    );

  /** The sentences that a yes to this card vouches for. */
  const claimsOn = ({ fields }: Seen): ReadonlyMap<string, string> =>
    new Map(
      fields.flatMap(({ fact }) => (script.claims.has(fact) ? [[fact, script.claims.get(fact) ?? '']] : [])),
    );

  /** Of one fact the newest thing that she said. */
  const meant = (fact: string): string | undefined =>
    book.entries.filter((entry) => entry.fact === fact).at(-1)?.value ?? script.answers.get(fact);

  async function types(card: Seen, answers: ReadonlyMap<string, string>): Promise<void> {
    const [only, ...more] = answers;
    if (only !== undefined && more.length === 0 && chance.hits(0.5))
      return saysUntilAnswered(only[1], answers);
    const lines = card.fields.flatMap(({ fact, label }) => {
      const value = answers.get(fact);
      return value === undefined ? [] : [{ fact, value, text: `${label}：${value}` }];
    });
    const half = Math.ceil(lines.length / 2);
    const parts = lines.length > 2 && chance.hits(0.3) ? [lines.slice(0, half), lines.slice(half)] : [lines];
    // Two messages quickly one after the other may overtake each other on their way.
    for (const part of parts.slice(0, -1)) say(textOf(part), factsOf(part));
    const last = parts.at(-1) ?? [];
    await saysUntilAnswered(textOf(last), factsOf(last));
  }

  /** Two values for one fact stand on the card: she takes the one that she meant. */
  async function chooses(card: Seen, choices: readonly string[]): Promise<void> {
    const [fact = ''] =
      [...script.labels].find(([, label]) => card.text.includes(`${label}有两个说法`)) ?? [];
    const value = meant(fact) ?? '';
    const says = (choice: string): boolean => {
      const words = choice.replace(/^[^：]*：/, '');
      return words.endsWith('…') ? value.startsWith(words.slice(0, -1)) : words.replace(/ .*/, '') === value;
    };
    const button = choices.find(says);
    await click(
      card,
      button ?? choices[0] ?? '',
      button === undefined ? new Map() : new Map([[fact, value]]),
    );
  }

  /** Until the page that offers the draft. */
  async function answersEverything(): Promise<void> {
    while (!office.over()) {
      await pause(BREATH_MS);
      const card = newestCard(chat());
      if (card === undefined) await saysUntilAnswered('开始');
      else if (card.buttons.includes(READY)) return;
      else await answers(card);
    }
  }

  async function answers(card: Seen): Promise<void> {
    const has = (button: string) => card.buttons.includes(button);
    const choices = card.buttons.filter((button) => /^用(?:刚交的|已记的)：/.test(button));
    const sure = ['都属实，写上', '属实，写上', '都对', '对'].find(has);
    const given = answersFor(card);
    if (choices.length > 0) await chooses(card, choices);
    else if (sure !== undefined) await click(card, sure, claimsOn(card));
    else if (given.size > 0 && has('提交')) {
      if (chance.next() < typing) await types(card, given);
      else await click(card, '提交', given);
    } else if (has('开始')) await click(card, '开始');
    else if (has('继续')) await click(card, '继续');
    else if (has('先跳过')) await click(card, '先跳过');
    else await saysUntilAnswered('继续');
  }

  /** Another number for something she said before. */
  function correction(): readonly [string, ReadonlyMap<string, string>] {
    const [fact, label] = chance.pick(CORRECTED);
    const value = script.correction(fact);
    return [`${label}：${value}`, new Map([[fact, value]])];
  }

  /** Sometimes she corrects herself at once; not in the same ms, or nobody could tell which is the newer. */
  async function corrects(): Promise<void> {
    if (chance.hits(0.5)) {
      say(...correction());
      await pause(BREATH_MS);
    }
    await saysUntilAnswered(...correction());
  }

  async function asksForDraft(): Promise<void> {
    const due = () => {
      book.draftDue = true;
    };
    while (!office.over() && !book.draftDue) {
      const card = newestCard(chat());
      book.draftsAsked += 1;
      // Nobody says anything after it, so only the sweep makes good what a crash leaves here.
      if (chance.hits(0.6)) office.aim(chance.pick(['between', 'between', 'between', 'wakes']));
      if (card?.buttons.includes(READY) && chance.hits(0.6)) {
        if (await click(card, READY)) due();
      } else {
        const before = seen();
        say('生成', new Map(), due);
        await answeredAfter(before);
      }
    }
  }

  async function exports(): Promise<void> {
    book.exportsAsked += 1;
    const before = seen();
    say('导出我的数据', new Map(), () => {
      book.exportsAcknowledged += 1;
    });
    await answeredAfter(before);
  }

  return {
    /** A whole interview, up to the wish for a draft; the draft itself may come when it will. */
    async holds(): Promise<void> {
      if (chance.hits(0.7)) {
        book.turns += 1;
        book.spoken += 1;
        book.ids.push(side.enter(script.name));
        await answeredAfter(0);
      }
      await answersEverything();
      if (chance.hits(0.5)) {
        await corrects();
        await answersEverything();
      }
      if (chance.hits(0.2)) await exports();
      await asksForDraft();
      // While it is being made she remembers something, says it, and goes.
      if (chance.hits(0.4)) {
        if (chance.hits(0.5)) office.aim('between');
        say(...correction());
      }
      book.finished = book.draftDue;
    },
  };
}

const textOf = (lines: readonly { readonly text: string }[]): string =>
  lines.map(({ text }) => text).join('\n');
const factsOf = (
  lines: readonly { readonly fact: string; readonly value: string }[],
): ReadonlyMap<string, string> => new Map(lines.map(({ fact, value }) => [fact, value]));
