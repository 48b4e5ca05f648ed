/**
 * @module Makes a screen fit a card by leaving out the least needed first: what is folded away, the length of long
 * lines, the last lines, then the width of inputs, and the last links. Nothing that a person typed is ever cut.
 */
import type { Field, Line, Part, Screen } from '../flow/screen.ts';
import { hasOptions, INPUT_LIMIT, keptField, textValue, typedField } from './card-form.ts';
import { textOfLine } from './card-lines.ts';

type Step = (screen: Screen) => Screen;

/** The first rendering that fits, or undefined. */
export function fitted<T>(
  screen: Screen,
  render: (screen: Screen) => T,
  fits: (card: T) => boolean,
): T | undefined {
  let current = mapFields(screen, (field) =>
    whole(isText(field) || hasOptions(field) ? field : typedField(field)),
  );
  for (const step of [(same: Screen) => same, ...steps(current)]) {
    current = step(current);
    const card = render(current);
    if (fits(card)) return card;
  }
  return undefined;
}

function steps(screen: Screen): Step[] {
  const cutting = [2000, 800, 300].map(
    (most): Step =>
      (now) =>
        mapLines(now, (line) => shorten(line, most)),
  );
  const dropping = [80, 40, 20, 10, 4, 0].map((most): Step => keepLines(most));
  return [
    ...[20, 5, 0].map((most): Step => keepFolded(most)),
    // What somebody vouches for must have been on the screen, all of it.
    ...(vouches(screen) ? [] : [...cutting, ...dropping]),
    ...byLength(screen).map(
      ({ fact }): Step =>
        (now) =>
          mapFields(now, (field) => (field.fact === fact ? keptField(field) : field)),
    ),
    (now) => mapFields(now, (field) => (hasOptions(field) ? whole(typedField(field)) : field)),
    ...[24, 12, 6].map((most): Step => keepActions(most)),
  ];
}

const isText = (field: Field): boolean => ['line', 'lines', 'date'].includes(field.control);

/** A text that its input cannot hold is not put into it. */
const whole = (field: Field): Field =>
  isText(field) && textValue(field).length > INPUT_LIMIT ? keptField(field) : field;

/** Text fields whose value is worth hiding, longest first. */
function byLength(screen: Screen): Field[] {
  const length = (field: Field): number => textValue(field).length;
  return screen.parts
    .flatMap((part) => (part.part === 'form' ? part.fields : []))
    .filter((field) => isText(field) && length(field) > 100)
    .sort((a, b) => length(b) - length(a));
}

const vouches = (screen: Screen): boolean =>
  screen.parts.some(
    (part) =>
      (part.part === 'form' || part.part === 'actions') &&
      part.actions.some((action) => action.op.op === 'confirm' || action.op.op === 'import'),
  );

const mapParts = (screen: Screen, change: (part: Part) => Part): Screen => ({
  ...screen,
  parts: screen.parts.map(change),
});

const mapFields = (screen: Screen, change: (field: Field) => Field): Screen =>
  mapParts(screen, (part) => (part.part === 'form' ? { ...part, fields: part.fields.map(change) } : part));

function mapLines(screen: Screen, change: (line: Line) => Line): Screen {
  const lines = mapParts(screen, (part) =>
    part.part === 'lines' || part.part === 'fold' ? { ...part, lines: part.lines.map(change) } : part,
  );
  return mapFields(lines, (field) => (field.above ? { ...field, above: field.above.map(change) } : field));
}

/** Keeps the styles of what stays. */
function shorten(line: Line, most: number): Line {
  if ([...textOfLine(line)].length <= most) return line;
  let left = most - 1;
  const kept: Line[number][] = [];
  for (const run of line) {
    const characters = [...run.text].slice(0, left);
    if (characters.length > 0) kept.push({ ...run, text: characters.join('') });
    left -= characters.length;
  }
  return [...kept, { text: '…' }];
}

const missing = (count: number): Line => [{ text: `还有 ${count} 行，这里放不下。`, style: 'quiet' }];

/** Counts what was left out before, too, so that the number told is of lines that were really there. */
function cut(lines: readonly Line[], most: number): readonly Line[] {
  const before = leftOut(lines.at(-1));
  const real = before > 0 ? lines.slice(0, -1) : lines;
  return real.length <= most ? lines : [...real.slice(0, most), missing(before + real.length - most)];
}

function leftOut(line: Line | undefined): number {
  const [, count] = /^还有 (\d+) 行，这里放不下。$/.exec(line ? textOfLine(line) : '') ?? [];
  return Number(count ?? 0);
}

const keepFolded =
  (most: number): Step =>
  (screen) =>
    mapParts(screen, (part) => (part.part === 'fold' ? { ...part, lines: cut(part.lines, most) } : part));

/** The first `most` lines of the whole screen stay; each part says how many of its own do not. */
const keepLines =
  (most: number): Step =>
  (screen) => {
    let left = most;
    return mapParts(screen, (part) => {
      if (part.part !== 'lines') return part;
      const lines = cut(part.lines, left);
      left = Math.max(0, left - part.lines.length);
      return { ...part, lines };
    });
  };

/** The first `most` buttons outside forms stay. */
const keepActions =
  (most: number): Step =>
  (screen) => {
    let left = most;
    return {
      ...screen,
      parts: screen.parts.flatMap((part): Part[] => {
        if (part.part !== 'actions') return [part];
        const kept = part.actions.slice(0, left);
        const dropped = part.actions.length - kept.length;
        left -= kept.length;
        const rest: Part = {
          part: 'lines',
          lines: [[{ text: `还有 ${dropped} 个按钮，这里放不下，直接打字也行。`, style: 'quiet' }]],
        };
        return dropped > 0 ? [{ ...part, actions: kept }, rest] : [part];
      }),
    };
  };
