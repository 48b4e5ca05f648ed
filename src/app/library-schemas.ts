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
  /** Whether a file below the library's root is one of these, 「flows/facts/basics.yaml」. */
  readonly fits: (file: string) => boolean;
}

/** The first that fits a file is the file's. */
export const FILE_SCHEMAS: readonly FileSchema[] = [
  {
    name: 'facts.schema.json',
    title: '事实表 flows/facts/*.yaml',
    schema: dictionarySchema,
    fits: (file) => file.startsWith('flows/facts/'),
  },
  {
    name: 'year.schema.json',
    title: '年度提法 flows/years/*.yaml',
    schema: yearPackSchema,
    fits: (file) => file.startsWith('flows/years/'),
  },
  {
    name: 'relations.schema.json',
    title: '核对关系 flows/checks/*.yaml',
    schema: relationsSchema,
    fits: (file) => file.startsWith('flows/checks/'),
  },
  {
    name: 'formulations.schema.json',
    title: '固定提法 flows/formulations.yaml',
    schema: formulationsSchema,
    fits: (file) => file === 'flows/formulations.yaml',
  },
  {
    name: 'unit.schema.json',
    title: '本单位的样式 flows/unit.yaml',
    schema: unitSchema,
    fits: (file) => file === 'flows/unit.yaml',
  },
  {
    name: 'kind.schema.json',
    title: '报告种类 flows/*.yaml',
    schema: kindSchema,
    fits: (file) => /^flows\/[^/]+$/.test(file),
  },
];

/** As it stands in schemas/: draft 7, which editors know best; what has a default may be left out. */
export function jsonSchemaText({ title, schema }: FileSchema): string {
  const { $schema, ...json } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return `${laidOut({ $schema, title, ...json }, '')}\n`;
}

/** The line on top of a file that leads an editor to its schema. */
export function schemaHeader(file: string): string | undefined {
  const found = FILE_SCHEMAS.find(({ fits }) => fits(file));
  const up = '../'.repeat(file.split('/').length - 1);
  return found === undefined ? undefined : `# yaml-language-server: $schema=${up}schemas/${found.name}`;
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
