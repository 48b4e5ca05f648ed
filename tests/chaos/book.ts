/** @module What one secretary has said, as she would swear to it, and which of it the bot has acknowledged. */

/** A value that she gave for a fact. */
export interface Entry {
  readonly fact: string;
  /** As it must stand in the store: a number, a text, a list joined by 、. */
  readonly value: string;
  /** By the platform's clock, ms. */
  readonly at: number;
  /** The click was answered, or the event acknowledged with 200. */
  acknowledged: boolean;
}

export interface Book {
  readonly entries: Entry[];
  /** Ids of everything she said, clicked and opened. */
  readonly ids: string[];
  /** Whatever she did that may be taken for one turn: messages, clicks, openings. */
  turns: number;
  /** Messages and openings: each is answered with one card at most. */
  spoken: number;
  /** Wishes for a draft, for her data as a file. */
  draftsAsked: number;
  exportsAsked: number;
  exportsAcknowledged: number;
  /** A wish for a draft was acknowledged: it must come. */
  draftDue: boolean;
  /** Ids of what she said and clicked that gave an answer or asked for something, and was acknowledged. */
  readonly taken: string[];
  /** Her last click and what came of it. */
  last: string;
  /** Everything she meant to do is done. */
  finished: boolean;
}

export const emptyBook = (): Book => ({
  entries: [],
  taken: [],
  ids: [],
  ...{ turns: 0, spoken: 0, draftsAsked: 0, exportsAsked: 0, exportsAcknowledged: 0 },
  ...{ last: '', draftDue: false, finished: false },
});

/** What the store may hold for a fact: what was acknowledged last, or something said later that may have been taken. */
export interface Due {
  readonly values: readonly string[];
  /** Something was acknowledged, so nothing is no answer. */
  readonly owed: boolean;
  /** Whatever she ever said of it. */
  readonly known: readonly string[];
}

export function dueOf({ entries }: Book): ReadonlyMap<string, Due> {
  const facts = new Map<string, Entry[]>();
  for (const entry of entries) facts.set(entry.fact, [...(facts.get(entry.fact) ?? []), entry]);
  return new Map(
    [...facts].map(([fact, said]) => {
      const inOrder = said.toSorted((a, b) => a.at - b.at);
      const last = inOrder.findLastIndex(({ acknowledged }) => acknowledged);
      const values = inOrder.slice(Math.max(0, last)).map(({ value }) => value);
      return [fact, { values, owed: last >= 0, known: inOrder.map(({ value }) => value) }] as const;
    }),
  );
}
