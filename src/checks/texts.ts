/** @module What she typed as text, piece by piece: the ground of all checks on words. */
import type { Checked, KnownFact } from '../flow/finding.ts';
import type { FactId, FactValue, Row } from '../flow/model.ts';
import type { Place } from './found.ts';

export interface Text {
  readonly place: Place;
  readonly text: string;
  readonly known: KnownFact;
  /** The fact's value with another text in this place. */
  readonly instead: (text: string) => FactValue;
}

/** Types of facts and fields that are typed freely. */
const TYPED: readonly string[] = ['text', 'longText', 'name'];

export function textsOf({ facts }: Checked): readonly Text[] {
  return [...facts].flatMap(([fact, known]) => textsIn(fact, known));
}

function textsIn(fact: FactId, known: KnownFact): readonly Text[] {
  const { definition, value } = known;
  // A claim as it was written for her needs no proof-reading.
  const own = definition.type === 'claim' && value !== definition.sentence;
  if (typeof value === 'string') {
    return TYPED.includes(definition.type) || own
      ? [{ place: { fact }, text: value, known, instead: (text) => text }]
      : [];
  }
  if (!Array.isArray(value)) return [];
  if (definition.type === 'list') {
    const items = value.filter((item) => typeof item === 'string');
    return items.map((text, index) => ({
      place: { fact, ...(items.length > 1 ? { at: index + 1 } : {}) },
      text,
      known,
      instead: (other) => items.with(index, other),
    }));
  }
  if (definition.type !== 'records') return [];
  const rows = value.filter((row): row is Row => typeof row === 'object' && row !== null);
  const fields = (definition.fields ?? []).filter(({ type }) => TYPED.includes(type));
  return rows.flatMap((row, index) =>
    fields.flatMap(({ id, label }): readonly Text[] => {
      const text = row[id];
      if (typeof text !== 'string') return [];
      return [
        {
          place: { fact, at: index + 1, field: label },
          text,
          known,
          instead: (other) => rows.with(index, { ...row, [id]: other }),
        },
      ];
    }),
  );
}

const QUOTES = /[“”„‟"＂「」『』]/g;

/** For comparing: every quotation mark the same, full-width letters and digits narrow; each character keeps its place. */
export const plain = (text: string): string =>
  text
    .replace(QUOTES, '"')
    .replace(/[０-９Ａ-Ｚａ-ｚ％－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Every place of `needle` in `text`, left to right, none overlapping. */
export function placesOf(text: string, needle: string): readonly number[] {
  const places: number[] = [];
  if (needle === '') return places;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) places.push(at);
  return places;
}
