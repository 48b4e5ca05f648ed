/** @module Everything that goes wrong: kills at random moments, and what the platform and the network do of their own accord. */
import type { Fault } from '../../src/emulator/index.ts';
import type { Chance } from './random.ts';
import type { Stage, Victim } from './stage.ts';

const SEND = 'POST /open-apis/im/v1/messages';
const PATCH = 'PATCH /open-apis/im/v1/messages/:message_id';
const UPLOAD = 'POST /open-apis/im/v1/files';
const TOKEN = 'POST /open-apis/auth/v3/tenant_access_token/internal';
const ENDPOINT = 'POST /callback/ws/endpoint';

/** Each has the same chance; all of it passes by itself, so nothing may be lost by it. */
const MESSAGE_FAULTS: readonly Omit<Fault, 'endpoint'>[] = [
  { status: 429, code: 99991400 },
  { code: 230020 },
  { status: 500, code: 2200 },
  { status: 502 },
  { status: 503, when: 'after' },
  { reset: true },
  { reset: true, when: 'after' },
  { delayMs: 1_500 },
  { delayMs: 800, when: 'after' },
  { code: 99991663, status: 401 },
];
const DIAL_FAULTS: readonly Omit<Fault, 'endpoint'>[] = [
  { status: 200, code: 1000040345 },
  { status: 200, code: 1000040343 },
  { status: 500 },
  { reset: true },
];
const MESSAGE_CHANCE = 0.035;
const DIAL_CHANCE = 0.05;
/** The call hangs until the client gives up. */
const HANG_CHANCE = 0.002;

export type Aim = 'between' | 'wakes';

export interface Trouble {
  /**
   * Kills somebody within the next moments, when it is time for another kill. `between`: between two steps of what is
   * under way, if no other such kill is being made; `wakes`: the wakes of this moment get lost instead.
   */
  aim(how?: Aim): void;
  /** Everything is as it should be from now on. */
  stop(): void;
}

export interface TroubleOptions {
  readonly stage: Stage;
  readonly chance: Chance;
  /** ms between two kills, on average. */
  readonly killEvery: number;
  /** ms between two disturbances of a connection, on average. */
  readonly disturbEvery: number;
}

/** Redis is back at once; a program takes a second of a processor to start, which the interviews then lack. */
const VICTIMS: readonly [Victim, ...Victim[]] = ['redis', 'redis', 'redis', 'bot', 'bot', 'worker'];
/** A turn takes some ten ms, a send some more. */
const AIM_WITHIN_MS = 40;
/** What falls between two steps: one kind, or with Redis whatever is written to it and not read yet. */
const TOGETHER: readonly [readonly Victim[], ...(readonly Victim[])[]] = [
  ['redis'],
  ['bot'],
  ['worker'],
  ['redis', 'bot'],
  ['redis', 'bot'],
  ['redis', 'bot', 'worker'],
];
/**
 * Most steps are those of a turn, which goes to Redis and back two or three times: the commit is on its way after the
 * second or fourth step, done after the next, and after one more the answer is out and the wake of the workers on its
 * way. A draft takes as many again.
 */
const TURN_CHANCE = 0.8;

export function makeTrouble({ stage, chance, killEvery, disturbEvery }: TroubleOptions): Trouble {
  const { side } = stage.feishu;
  const timers = new Set<NodeJS.Timeout>();
  const started = Date.now();
  let stopped = false;

  const later = (ms: number, action: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!stopped) action();
    }, ms);
    timers.add(timer);
  };
  const again = (mean: number, action: () => void): void =>
    later(mean * (0.5 + chance.next()), () => {
      action();
      again(mean, action);
    });
  /** Of both kinds: what falls together is one stroke. */
  let strokes = 0;
  const mayStrike = () => strokes < (Date.now() - started) / killEvery;
  const strike = (how?: Aim) => {
    if (how !== undefined && !stage.answers()) return;
    // Nobody is killed by that, so it is no stroke.
    if (how === 'wakes') return void stage.loseWakes();
    if (!mayStrike()) return;
    strokes += 1;
    if (how === 'between')
      void stage.between(
        chance.pick(TOGETHER),
        chance.hits(TURN_CHANCE) ? chance.whole(2, 6) : chance.whole(0, 12),
      );
    else stage.kill(chance.pick(VICTIMS));
  };

  const plan = (endpoint: string, faults: readonly Omit<Fault, 'endpoint'>[], each: number): void => {
    for (const fault of faults) side.fault({ endpoint, ...fault, chance: each });
  };
  plan(SEND, MESSAGE_FAULTS, MESSAGE_CHANCE);
  plan(PATCH, MESSAGE_FAULTS, MESSAGE_CHANCE);
  plan(UPLOAD, MESSAGE_FAULTS, MESSAGE_CHANCE);
  plan(TOKEN, [{ status: 500 }, { reset: true }], DIAL_CHANCE);
  plan(ENDPOINT, DIAL_FAULTS, DIAL_CHANCE);
  plan(SEND, [{ hang: true }, { hang: true, when: 'after' }], HANG_CHANCE);
  plan(UPLOAD, [{ hang: true, when: 'after' }], HANG_CHANCE);
  side.change({
    rateLimit: true,
    clientConfig: { ReconnectCount: 1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 3 },
    unrest: { duplicate: 0.25, secondId: 0.1, late: 0.25, lateMs: 1_500, lostAck: 0.1 },
  });
  // A third of the kills fall anywhere, the others where somebody is waiting for something: see `aim`.
  again(killEvery * 3, strike);
  again(disturbEvery, () => side.disturb(chance.pick(['close', 'terminate', 'terminate']), true));
  again(disturbEvery * 12, () => side.disturb('half-open', true));
  again(disturbEvery * 6, () => side.revokeTokens());
  again(disturbEvery * 3, () =>
    side.change({
      fragments: chance.whole(1, 3),
      fragmentsReversed: chance.hits(0.5),
      callbackFrame: chance.hits(0.2) ? 'card' : 'event',
    }),
  );

  return {
    aim: (how) => later(how !== undefined ? 0 : chance.next() * AIM_WITHIN_MS, () => strike(how)),
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      side.clearFaults();
      side.change({
        rateLimit: false,
        fragments: 1,
        callbackFrame: 'event',
        unrest: { duplicate: 0, secondId: 0, late: 0, lateMs: 0, lostAck: 0 },
      });
    },
  };
}
