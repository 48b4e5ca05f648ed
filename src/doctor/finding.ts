/** @module What `doctor` finds, as data; how it is said to people is in the sentences it carries. */

/**
 * - `ok`: looked at, and right.
 * - `wrong`: the bot will not work, or not well, before this is mended.
 * - `note`: worth knowing; nothing has to be done.
 * - `left`: not looked at, and why.
 */
export type Verdict = 'ok' | 'wrong' | 'note' | 'left';

export interface Finding {
  /** Stable, for programs: `token`, `redis-aof`, … */
  readonly id: string;
  readonly verdict: Verdict;
  /** One Chinese sentence. */
  readonly sentence: string;
  /** What to do about it. */
  readonly mend?: string;
  /** Codes, versions, times: for whoever is asked for help. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Takes findings as they are made, so that a person sees them come. */
export type Tell = (finding: Finding) => void;

export const ok = (id: string, sentence: string, details?: Finding['details']): Finding => ({
  id,
  verdict: 'ok',
  sentence,
  ...(details ? { details } : {}),
});

export const wrong = (id: string, sentence: string, mend: string, details?: Finding['details']): Finding => ({
  id,
  verdict: 'wrong',
  sentence,
  mend,
  ...(details ? { details } : {}),
});

export const note = (id: string, sentence: string, mend?: string, details?: Finding['details']): Finding => ({
  id,
  verdict: 'note',
  sentence,
  ...(mend ? { mend } : {}),
  ...(details ? { details } : {}),
});

export const left = (id: string, sentence: string, mend?: string): Finding => ({
  id,
  verdict: 'left',
  sentence,
  ...(mend ? { mend } : {}),
});
