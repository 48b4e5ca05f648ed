/**
 * @module A button said in words. Whoever only types can do what the card in sight offers: the words on a button, or a
 * yes to what it asks her to confirm, are a click on it.
 */
import { cardById } from './agenda.ts';
import type { Flow } from './definition.ts';
import type { Inbound, Op } from './inbound.ts';
import type { Report, ScreenRecord } from './model.ts';
import { readNumber } from './numerals.ts';
import { present } from './present/index.ts';
import type { Action } from './screen.ts';
import { confirmable } from './seal.ts';

type Text = Extract<Inbound, { type: 'text' }>;
type Click = Extract<Inbound, { type: 'click' }>;

/** Longer words, or words with a figure or a gap in them, are an answer. */
const WORDS = /^[^\d\s]{1,14}$/;
/** One of two values, as it stands on its button. */
const FIGURE = /^(?:[用是]?\d{1,7}\p{Script=Han}{0,3}|改第\d段)$/u;
/** 「改第一段」「第二段不好」: its button in the preview. */
const PARAGRAPH =
  /^(?:修?改|重写)?第\s*(?<number>[一二三四五六七八九\d])\s*段(?:修?改(?:一?下)?|要改|重写|不好|不对|不行|写得不好)?(?:了|吧)?$/;

function paragraphOf(said: string): string | undefined {
  const number = PARAGRAPH.exec(said)?.groups?.['number'];
  return number === undefined ? undefined : `改第${readNumber(number) ?? number}段`;
}

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
  const said = paragraphOf(bare(text)) ?? bare(text);
  if (screen === undefined || (!WORDS.test(said) && !FIGURE.test(said))) return undefined;
  const preview = () => flow.preview?.(report, inbound.at) ?? [];
  const offered = present(flow, report, { record: screen, preview })
    .parts.flatMap((part): readonly Action[] => ('actions' in part ? part.actions : []))
    .filter((action) => action.confirm === undefined && !handsIn(action.op));
  const named = offered.filter((action) => wordsFor(action).includes(said));
  const meant = named.length === 0 && YES.test(said) ? offered.filter(({ op }) => wantsYes(op)) : named;
  const [action, ...others] = meant;
  if (action === undefined || others.length > 0 || !seen(flow, report, screen, action.op)) return undefined;
  if (named.length === 0 && !ALL.test(said) && vouchesForSeveral(flow, report, action.op)) return undefined;
  const { id, by, at } = inbound;
  return { id, by, at, type: 'click', op: action.op, shown: screen.version };
}

/** The label; of a value to be chosen also what stands in front of it, and the value with its measure word or without. */
function wordsFor({ label, op }: Action): readonly string[] {
  const [choice = '', ...value] = bare(label).split('：');
  if (op.op === 'own') return [bare(label), bare(label).replace(/\s/g, '')];
  if (op.op !== 'choose') return [bare(label)];
  const shown = value.join('：').replace(/\s/g, '');
  const figure = /^\d+/.exec(shown)?.[0] ?? shown;
  return [bare(label), choice, ...[shown, figure].flatMap((one) => [one, `用${one}`, `是${one}`])];
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

/** A yes, or the number of a paragraph, counts only for what stood there: the card is drawn from the facts of now. */
function seen(flow: Flow, report: Report, screen: ScreenRecord, op: Op): boolean {
  if (op.op !== 'confirm' && op.op !== 'own') return true;
  const card = op.op === 'confirm' ? cardById(flow, op.card) : undefined;
  const facts = op.op === 'own' ? Object.keys(report.facts) : (card?.facts ?? []);
  return facts.every((id) => (report.facts[id]?.version ?? 0) <= screen.version);
}
