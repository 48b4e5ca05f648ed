/**
 * @module A unit's own order and wording of the frame around the text: title, the line under it, which sections there are,
 * their headings, signature. Done on the source of a kind's main file, line by line, so that what is asked and said stays as it is.
 */
import { PLACED } from './token.ts';

/** Lines as a template has them, with `{{…}}`, without their mark. `false`: none. */
export interface Arrangement {
  readonly title?: string | undefined;
  readonly byline?: string | false | undefined;
  readonly signature?: string | false | undefined;
  /** These first, in this order; then the others as they stand. */
  readonly sections?:
    | readonly { readonly section: string; readonly heading?: string | undefined }[]
    | undefined;
  /** By their headings: left out, with all that stands under them. */
  readonly drop?: readonly string[] | undefined;
}

/** A heading of the first rank with all that follows up to the next. */
export interface Section {
  /** Without its mark and tags: what a unit names it by. */
  readonly heading: string;
  /** It stands in a partial that other kinds may share: it can be moved, not renamed. */
  readonly shared: boolean;
  readonly lines: readonly string[];
}

interface Frame {
  readonly before: readonly string[];
  readonly sections: readonly Section[];
  /** Closing words and signature: they stay at the end. */
  readonly after: readonly string[];
}

/** The source arranged. Names that `withPlaces` put before lines go along with them. */
export function arrange(
  source: string,
  partials: Readonly<Record<string, string>>,
  { title, byline, signature, sections = [], drop = [] }: Arrangement,
): string {
  const { before, sections: all, after } = frameOf(source, partials);
  const named = sections.flatMap((wanted) => {
    const found = sectionNamed(all, wanted.section);
    return found === undefined ? [] : [{ found, heading: wanted.heading }];
  });
  const dropped = drop.map((name) => sectionNamed(all, name));
  const rest = all.filter(
    (section) => !named.some(({ found }) => found === section) && !dropped.includes(section),
  );
  const ordered = [
    ...named.flatMap(({ found: { lines, shared }, heading }) =>
      heading === undefined || shared ? lines : replaced(lines, '#', heading),
    ),
    ...rest.flatMap(({ lines }) => lines),
  ];
  const top = title === undefined ? before : replaced(before, '=', title);
  const under = byline === undefined ? top : byline === false ? without(top, '>') : withByline(top, byline);
  const end =
    signature === undefined
      ? after
      : signature === false
        ? without(after, '@')
        : replaced(after, '@', signature);
  return [...under, ...ordered, ...end].join('\n');
}

export const sectionsOf = (source: string, partials: Readonly<Record<string, string>>): readonly Section[] =>
  frameOf(source, partials).sections;

/** By its heading, or by a part of it that no other has. */
export function sectionNamed(sections: readonly Section[], name: string): Section | undefined {
  const whole = sections.find(({ heading }) => heading === name);
  const partly = sections.filter(({ heading }) => heading.includes(name));
  return whole ?? (partly.length === 1 ? partly[0] : undefined);
}

function frameOf(source: string, partials: Readonly<Record<string, string>>): Frame {
  const lines = source.split('\n');
  const inPartial = (line: string): string => {
    const name = /^\{\{>\s*([\w-]+)\s*\}\}$/.exec(line)?.[1];
    return name === undefined
      ? ''
      : (partials[name] ?? '').replace(/^(?:\s*\{\{!.*?\}\}\s*\n)+/, '').trimStart();
  };
  const marked = (line: string): string => inPartial(bare(line)) || bare(line);
  const end = lines.findIndex((line) => /^[~@]/.test(marked(line)));
  const stop = end === -1 ? lines.length : end;
  const starts = lines.slice(0, stop).flatMap((line, at) => (/^#(?!#)/.test(marked(line)) ? [at] : []));
  const sections = starts.map((start, index): Section => {
    const line = lines[start] ?? '';
    const [first = ''] = marked(line).split('\n');
    const heading = first
      .replace(/^#\s*/, '')
      .replace(/\{\{[^{}]*\}\}/g, '')
      .trim();
    return {
      heading,
      shared: inPartial(bare(line)) !== '',
      lines: lines.slice(start, starts[index + 1] ?? stop),
    };
  });
  return { before: lines.slice(0, starts[0] ?? stop), sections, after: lines.slice(stop) };
}

const bare = (line: string): string => line.replace(PLACED, '').trim();

const without = (lines: readonly string[], mark: string): readonly string[] =>
  lines.filter((line) => !bare(line).startsWith(mark));

/** The first line with that mark says this instead; its name in the text stays. */
function replaced(lines: readonly string[], mark: string, words: string): readonly string[] {
  const at = lines.findIndex((line) => bare(line).startsWith(mark));
  if (at === -1) return [...lines, `${mark} ${words}`];
  const name = [...(lines[at] ?? '').matchAll(PLACED)][0]?.[0] ?? '';
  return lines.map((line, index) => (index === at ? `${name}${mark} ${words}` : line));
}

function withByline(lines: readonly string[], words: string): readonly string[] {
  if (lines.some((line) => bare(line).startsWith('>'))) return replaced(lines, '>', words);
  const title = lines.findIndex((line) => bare(line).startsWith('='));
  return lines.toSpliced(title + 1, 0, `> ${words}`);
}
