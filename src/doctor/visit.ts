/**
 * @module The steps that a person is asked to do, one card after the other. The next card is the answer to the click on
 * the last one: so a click on the second card proves that the first answer was shown.
 */
import type { SeenClick, SeenEvent } from '../feishu/probe.ts';
import { buttonOf, type Card, type Step, stepCard } from './cards.ts';

export interface SeenStep {
  readonly step: Step;
  readonly choice: string;
  readonly click: SeenClick;
}

/** Everything that came from the person. */
export interface Visit {
  readonly clicks: readonly SeenStep[];
  /** Clicks on a card that had been replaced: its replacement was not shown. */
  readonly stale: number;
  readonly messages: number;
  readonly enters: number;
  readonly keys: readonly string[];
  /** ms from refusing a message to its next push; absent when it did not come again. */
  readonly repushed?: number;
  /** The step that was waited for when the time was over; absent when all were done. */
  readonly stuckAt?: Step;
}

export interface VisitOptions {
  readonly person: string;
  readonly steps: readonly Step[];
  /** ms for each step. */
  readonly wait: number;
  /** ms in which the person may type before the card is patched. */
  readonly typing: number;
  /** ms in which a refused event should come again; 0 = none is refused. */
  readonly repush: number;
  readonly signal: AbortSignal;
  /** Patches the card in the chat. */
  readonly patch: (card: Card) => Promise<void>;
  /** A step begins. */
  readonly began: (step: Step) => Promise<void>;
}

export interface Visiting {
  event(seen: SeenEvent): Promise<void>;
  click(seen: SeenClick): unknown;
  /** Never rejects. */
  readonly done: Promise<Visit>;
}

/** So long after an answer that the callback is certainly closed. */
const AFTER_CALLBACK_MS = 1000;
const LAST_ANSWER_MS = 300;
/** For a click that is not part of the check. */
export const BUSY = { toast: { type: 'info', content: '述职助手正在检修，请几分钟后再点' } };

export function visit(options: VisitOptions): Visiting {
  const { person, steps, wait, typing, repush, signal, patch, began } = options;
  const clicks: SeenStep[] = [];
  const keys: string[] = [];
  const messages = new Set<string>();
  let [stale, enters, at] = [0, 0, 0];
  let refused: { readonly id: string; readonly when: number } | undefined;
  let repushed: number | undefined;
  let finish: (visit: Visit) => void = () => undefined;
  const done = new Promise<Visit>((resolve) => {
    finish = resolve;
  });
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, action: () => void) => {
    timers.add(setTimeout(action, ms));
  };

  const current = (): Step => steps[at] ?? 'end';
  let deadline: NodeJS.Timeout | undefined;

  const end = (stuckAt?: Step): void => {
    clearTimeout(deadline);
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener('abort', stopped);
    finish({
      clicks,
      stale,
      messages: messages.size,
      enters,
      keys,
      ...(repushed === undefined ? {} : { repushed }),
      ...(stuckAt === undefined ? {} : { stuckAt }),
    });
  };
  const stopped = (): void => end(current());
  const patient = (): void => {
    clearTimeout(deadline);
    deadline = setTimeout(stopped, wait);
  };

  const begin = (): void => {
    const step = current();
    if (step === 'end') {
      clearTimeout(deadline);
      const repushDue = refused && repushed === undefined ? refused.when + repush - performance.now() : 0;
      // The answer to this last click still has to leave.
      later(Math.max(LAST_ANSWER_MS, repushDue), () => end());
      return;
    }
    patient();
    if (step === 'typing') later(typing, () => void patch(stepCard('typing', true)));
    void began(step);
  };

  const event = async (seen: SeenEvent): Promise<void> => {
    // It belongs to the bot: the platform pushes it again, to the bot that is started next.
    if (seen.by !== person) throw new Error('an event of somebody else');
    if (seen.type === 'enter') enters += 1;
    else if (seen.type === 'menu') keys.push(seen.key);
    else if (refused?.id === seen.id) repushed ??= performance.now() - refused.when;
    else {
      messages.add(seen.id);
      if (repush === 0 || refused !== undefined) return;
      refused = { id: seen.id, when: performance.now() };
      throw new Error('refused on purpose, to see when it comes again');
    }
  };

  const click = (seen: SeenClick): unknown => {
    if (seen.by !== person) return BUSY;
    const button = buttonOf(seen.name) ?? fromValue(seen.value);
    if (button === undefined) return BUSY;
    if (button.step !== current()) {
      stale += 1;
      later(AFTER_CALLBACK_MS, () => void patch(stepCard(current())));
      return {};
    }
    clicks.push({ ...button, click: seen });
    at += 1;
    begin();
    if (button.step === 'silent') {
      later(AFTER_CALLBACK_MS, () => void patch(stepCard(current())));
      return undefined;
    }
    return { card: { type: 'raw', data: stepCard(current()) } };
  };

  signal.addEventListener('abort', stopped, { once: true });
  if (signal.aborted) stopped();
  else begin();
  return { event, click, done };
}

function fromValue(value: unknown): ReturnType<typeof buttonOf> {
  if (typeof value !== 'object' || value === null) return undefined;
  const { doctor, choice } = { doctor: '', choice: '', ...value };
  return buttonOf(`doctor.${String(doctor)}.${String(choice)}`);
}
