/** @module One run: secretaries hold interviews while everything goes wrong, then calm, then the books are balanced. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../src/emulator/index.ts';
import type { Flow } from '../../src/flow/definition.ts';
import { kinds } from '../support/office.ts';
import { audit, type Found, isDraft, type Person } from './audit.ts';
import { emptyBook } from './book.ts';
import { makeOutage, told } from './outage.ts';
import { chanceOf } from './random.ts';
import { nameOf, scriptFor } from './script.ts';
import { createSecretary, type Office } from './secretary.ts';
import { openStage, type Stage } from './stage.ts';
import { type Aim, makeTrouble } from './trouble.ts';

export interface ChaosOptions {
  /** How long new interviews are begun while things go wrong. */
  readonly seconds: number;
  readonly seed: number;
  /** Secretaries at a time. */
  readonly atOnce: number;
  /** ms between two kills, on average. */
  readonly killEvery: number;
  /** Folder of the program under test, and the arguments of node that run it from there. */
  readonly program: string;
  readonly command: readonly string[];
  readonly say: (line: string) => void;
  /** ms that Redis is away, once, in the middle; nothing else goes wrong then. */
  readonly outage?: number;
  /** Told of every line that the processes log. */
  readonly logged?: (line: string) => void;
}

export interface Totals {
  readonly interviews: number;
  readonly kills: number;
  readonly faults: number;
  readonly lost: number;
  readonly doubled: number;
  readonly misfiled: number;
  readonly stuck: number;
}

const BOTS = 2;
const WORKERS = 2;
const LONGEST_ABSENCE_MS = 1_200;
const DISTURB_EVERY_MS = 4_000;
/** Once everything is up again, those who are in the middle of it may finish in peace. */
const FINISH_MS = 180_000;
/** What a crash left is swept up within half a minute, and a try that failed comes again within a minute. */
const SETTLE_MS = 120_000;

export async function chaos(options: ChaosOptions): Promise<{ totals: Totals; found: Found }> {
  const { seconds, seed, atOnce, killEvery, program, command, say } = options;
  const chance = chanceOf(seed);
  say(`seed ${seed}`);
  const flow = kinds.get('project-branch')?.flow;
  if (flow === undefined) throw new Error('no project-branch');
  const stage = await openStage({
    ...{
      program,
      command,
      bots: BOTS,
      workers: WORKERS,
      chance: chance.fork(),
      longestAbsence: LONGEST_ABSENCE_MS,
    },
    environment: { SWEEP_SECONDS: '5' },
    logged: options.logged ?? (() => undefined),
  });
  try {
    const trouble =
      options.outage === undefined
        ? makeTrouble({ stage, chance: chance.fork(), killEvery, disturbEvery: DISTURB_EVERY_MS })
        : makeOutage(stage, { after: (seconds * 1000) / 2, ms: options.outage });
    const people = await interviews(
      stage,
      flow,
      { seconds, atOnce, aim: trouble.aim, calm: () => calm(stage, trouble.stop) },
      chance,
    );
    await settled(stage, people);
    const found = await audit(stage, people);
    if (options.outage !== undefined)
      say(`told what to do: ${told(found, stage, people)} of ${people.length}`);
    const totals = {
      interviews: people.filter(({ book }) => book.finished).length,
      kills: sum(stage.kills),
      faults: sum(stage.feishu.side.troubles()),
      lost: found.lost.length,
      doubled: found.doubled.length,
      misfiled: found.misfiled.length,
      stuck: found.stuck.length + people.filter(({ book }) => !book.finished).length,
    };
    report(stage, people, found, say);
    return { totals, found };
  } finally {
    await stage.close();
  }
}

async function calm(stage: Stage, stop: () => void | Promise<void>): Promise<void> {
  await stop();
  await stage.calm();
}

interface Season {
  readonly seconds: number;
  readonly atOnce: number;
  readonly aim: (how?: Aim) => void;
  /** Called when the time for new interviews is over. */
  readonly calm: () => Promise<void>;
}

