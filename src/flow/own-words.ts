/**
 * @module A paragraph in her own words. It is kept as a fact of its own, under 「own:」 and the paragraph's name: so it has a
 * version and a source, is taken back, exported, cleared and kept with each draft like every other. Beside the text stands
 * what it replaced: when a fact under it is no longer as it was, she is asked, and until she decides her text stays.
 */
import { commandOf } from './commands.ts';
import type { Flow } from './definition.ts';
import { withComputed } from './derived.ts';
import type { Inbound } from './inbound.ts';
import type { FactId, FactState, Facts, OwnPlace, Report, ScreenRecord } from './model.ts';
import type { Note } from './note.ts';
import { readMessage } from './reading.ts';
import { markOf } from './seal.ts';
import { soundsLikeTalk, talkOf } from './talk.ts';
import { type FactChange, type Step, show, sourceOf } from './turn.ts';
import { textOrProblem, tidy } from './types/words.ts';
import type { View } from './view.ts';
import { standing } from './words.ts';

/** Name of the input on the card. */
export const OWN_FIELD = 'ownWords';
/** As of a long text. */
export const OWN_MOST = 2000;
/** What an input holds; a longer paragraph comes as a message. */
export const INPUT_MOST = 1000;
/** Shorter words, said while the card is open, are no paragraph. */
const SHORTEST = 10;

const PREFIX = 'own:';
export const ownId = (name: string): FactId => PREFIX + name;
export const isOwnId = (id: FactId): boolean => id.startsWith(PREFIX);
export const paragraphIn = (id: FactId): string => id.slice(PREFIX.length);

/** What she wrote, by paragraph. */
export const ownTexts = (
  facts: Facts,
): readonly (Pick<OwnPlace, 'after'> & { name: string; text: string; over?: string })[] =>
  Object.keys(facts).flatMap((id) => {
    const { status, value, own } = (isOwnId(id) ? facts[id] : undefined) ?? {};
    if (status !== 'given' || typeof value !== 'string') return [];
    const place = own === undefined ? {} : { over: own.over };
    return [
      {
        name: paragraphIn(id),
        text: value,
        ...place,
        ...(own?.after === undefined ? {} : { after: own.after }),
      },
    ];
  });

/** The paragraphs of the report as they read at that time; as of her last answer when none is given. */
export const paragraphsAt = (flow: Flow, report: Report, at = lastTold(report)) =>
  flow.paragraphs?.(report, at) ?? [];

const lastTold = ({ facts, about }: Report): number =>
  Math.max(about.created, ...Object.values(facts).map(({ source }) => source.at));

/** A fact under her words that is not as it was; `was` is unknown where it changed while she wrote. */
export interface ChangedUnder {
  readonly fact: FactId;
  readonly was?: string;
  readonly is?: string;
}

export interface OwnChange {
  readonly name: string;
  readonly text: string;
  readonly changed: readonly ChangedUnder[];
}

/** Her paragraphs that wait for a decision, in the order of the text. */
export function ownChanges(flow: Flow, report: Report): readonly OwnChange[] {
  const own = ownTexts(report.facts);
  if (own.length === 0) return [];
  const facts = withComputed(flow, report.facts);
  return paragraphsAt(flow, report).flatMap(({ name, generated }) => {
    const mine = own.find((one) => one.name === name);
    const under = report.facts[ownId(name)]?.own?.under;
    if (mine === undefined || under === undefined) return [];
    const now = generated?.facts ?? [];
    const changed = [...new Set([...Object.keys(under), ...now])].flatMap((fact): ChangedUnder[] => {
      const before = under[fact];
      const state = now.includes(fact) ? facts[fact] : undefined;
      if (before !== undefined && now.includes(fact) && before.seal === sealOf(state)) return [];
      const was = before === undefined || before.said === '' ? {} : { was: before.said };
      return [{ fact, ...was, ...(state === undefined ? {} : { is: said(flow, fact, state) }) }];
    });
    return changed.length === 0 ? [] : [{ name, text: mine.text, changed }];
  });
}

