/** @module JSON Schemas of the files that an administrator writes, for completion and checks in an editor. */
import { z } from 'zod';
import { formulationsSchema, relationsSchema } from '../checks/data.ts';
import { dictionarySchema, kindSchema } from '../flow/definition.ts';
import { yearPackSchema } from '../report/pack.ts';
import { unitSchema } from './unit.ts';

interface FileSchema {
  /** Below schemas/. */
  readonly name: string;
  readonly title: string;
  readonly schema: z.ZodType;
}

export const FILE_SCHEMAS: readonly FileSchema[] = [
  {
    name: 'facts.schema.json',
    title: '事实表 flows/facts/*.yaml',
    schema: dictionarySchema,
  },
  {
    name: 'year.schema.json',
    title: '年度提法 flows/years/*.yaml',
    schema: yearPackSchema,
  },
  {
    name: 'relations.schema.json',
    title: '核对关系 flows/checks/*.yaml',
    schema: relationsSchema,
  },
  {
    name: 'formulations.schema.json',
    title: '固定提法 flows/formulations.yaml',
    schema: formulationsSchema,
  },
  {
    name: 'unit.schema.json',
    title: '本单位的样式 flows/unit.yaml',
    schema: unitSchema,
  },
  {
    name: 'kind.schema.json',
    title: '报告种类 flows/*.yaml',
    schema: kindSchema,
  },
];

/** As it stands in schemas/: draft 7, which editors know best; what has a default may be left out. */
export function jsonSchemaText({ title, schema }: FileSchema): string {
  const { $schema, ...json } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return `${laidOut({ $schema, title, ...json }, '')}\n`;
}

const WIDTH = 110;

/** JSON as the project's formatter lays it out: short lists on one line. */
function laidOut(value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => laidOut(item, deeper));
    const flat = `[${items.join(', ')}]`;
    const simple = value.every((item) => typeof item !== 'object');
    if (simple && indent.length + flat.length + ROOM_FOR_KEY < WIDTH) return flat;
    return `[\n${items.map((item) => deeper + item).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, each]) => `${deeper}${JSON.stringify(key)}: ${laidOut(each, deeper)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** The longest key before a list, with its quotes, colon and comma. */
const ROOM_FOR_KEY = 14;
