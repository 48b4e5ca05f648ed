/**
 * @module A button said in words. Whoever only types can do what the card in sight offers: the words on a button, or a
 * yes to what it asks her to confirm, are a click on it.
 */
import { cardById } from './agenda.ts';
import type { Flow } from './definition.ts';
import type { Inbound, Op } from './inbound.ts';
import type { Report, ScreenRecord } from './model.ts';
import { present } from './present/index.ts';
import type { Action } from './screen.ts';
import { confirmable } from './seal.ts';

type Text = Extract<Inbound, { type: 'text' }>;
type Click = Extract<Inbound, { type: 'click' }>;

/** Longer words, or words with a figure or a gap in them, are an answer. */
const WORDS = /^[^\d\s]{1,14}$/;
const YES =
  /^(?:嗯|好的?)?[，,]?(?:都|全部?|全都|就)?(?:是|对|属实|没错|没问题|可以|确认|写上|用上)(?:的|了|呀|啊|吧)?$/;

const ALL = /[都全]/;

/** `screen`: what she had before her when she wrote. */
export function saidButton(
  flow: Flow,
  report: Report,
  inbound: Text,
  screen: ScreenRecord | undefined,
  text: string,
): Click | undefined {
  const said = bare(text);
  if (screen === undefined || !WORDS.test(said)) return undefined;
  const offered = present(flow, report, { record: screen })
    .parts.flatMap((part): readonly Action[] => ('actions' in part ? part.actions : []))
    .filter((action) => action.confirm === undefined && !handsIn(action.op));
  const named = offered.filter(({ label }) => bare(label) === said);
  const meant = named.length === 0 && YES.test(said) ? offered.filter(({ op }) => wantsYes(op)) : named;
  const [action, ...others] = meant;
  if (action === undefined || others.length > 0 || !seen(flow, report, screen, action.op)) return undefined;
  if (named.length === 0 && !ALL.test(said) && vouchesForSeveral(flow, report, action.op)) return undefined;
  const { id, by, at } = inbound;
  return { id, by, at, type: 'click', op: action.op, shown: screen.version };
}

const bare = (text: string): string => text.replace(/[。.!！~～“”"「」]/g, '').trim();

/** What hands in a form means its fields too, and those cannot be said. */
function handsIn(op: Op): boolean {
  switch (op.op) {
    case 'submit':
    case 'none':
    case 'later':
    case 'skip':
      return true;
    case 'row':
      return op.does === 'save' || op.does === 'more';
    case 'own':
      return op.does === 'save';
    case 'reminders':
      return op.set === 'deadline';
    default:
      return false;
  }
}

const wantsYes = (op: Op): boolean =>
  op.op === 'confirm' || op.op === 'ledger' || (op.op === 'returned' && op.does === 'all');

/** A bare 「属实」 beside several sentences may be of one of them. */
function vouchesForSeveral(flow: Flow, report: Report, op: Op): boolean {
  const card = op.op === 'confirm' ? cardById(flow, op.card) : undefined;
  const asked = card === undefined ? [] : confirmable(flow, card, report.facts);
  return asked.filter(({ type }) => type === 'claim').length > 1;
}

/** A yes counts only for what stood there: the card is drawn from the facts of now. */
function seen(flow: Flow, report: Report, screen: ScreenRecord, op: Op): boolean {
  if (op.op !== 'confirm') return true;
  const facts = cardById(flow, op.card)?.facts ?? [];
  return facts.every((id) => (report.facts[id]?.version ?? 0) <= screen.version);
}
