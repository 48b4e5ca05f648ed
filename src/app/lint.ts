/**
 * @module Rules that hold between the files of a library: every fact is defined once, asked once and written somewhere,
 * every card can be reached, every template says only what somebody is asked.
 */
import type { KindDefinition } from '../flow/definition.ts';
import { cardsOf } from './library-cards.ts';
import { type Files, type LocatedFact, templateNames } from './library-files.ts';
import type { Problem } from './library-problem.ts';
import type { Located } from './library-yaml.ts';
import { lintChecks } from './lint-checks.ts';
import { lintConditions, mentionedIn } from './lint-conditions.ts';
import { lintDerived, lintDerivedIn, lintRules } from './lint-derived.ts';
import { lintFact } from './lint-fact.ts';
import { lintTemplate } from './lint-template.ts';
import { lintUnit } from './lint-unit.ts';
import { lintYears } from './lint-years.ts';

/** The needed path of a kind: longer than this nobody finishes it. */
const MOST_NEEDED_FACTS = 30;
const MOST_NEEDED_CARDS = 10;

export function lint(files: Files): readonly Problem[] {
  const dictionary = new Map(files.facts.map((located) => [located.fact.id, located]));
  return [
    ...files.facts.flatMap(lintFact),
    ...lintDerived(dictionary),
    ...lintRules(dictionary),
    ...definedTwice(files.facts),
    ...unused(files),
    ...kindsTwice(files.kinds),
    ...lintYears(files.years),
    ...lintChecks(files, dictionary),
    ...lintUnit(files, (id) => factsAsked(files, id, dictionary)),
    ...files.kinds.flatMap((kind) => [
      ...lintCards(kind, dictionary),
      ...lintLength(kind, dictionary),
      ...lintAliases(kind, dictionary),
      ...lintConditions(kind, dictionary),
      ...lintDerivedIn(kind, dictionary, mentionedIn(kind, dictionary)),
      ...lintTemplate(kind, files, dictionary),
    ]),
  ];
}

function factsAsked(files: Files, id: string, dictionary: ReadonlyMap<string, LocatedFact>) {
  const kind = files.kinds.find(({ value }) => value.id === id);
  if (kind === undefined) return undefined;
  const asked = cardsOf(kind).flatMap(({ card }) => card.facts);
  return templateNames(asked.map((fact) => dictionary.get(fact)?.fact ?? { id: fact }));
}

function definedTwice(facts: readonly LocatedFact[]): readonly Problem[] {
  const seen = new Map<string, LocatedFact>();
  return facts.flatMap((located) => {
    const { file, fact } = located;
    const before = seen.get(fact.id);
    seen.set(fact.id, before ?? located);
    if (before === undefined) return [];
    const message = `“${fact.id}”在 ${before.file} 第 ${before.lineOf('id')} 行已经定义过，请改名或删掉一处。`;
    return [{ file, line: located.lineOf('id'), code: 'fact-twice', message }];
  });
}

function unused({ facts, kinds }: Files): readonly Problem[] {
  const used = new Set(kinds.flatMap((kind) => cardsOf(kind).flatMap(({ card }) => card.facts)));
  return facts.flatMap(({ file, fact, lineOf }) => {
    if (used.has(fact.id)) return [];
    const message = `没有哪张卡片问到“${fact.id}”（${fact.label}），请放进 flows 里的一张卡片，或删掉它。`;
    return [{ file, line: lineOf('id'), code: 'fact-unused', message }];
  });
}

function kindsTwice(kinds: readonly Located<KindDefinition>[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return kinds.flatMap(({ file, value, lineOf }) => {
    const before = seen.get(value.id);
    seen.set(value.id, before ?? file);
    if (before === undefined) return [];
    const message = `种类“${value.id}”在 ${before} 里已经有了，请换一个 id。`;
    return [{ file, line: lineOf(['id']), code: 'kind-twice', message }];
  });
}

/** Ids of sections and cards, and the facts on the cards. */
function lintCards(kind: Located<KindDefinition>, dictionary: ReadonlyMap<string, LocatedFact>) {
  const { file, value, lineOf } = kind;
  const problems: Problem[] = [];
  const report = (line: number, code: string, message: string): void => {
    problems.push({ file, line, code, message });
  };
  const ids = new Set<string>();
  const askedOn = new Map<string, string>();
  for (const [index, { id }] of value.sections.entries()) {
    if (ids.has(`section ${id}`)) {
      report(lineOf(['sections', index, 'id']), 'section-twice', `部分“${id}”出现了两次，请给其中一个改名。`);
    }
    ids.add(`section ${id}`);
  }
  for (const { card, line, lineOfFact } of cardsOf(kind)) {
    if (ids.has(`card ${card.id}`))
      report(line, 'card-twice', `卡片“${card.id}”出现了两次，请给其中一张改名。`);
    ids.add(`card ${card.id}`);
    for (const [n, fact] of card.facts.entries()) {
      const other = askedOn.get(fact);
      askedOn.set(fact, other ?? card.id);
      if (!dictionary.has(fact)) {
        report(
          lineOfFact(n),
          'unknown-fact',
          `事实表里没有“${fact}”，请检查拼写，或先在 flows/facts 里加上。`,
        );
      } else if (other !== undefined) {
        report(
          lineOfFact(n),
          'asked-twice',
          `“${fact}”在卡片“${other}”上已经问过，一件事只问一次，请删掉一处。`,
        );
      }
    }
  }
  const writer = dictionary.get(value.writer);
  if (!askedOn.has(value.writer) || !['text', 'name'].includes(writer?.fact.type ?? '')) {
    const message = `writer 应是本种类问到的一个 text 或 name 类型的事实（述职人姓名），“${value.writer}”不是，请改正。`;
    report(lineOf(['writer']), 'writer', message);
  }
  return problems;
}

function lintLength(
  kind: Located<KindDefinition>,
  dictionary: ReadonlyMap<string, LocatedFact>,
): readonly Problem[] {
  const needed = cardsOf(kind).filter((card) => card.needed);
  const asked = needed.flatMap(({ card }) => card.facts);
  const facts = asked.filter((id) => dictionary.get(id)?.fact.derived === undefined).length;
  if (needed.length <= MOST_NEEDED_CARDS && facts <= MOST_NEEDED_FACTS) return [];
  const message = `必答的有 ${needed.length} 张卡片、${facts} 项，最多 ${MOST_NEEDED_CARDS} 张、${MOST_NEEDED_FACTS} 项，请把次要的移到 more 下面。`;
  return [{ file: kind.file, line: kind.lineOf(['sections']), code: 'too-long', message }];
}

/** A name in typed text must mean one fact. Compared as the reader of typed text compares: width and case do not matter. */
function lintAliases(
  kind: Located<KindDefinition>,
  dictionary: ReadonlyMap<string, LocatedFact>,
): readonly Problem[] {
  const owners = new Map<string, string>();
  const asked = new Set(cardsOf(kind).flatMap(({ card }) => card.facts));
  return [...asked].flatMap((id) => {
    const located = dictionary.get(id);
    if (located === undefined) return [];
    const { file, fact, lineOf } = located;
    return [fact.label, ...fact.aliases].flatMap((name) => {
      const folded = name.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
      const owner = owners.get(folded) ?? id;
      owners.set(folded, owner);
      if (owner === id) return [];
      const message = `“${name}”同时是“${owner}”和“${id}”的名字，打字回答时会分不清，请从其中一个的 aliases 里删掉。`;
      return [{ file, line: lineOf('aliases'), code: 'alias-shared', message }];
    });
  });
}
