/**
 * @module Flows as data: the dictionary of facts and the cards of a kind.
 * The schemas are what an administrator's YAML must satisfy; the errors they give are worded in Chinese by the linter.
 */
import { z } from 'zod';
import type { Paragraph } from '../report/own-words.ts';
import { conditionSchema } from './condition.ts';
import { type Derived, derivedSchema } from './derived-schema.ts';
import type { Checks } from './finding.ts';
import type { Length, Report } from './model.ts';
import type { PreviewPart } from './present/pages.ts';
import type { Plan } from './reminders/plan.ts';

const id = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/);
const cardId = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/);
const phrase = z.string().min(1).max(60);

/** Types that a field of a row can have too. */
export const FIELD_TYPES = [
  'count',
  'money',
  'percentage',
  'date',
  'month',
  'period',
  'oneOf',
  'text',
  'longText',
  'name',
] as const;
export const FACT_TYPES = [...FIELD_TYPES, 'yesNo', 'severalOf', 'list', 'records', 'claim'] as const;
export type FactTypeName = (typeof FACT_TYPES)[number];

/** What a fact and a field of a row have in common. */
const asked = {
  /** What people call it; shown everywhere. */
  label: phrase,
  help: z.string().max(200).optional(),
  example: z.string().max(100).optional(),
  /** Measure word of a count, 次 / 人次 / 项 / 份 / 人; for money what a bare figure is in, 元 / 万元 / 亿美元. */
  unit: z.string().max(4).optional(),
  /** For oneOf and severalOf. */
  options: z.array(phrase).min(2).max(20).optional(),
  /** Outside this a number is asked back, never refused. */
  usual: z.strictObject({ least: z.number().int(), most: z.number().int() }).optional(),
  /** Longest text in characters; of a list, of one item. */
  most: z.number().int().min(1).max(4000).optional(),
};

/** One field of a row: the columns of an award, an activity, a problem. */
const fieldSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  type: z.enum(FIELD_TYPES),
  ...asked,
  /** A row without it is asked back. The first field always is needed. */
  needed: z.boolean().default(false),
});
export type FieldDefinition = z.infer<typeof fieldSchema>;

export const factSchema = z.strictObject({
  id,
  type: z.enum(FACT_TYPES),
  ...asked,
  /** The question, when the label alone is not enough. */
  ask: z.string().max(120).optional(),
  /** Other names for it in typed text; the label is always one. */
  aliases: z.array(phrase).default([]),
  /** Ids it had before: answers stored under them are its answers. */
  was: z.array(id).default([]),
  /** For claim: the exact sentence, ending with its full stop. */
  sentence: z.string().min(6).max(300).optional(),
  /** For records: the fields of a row, as many as fit on one form. */
  fields: z.array(fieldSchema).min(1).max(6).optional(),
  /** A published rule, shown beside the answer; never enforced. */
  rule: z
    .strictObject({
      least: z.number().int(),
      text: z.string().max(80),
      source: z.string().max(60),
      /** So many for each of these: 12 次 for each 党小组. */
      per: id.optional(),
      /** A month: of a year that began with it, only the months from it on count. */
      since: id.optional(),
    })
    .optional(),
  /** Computed from others, shown with its arithmetic, never asked; what is given by hand stays and is checked. */
  derived: derivedSchema.optional(),
  when: conditionSchema.optional(),
  sensitive: z.boolean().default(false),
});
export type FactDefinition = z.infer<typeof factSchema>;

/** What a type needs in order to read and show a value, be it of a fact or of a field of a row. */
export type Asked = Pick<
  FactDefinition,
  'type' | 'label' | 'example' | 'unit' | 'options' | 'usual' | 'most' | 'sentence' | 'fields'
>;

const cardSchema = z.strictObject({
  id: cardId,
  title: phrase,
  ask: z.string().max(160),
  hint: z.string().max(160).optional(),
  facts: z.array(id).min(1).max(6),
  when: conditionSchema.optional(),
});
export type CardDefinition = z.infer<typeof cardSchema>;

const sectionSchema = z.strictObject({
  id: cardId,
  title: phrase,
  /** The needed path. */
  cards: z.array(cardSchema).default([]),
  /** 多写一点: offered, never in the way. */
  more: z.array(cardSchema).default([]),
});
export type SectionDefinition = z.infer<typeof sectionSchema>;

export const kindSchema = z.strictObject({
  id: cardId,
  /** Name of the kind for people, 「项目党支部书记抓党建述职」. */
  title: z.string().min(2).max(40),
  /** Name of the report in titles and file names, 「党支部书记述职报告」. */
  report: z.string().min(2).max(40),
  /** The fact that names the writer, used in file names and the byline. */
  writer: id,
  /** Path of the template below templates/. */
  template: z.string().regex(/^[a-z-]+\.hbs$/),
  sections: z.array(sectionSchema).min(1),
});
export type KindDefinition = z.infer<typeof kindSchema>;

export const dictionarySchema = z.strictObject({ facts: z.array(factSchema).min(1) });

/** A kind joined with its facts, ready to run. */
export interface Flow {
  /** Old ids of facts that were renamed, to the new ones. */
  readonly renamed: ReadonlyMap<string, string>;
  /** How many other kinds she can choose instead. */
  readonly others?: number;
  readonly kind: KindDefinition;
  /** The facts that this kind asks for, by id, in the order of the cards. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly cards: readonly FlowCard[];
  /** The card that asks for a fact, by the fact. */
  readonly homes: ReadonlyMap<string, FlowCard>;
  /** The facts that are asked only when something else is so. */
  readonly conditional: readonly string[];
  /** How facts are computed that are never asked, by fact. */
  readonly derived: ReadonlyMap<string, Derived>;
  /** What the office has set about reminders; absent = what is usual. */
  readonly plan?: Plan;
  /** What the unit has set; absent = what is usual. */
  readonly length?: Length;
  /** What may not be right about the facts as they stand together; absent = nothing is checked. */
  readonly checks?: Checks;
  /** Stands for all that a draft follows from beside the report: another edition may write another text. Absent = nobody asks. */
  readonly edition?: string;
  /** The paragraphs of a report as they read on that day, ms; absent = none can be told apart. */
  readonly paragraphs?: (report: Report, at: number) => readonly Paragraph[];
  /** The same as the preview shows them, part by part. */
  readonly preview?: (report: Report, at: number) => readonly PreviewPart[];
}

export interface FlowCard extends CardDefinition {
  readonly section: SectionDefinition;
  /** False: behind 多写一点. */
  readonly needed: boolean;
}
