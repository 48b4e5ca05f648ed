/** @module A form that was drawn by another version of the flows: older than this process, or, while it is being replaced, newer. */
import type { Flow } from './definition.ts';
import type { FactId } from './model.ts';
import { NOTHING, type Step } from './turn.ts';

type Form = Readonly<Record<FactId, unknown>>;

/** The name that a fact goes by now. */
export const today = (flow: Flow, id: FactId): FactId =>
  flow.facts.has(id) ? id : (flow.renamed.get(id) ?? id);

export const byTodaysNames = (flow: Flow, form: Form | undefined): Form | undefined =>
  form === undefined
    ? undefined
    : Object.fromEntries(Object.entries(form).map(([id, value]) => [today(flow, id), value]));

/** Form values are strings, lists of strings or absent, whatever the form; anything else counts as blank. */
export function words(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('、') : '';
}

export const isTyped = (value: unknown): boolean => words(value).trim() !== '';

/** The fields that hold something, by whether the flow has a fact for them. */
export function typedInto(flow: Flow, form: Form): { readonly known: FactId[]; readonly strange: FactId[] } {
  const typed = Object.keys(form).filter((id) => isTyped(form[id]));
  return {
    known: typed.filter((id) => flow.facts.has(id)),
    strange: typed.filter((id) => !flow.facts.has(id)),
  };
}

/** What was typed is for something that this process does not know: the card stays as it is, with all that stands in it. */
export const NOT_KNOWN: Step = {
  ...NOTHING,
  toast: {
    kind: 'warning',
    text: '机器人可能正在更新，这张卡片先没收。您填的都还在，过一分钟再点；还不行就把内容直接发给我。',
  },
};
