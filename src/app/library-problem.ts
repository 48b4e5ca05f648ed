/** @module What is wrong with the files that an administrator writes. */

export interface Problem {
  /** Below the library's root, 「flows/facts/meetings.yaml」. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly code: string;
  /** For the administrator: what is wrong and how to mend it. */
  readonly message: string;
}

/** By file and line, each once: a partial that two kinds share is reported once. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map((problem) => [printed(problem), problem]));
  return [...once.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

/** As `cli -- lint` prints it. */
export const printed = ({ file, line, message }: Problem): string => `${file}:${line}  ${message}`;
