/** @module `schemas`: writes the JSON Schemas of the flow files, which the editor's completion goes by. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_SCHEMAS, jsonSchemaText } from '../app/library-schemas.ts';

/** Into `schemas/` below the root; returns the exit code. */
export async function schemasCommand(root: string, say: (line: string) => void): Promise<number> {
  await mkdir(join(root, 'schemas'), { recursive: true });
  for (const one of FILE_SCHEMAS) {
    await writeFile(join(root, 'schemas', one.name), jsonSchemaText(one));
    say(`schemas/${one.name}  ${one.title}`);
  }
  return 0;
}
