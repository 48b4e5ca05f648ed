/** @module Who the secretaries are and what they have to tell: values that no two of them share. */
import type { Flow } from '../../src/flow/definition.ts';
import type { Chance } from './random.ts';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'];
const GIVEN = [...'敏芳静丽强磊洋勇艳杰娟涛明超霞平刚桂兰玉华建国文军红梅志'];

/** The n-th secretary's name, for n up to some ten thousand all different. */
export function nameOf(n: number): string {
  const at = (letters: readonly string[], index: number) => letters[index % letters.length] ?? '';
  const first = Math.floor(n / SURNAMES.length);
  return at(SURNAMES, n) + at(GIVEN, first) + at(GIVEN, Math.floor(first / GIVEN.length) + 7);
}

/** Counts that raise no doubt together; the others are drawn from what is usual. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  decisionItems: [60, 99],
  decisionMeetings: [12, 50],
  groups: [2, 6],
  groupMeetings: [24, 90],
};

export interface Script {
  readonly name: string;
  /** By fact: what she writes, and how it must stand in the store. */
  readonly answers: ReadonlyMap<string, string>;
  /** Sentences that she vouches for, by fact. */
  readonly claims: ReadonlyMap<string, string>;
  /** What a fact is called on the cards. */
  readonly labels: ReadonlyMap<string, string>;
  /** Another value for a count. */
  readonly correction: (fact: string) => string;
}

export function scriptFor(name: string, flow: Flow, chance: Chance): Script {
  const count = (fact: string) => {
    const { least, most } = flow.facts.get(fact)?.usual ?? {};
    return String(chance.whole(...(RANGES[fact] ?? [least ?? 1, most ?? 99])));
  };
  const answers = new Map<string, string>();
  const claims = new Map<string, string>();
  for (const card of flow.cards.filter(({ needed }) => needed)) {
    for (const id of card.facts) {
      const fact = flow.facts.get(id);
      if (fact === undefined) continue;
      switch (fact.type) {
        case 'count':
          answers.set(id, count(id));
          break;
        case 'list':
          answers.set(id, `${name}牵头的集体学、${name}带的头`);
          break;
        case 'longText':
          answers.set(id, `${name}负责的料场要排队一整天，${SUBJECTS[id] ?? '工人等得着急'}`);
          break;
        case 'text':
          answers.set(id, id === 'writerName' ? name : `${name}那边的${fact.label.slice(-2)}`);
          break;
        case 'claim':
          claims.set(id, fact.sentence ?? '');
          break;
        default:
      }
    }
  }
  const labels = new Map([...answers.keys()].map((id) => [id, flow.facts.get(id)?.label ?? id]));
  return { name, answers, claims, labels, correction: count };
}

/** So that her long texts differ from each other. */
const SUBJECTS: Readonly<Record<string, string>> = {
  firstHighlightStory: '后来分了时段，工人不再等',
  firstProblem: '我没有早去看',
  secondProblem: '谈心只谈了班组长',
  thirdProblem: '学习材料发得太晚',
  firstPlan: '明年三月前分好时段',
  secondPlan: '明年六月前和每个班组谈一遍',
  thirdPlan: '明年一月起提前发材料',
};