/** Of what a fact says: back to what it was is no change, whatever its version. */
const sealOf = (state: FactState | undefined): string =>
  markOf(JSON.stringify([state?.status ?? '', state?.value ?? '']));

const SAID_KEPT = 40;
function said(flow: Flow, id: FactId, state: FactState | undefined): string {
  const fact = flow.facts.get(id);
  return fact === undefined ? '' : [...standing(fact, state)].slice(0, SAID_KEPT).join('');
}

type Click = Extract<Inbound, { type: 'click' }>;
type OwnOp = Extract<Click['op'], { op: 'own' }>;

export function ownClicked(flow: Flow, report: Report, inbound: Click, op: OwnOp): Step {
  switch (op.does) {
    case 'edit':
      return show({ at: 'own', name: op.name });
    case 'leave':
      return backTo(op.name);
    case 'restore':
      return restored(flow, report, inbound, op.name);
    case 'keep':
      return kept(flow, report, inbound, op.name, inbound.shown);
    case 'save': {
      const typed = inbound.form?.[OWN_FIELD];
      if (inbound.form === undefined) return show({ at: 'own', name: op.name }, [{ note: 'form-missing' }]);
      return written(flow, report, inbound, op.name, typeof typed === 'string' ? typed : '', inbound.shown);
    }
  }
}

const LEAVE = /^(?:算了|不改了?|先?不改了?|取消|不用改了?|保持原样)(?:吧)?[。.]?$/;
const RESTORE = /^(?:恢复原来的|恢复原文|用原来的|用回原来的)(?:吧)?[。.]?$/;

/** A message while the card of a paragraph was on the screen: the paragraph whole, or what to do with it. */
export function ownTyped(
  flow: Flow,
  report: Report,
  inbound: Extract<Inbound, { type: 'text' }>,
  screen: ScreenRecord | undefined,
  now: number,
): Step | undefined {
  if (screen?.view.at !== 'own') return undefined;
  const { name } = screen.view;
  const text = tidy(inbound.text);
  if (LEAVE.test(text)) return backTo(name);
  if (RESTORE.test(text)) return restored(flow, report, inbound, name);
  if ([...text].length < SHORTEST || isAnswer(flow, report, text, now)) return undefined;
  if (soundsLikeTalk(text)) return show(screen.view, [{ note: 'talk', about: 'how', facts: [] }]);
  return written(flow, report, inbound, name, text, screen.version);
}

/** A command, talk, or facts by their names and nothing else: what that says, it says on every card. */
function isAnswer(flow: Flow, report: Report, text: string, now: number): boolean {
  if (commandOf(text, [...flow.facts.values()]) !== undefined) return true;
  if (talkOf(text) !== undefined) return true;
  if ([...text].length > LONGEST_ANSWER) return false;
  const { understood, rest } = readMessage(text, flow.facts, { year: report.about.year, now });
  return understood.length > 0 && rest.length === 0;
}
/** Characters. Longer than that it is prose, however many facts stand in it. */
const LONGEST_ANSWER = 40;

const backTo = (name: string, notes: readonly Note[] = []): Step =>
  show({ at: 'preview', part: 0, of: name }, notes);