async function interviews(
  stage: Stage,
  flow: Flow,
  season: Season,
  chance: ReturnType<typeof chanceOf>,
): Promise<Person[]> {
  const started = Date.now();
  const ends = started + season.seconds * 1000;
  const people: Person[] = [];
  let patience = Number.POSITIVE_INFINITY;
  const office = officeOn(stage, season.aim, () => Date.now() > patience);
  const seat = async (): Promise<void> => {
    while (Date.now() < ends) {
      const script = scriptFor(nameOf(people.length), flow, chance.fork());
      const book = emptyBook();
      const { openId, chatId } = stage.feishu.side.setPerson(script.name);
      people.push({ name: script.name, openId, chatId, book });
      await createSecretary(office, script, book, chance.fork()).holds();
    }
  };
  const seats = Array.from({ length: season.atOnce }, seat);
  await sleep(Math.max(0, ends - Date.now()));
  await season.calm();
  patience = Date.now() + FINISH_MS;
  await Promise.all(seats);
  office.close();
  return people;
}

/** What the secretaries share: who is told of what. */
function officeOn(stage: Stage, aim: (how?: Aim) => void, over: () => boolean): Office & { close(): void } {
  const waiting = new Map<string, Set<() => void>>();
  const unacknowledged = new Map<string, () => void>();
  const { side } = stage.feishu;
  const hear = (change: Change): void => {
    if (change.kind === 'message') {
      const chat = side.message(change.messageId)?.chatId ?? '';
      for (const go of waiting.get(chat) ?? []) go();
    } else if (change.kind === 'delivery' && change.acknowledged) {
      unacknowledged.get(change.eventId)?.();
      unacknowledged.delete(change.eventId);
    }
  };
  return {
    feishu: stage.feishu,
    aim,
    over,
    acknowledged: (eventId, then) => unacknowledged.set(eventId, then),
    change: (chat, ms) =>
      new Promise((resolve) => {
        const ones = waiting.get(chat) ?? new Set();
        waiting.set(chat, ones);
        const go = () => {
          clearTimeout(timer);
          ones.delete(go);
          resolve();
        };
        const timer = setTimeout(go, ms);
        ones.add(go);
      }),
    close: side.listen(hear),
  };
}

/** Until everything that was promised is in the chats and nothing waits any more, or for as long as that may take. */
async function settled(stage: Stage, people: readonly Person[]): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  const redis = await stage.redis.connect('worker');
  const drafted = ({ chatId, book }: Person) =>
    !book.draftDue || stage.feishu.side.transcript({ chatId }).some(isDraft);
  while (Date.now() < until) {
    const keys = await redis.keys('*');
    const busy = keys.some((key) =>
      /^sz:\{p\d\d\}:(?:o:|t:|pending)|^\{sz\}:(?:send|draft):(?:wait|active|delayed|prioritized)$/.test(key),
    );
    const pushed = stage.feishu.side.deliveries().every(({ acknowledged, lost }) => acknowledged || lost);
    if (!busy && pushed && people.every(drafted)) return;
    await sleep(250);
  }
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

const SHOWN = 20;

const ending = (stage: Stage, person: string): string =>
  stage.feishu.side
    .transcript({ person })
    .slice(-4)
    .map(
      ({ from, type, text, versions }) =>
        `  ${from} [${type}, ${versions.length} versions] ${text.replaceAll('\n', ' ').slice(0, 600)}`,
    )
    .join('\n');

function report(stage: Stage, people: readonly Person[], found: Found, say: (line: string) => void): void {
  const list = (counts: Iterable<readonly [string, number]>) =>
    [...counts].map(([what, times]) => `${what} ${times}`).join(', ');
  say(`kills: ${list(Object.entries(stage.kills))}; between two steps: ${list(stage.stepped) || 'none'}`);
  say(`faults: ${list(Object.entries(stage.feishu.side.troubles()))}`);
  const said = people.reduce((all, { book }) => all + book.turns, 0);
  const entries = people.flatMap(({ book }) => book.entries);
  say(
    `turns: ${said}; answers given ${entries.length}, acknowledged ${entries.filter(({ acknowledged }) => acknowledged).length}`,
  );
  for (const { name, book } of people.filter((one) => !one.book.finished))
    say(
      `stuck: ${name} did not finish (${book.turns} turns); last click ${book.last}; the chat ends with\n${ending(stage, name)}`,
    );
  for (const [what, sentences] of Object.entries(found)) {
    for (const sentence of sentences.slice(0, SHOWN)) say(`${what}: ${sentence}`);
    if (sentences.length > SHOWN) say(`${what}: … and ${sentences.length - SHOWN} more`);
  }
  say(`sends of unknown outcome, said and not repeated: ${found.uncertain.length}`);
  for (const [what, times] of stage.complaints) say(`${times} × ${what}`);
}
