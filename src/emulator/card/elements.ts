/** Walking through the elements of a card. */
import { isObject, type JsonObject, listOf, textOf } from '../json.ts';

export interface Placed {
  readonly element: JsonObject;
  /** The form around it. */
  readonly form?: JsonObject;
}

function* walk(elements: readonly unknown[], form: JsonObject | undefined): Generator<Placed> {
  for (const element of elements) {
    if (!isObject(element)) continue;
    yield form ? { element, form } : { element };
    if (element['tag'] === 'table') continue; // its columns are no elements
    const inner = element['tag'] === 'form' ? element : form;
    yield* walk(listOf(element, 'elements'), inner);
    yield* walk(listOf(element, 'columns'), inner);
    const area = element['button_area'];
    if (isObject(area)) yield* walk(listOf(area, 'buttons'), inner);
  }
}

/** Every element of a 2.0 card, containers before what they hold. */
export function elementsOf(card: JsonObject): Placed[] {
  const body = card['body'];
  return isObject(body) ? [...walk(listOf(body, 'elements'), undefined)] : [];
}

export function labelOf(element: JsonObject): string {
  const text = element['text'];
  return (isObject(text) ? textOf(text, 'content') : undefined) ?? '';
}

/** An interactive element by its name, else its element_id, else the text on it. */
export function findElement(card: JsonObject, wanted: string): Placed | undefined {
  const all = elementsOf(card).filter(({ element }) => element['tag'] !== 'form');
  return (
    all.find(({ element }) => element['name'] === wanted) ??
    all.find(({ element }) => element['element_id'] === wanted) ??
    all.find(
      ({ element }) => ['button', 'checker'].includes(String(element['tag'])) && labelOf(element) === wanted,
    )
  );
}

export function clickableNames(card: JsonObject): string[] {
  return elementsOf(card)
    .filter(({ element }) => element['tag'] === 'button')
    .map(({ element }) => textOf(element, 'name') ?? labelOf(element));
}