/** `shown`: the version of the card that she wrote on. */
export function written(
  flow: Flow,
  report: Report,
  inbound: Inbound,
  name: string,
  words: string,
  shown: number,
): Step {
  const paragraph = paragraphsAt(flow, report, inbound.at).find((one) => one.name === name);
  if (paragraph === undefined) return backTo(name, [{ note: 'own', about: 'gone' }]);
  const text = textOrProblem(words, OWN_MOST);
  const raw = words.length > INPUT_MOST || words.trim() === '' ? {} : { raw: words };
  const again: View = { at: 'own', name, ...raw };
  if (typeof text !== 'string') return show(again, [{ note: 'own-problem', problem: text }]);
  const before = report.facts[ownId(name)];
  if (text === tidy(paragraph.text) || text === before?.value) {
    // What stands there already: she keeps it as it is, or nothing was changed, or it is a second click.
    if (ownChanges(flow, report).some((one) => one.name === name))
      return kept(flow, report, inbound, name, shown);
    return backTo(name, [
      { note: 'own', about: before !== undefined && before.version > shown ? 'taken' : 'same' },
    ]);
  }
  if (before !== undefined && before.version > shown) return show(again, [{ note: 'own', about: 'again' }]);
  if (paragraph.own && text === tidy(paragraph.generated?.text ?? ''))
    return restored(flow, report, inbound, name);
  const facts = { [ownId(name)]: rewritten(flow, report, inbound, name, text, shown) };
  return { ...backTo(name, [{ note: 'own', about: 'taken' }]), facts };
}

/** The change that puts `text` there; facts that changed after `shown` are hers to look at. */
export function rewritten(
  flow: Flow,
  report: Report,
  inbound: Inbound,
  name: string,
  text: string,
  shown: number,
): FactChange {
  const paragraphs = paragraphsAt(flow, report, inbound.at);
  const at = paragraphs.findIndex((one) => one.name === name);
  const generated = paragraphs[at]?.generated;
  const after = paragraphs[at - 1]?.name ?? report.facts[ownId(name)]?.own?.after;
  const facts = withComputed(flow, report.facts);
  const under = (generated?.facts ?? []).map((fact): [FactId, OwnPlace['under'][string]] => {
    const state = facts[fact];
    // Changed since she saw it: she has not decided about that.
    if (state !== undefined && state.version > shown) return [fact, { seal: '', said: '' }];
    return [fact, { seal: sealOf(state), said: state === undefined ? '' : said(flow, fact, state) }];
  });
  return {
    status: 'given',
    value: text,
    source: sourceOf(inbound),
    own: {
      over: generated?.over ?? '',
      ...(after === undefined ? {} : { after }),
      under: Object.fromEntries(under),
    },
  };
}

/** Her words stay as they are; she has seen what changed under them. */
function kept(flow: Flow, report: Report, inbound: Inbound, name: string, shown: number): Step {
  const state = report.facts[ownId(name)];
  if (state?.status !== 'given' || typeof state.value !== 'string') {
    return backTo(name, [{ note: 'own', about: 'gone' }]);
  }
  const pending = ownChanges(flow, report).find((one) => one.name === name);
  if (pending === undefined) return backTo(name, [{ note: 'own', about: 'kept' }]);
  const since = [...pending.changed.map(({ fact }) => fact), ownId(name)];
  if (since.some((fact) => (report.facts[fact]?.version ?? 0) > shown)) {
    return backTo(name, [{ note: 'changed-meanwhile' }]);
  }
  const { own } = rewritten(flow, report, inbound, name, state.value, shown);
  // Whose words they are, and when they were written, is as before.
  const { version: _, ...mine } = state;
  return decided(flow, report, name, 'kept', { ...mine, ...(own === undefined ? {} : { own }) });
}

/** Set aside and not forgotten: a draft that was made with it is no longer up to date. */
function restored(flow: Flow, report: Report, inbound: Inbound, name: string): Step {
  const state = report.facts[ownId(name)];
  if (state?.status !== 'given') return backTo(name);
  return decided(flow, report, name, 'restored', { status: 'none', source: sourceOf(inbound) });
}

/** To where the paragraph stands; while others of hers wait for a decision, to the list of them. */
function decided(
  flow: Flow,
  report: Report,
  name: string,
  about: 'kept' | 'restored',
  change: FactChange,
): Step {
  const facts = { [ownId(name)]: change };
  const notes: readonly Note[] = [{ note: 'own', about }];
  const waiting = ownChanges(flow, report).some((one) => one.name !== name);
  return { ...(waiting ? show({ at: 'outline' }, notes) : backTo(name, notes)), facts };
}
