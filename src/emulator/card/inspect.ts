/** Is this a card that the platform takes? Shapes come from the component tables; what concerns places, counts and names is here. */
import { isObject, type JsonObject, listOf, textOf } from '../json.ts';
import type { World } from '../world.ts';
import { CARD_ERROR, type Component, checkShape, type Problem, type Report } from './checks.ts';
import { COMPONENTS, checkComponent } from './components.ts';
import { elementsOf } from './elements.ts';
import { mentionsIn } from './mentions.ts';
import { CARD } from './skeleton.ts';

export type { Problem } from './checks.ts';

export const CARD_BYTES = 30 * 1024;
const ELEMENTS = 200;
const TABLES = 5;
const LEVELS = 5;

export interface Inspection {
  readonly problems: readonly Problem[];
  readonly mentionsEverybody: boolean;
}

interface Place {
  readonly level: number;
  /** Tag of the container, `body` at the root. */
  readonly parent: string;
  readonly inForm: boolean;
}

/** Where an element may stand: each row names a forbidden place. */
const PLACES: readonly [(tag: string, element: JsonObject, place: Place) => boolean, string][] = [
  [(tag, _, { parent }) => tag === 'form' && parent !== 'body', 'a form stands only in the root of the body'],
  [
    (tag, _, { parent }) => tag === 'table' && parent !== 'body',
    'a table stands only in the root of the body',
  ],
  [(tag, _, { inForm }) => tag === 'chart' && inForm, 'no chart inside a form'],
  [
    (tag, _, { parent }) => (tag === 'column') !== (parent === 'column_set'),
    'columns and only columns stand in a column_set',
  ],
  [
    (tag, _, { inForm }) => tag.startsWith('multi_select_') && !inForm,
    'a multi select stands only in a form',
  ],
  [
    (_, element, { inForm }) => 'form_action_type' in element && !inForm,
    'form_action_type is for buttons in a form',
  ],
  [(_, element, { inForm }) => element['required'] === true && !inForm, 'required is for fields in a form'],
];

function checkPlace(
  element: JsonObject,
  component: Component,
  path: string,
  place: Place,
  report: Report,
): void {
  const tag = String(element['tag']);
  for (const [forbidden, reason] of PLACES) if (forbidden(tag, element, place)) report(reason, path);
  if (place.level > LEVELS) report(`nested deeper than ${LEVELS} levels`, path, CARD_ERROR.limit);
  if (component.interactive && place.inForm && !textOf(element, 'name'))
    report('needs a name inside a form', path);
}

function checkHeld(
  element: JsonObject,
  holds: 'elements' | 'columns',
  path: string,
  inside: Place,
  report: Report,
): void {
  const held = element[holds];
  if (held !== undefined && !Array.isArray(held)) report('must be a list', `${path}.${holds}`);
  for (const [index, child] of listOf(element, holds).entries()) {
    checkElement(child, `${path}.${holds}[${index}]`, inside, report);
  }
}

function checkElement(element: unknown, path: string, place: Place, report: Report): void {
  if (!isObject(element)) {
    report('must be an object', path);
    return;
  }
  const tag = String(element['tag']);
  const component = Object.hasOwn(COMPONENTS, tag) ? COMPONENTS[tag] : undefined;
  if (!component) {
    report(
      `cards of schema V2 no longer support this capability, unsupported tag ${tag}`,
      path,
      CARD_ERROR.unknownTag,
    );
    return;
  }
  checkComponent(element, component, path, report);
  checkPlace(element, component, path, place, report);
  const inside: Place = { level: place.level + 1, parent: tag, inForm: place.inForm || tag === 'form' };
  if (component.holds) checkHeld(element, component.holds, path, inside, report);
}

/** Counts everything with a tag: the platform counts texts too. */
function countTags(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countTags(item), 0);
  if (!isObject(value)) return 0;
  const own = typeof value['tag'] === 'string' ? 1 : 0;
  return Object.entries(value).reduce(
    (sum, [key, part]) => (key === 'behaviors' ? sum : sum + countTags(part)),
    own,
  );
}

function reportRepeated(values: readonly unknown[], what: string, report: Report): void {
  const seen = new Set<unknown>();
  for (const value of values) {
    if (value === undefined) continue;
    if (seen.has(value)) report(`${what} ${String(value)} is used twice`, 'body');
    seen.add(value);
  }
}

function checkWhole(card: JsonObject, report: Report): void {
  const all = elementsOf(card).map(({ element }) => element);
  if (countTags(card['body']) > ELEMENTS) report(`more than ${ELEMENTS} elements`, 'body', CARD_ERROR.limit);
  if (all.filter(({ tag }) => tag === 'table').length > TABLES) {
    report('card table number over limit', 'table', CARD_ERROR.limit);
  }
  reportRepeated(
    all.map((element) => element['name']),
    'name',
    report,
  );
  reportRepeated(
    all.map((element) => element['element_id']),
    'element_id',
    report,
  );
  for (const form of all.filter(({ tag }) => tag === 'form')) {
    const inside = elementsOf({ body: { elements: [form] } });
    const submits = inside.some(({ element }) => element['form_action_type'] === 'submit');
    if (!submits)
      report('a form needs a button with form_action_type submit', textOf(form, 'name') ?? 'form');
  }
}

function checkKeys(card: JsonObject, world: Pick<World, 'files'>, report: Report): void {
  for (const { element } of elementsOf(card)) {
    const key = element['tag'] === 'img' ? textOf(element, 'img_key') : undefined;
    if (key !== undefined && world.files.get(key)?.kind !== 'image') {
      report('invalid image key', key, CARD_ERROR.image);
    }
  }
}

function checkPeople(card: JsonObject, world: Pick<World, 'people'>, report: Report): boolean {
  const known = new Set(
    [...world.people.values()].flatMap(({ openId, unionId, userId }) => [openId, unionId, userId]),
  );
  let everybody = false;
  for (const { id, path } of mentionsIn(card)) {
    if (id === 'all') everybody = true;
    else if (!known.has(id)) report(`invalid person id ${id}`, path, CARD_ERROR.person);
  }
  return everybody;
}

/** All problems of the card; none means that it is taken. */
export function inspectCard(
  card: JsonObject,
  world: Pick<World, 'people' | 'files'> & Partial<Pick<World, 'refusesCards'>>,
): Inspection {
  const problems: Problem[] = [];
  const report: Report = (message, path, code = CARD_ERROR.malformed) => {
    problems.push({ code, message, path });
  };
  if (world.refusesCards === true) report('refused on order', '');
  checkShape(card, CARD, ['schema', 'body'], '', report);
  const body = card['body'];
  if (isObject(body)) {
    for (const [index, element] of listOf(body, 'elements').entries()) {
      checkElement(element, `body.elements[${index}]`, { level: 1, parent: 'body', inForm: false }, report);
    }
  }
  checkWhole(card, report);
  checkKeys(card, world, report);
  const mentionsEverybody = checkPeople(card, world, report);
  return { problems, mentionsEverybody };
}
