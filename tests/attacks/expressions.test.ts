/**
 * Every regular expression of the program, by a prover: no text, however it is made, may take a time that grows with
 * the cube of its length or worse. What grows with the square is held by the limits on what is read (growth.test.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from 'recheck';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');
/** These start something when they are loaded, or belong to a browser; what they contain is read, not run. */
const NOT_LOADED = /^(?:main\.ts|emulator\/page\/)/;
const PROOF_MS = 1000;
const ALL_PROOFS_MS = 300_000;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** The expressions that stand in the text of a file. */
function written(file: string): RegExp[] {
  const found: RegExp[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      if ('regex' in node && isRegex(node.regex))
        found.push(new RegExp(node.regex.pattern, node.regex.flags));
      Object.values(node).forEach(walk);
    }
  };
  walk(parseSync(file, readFileSync(join(SRC, file), 'utf8')).program);
  return found;
}

const isRegex = (value: unknown): value is { readonly pattern: string; readonly flags: string } =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;

/** The expressions that are put together when the program is loaded. */
async function composed(): Promise<RegExp[]> {
  const { RegExp: original } = globalThis;
  const made: RegExp[] = [];
  globalThis.RegExp = new Proxy(original, {
    construct(target, args) {
      const one = Reflect.construct(target, args) as RegExp;
      if (new Error().stack?.includes('/src/') === true) made.push(one);
      return one;
    },
  });
  try {
    for (const file of files.filter((one) => !NOT_LOADED.test(one))) {
      await import(pathToFileURL(join(SRC, file)).href);
    }
  } finally {
    globalThis.RegExp = original;
  }
  return made;
}

/** How the time grows at worst; undefined where it is sure to be harmless or nothing could be found out. */
async function growth({ source, flags }: RegExp): Promise<string | undefined> {
  const found = await check(source, flags, { timeout: PROOF_MS });
  if (found.status !== 'vulnerable') return undefined;
  const { complexity } = found;
  return complexity.type === 'polynomial' && complexity.degree <= 2 ? undefined : complexity.summary;
}

describe('regular expressions', () => {
  it('the prover sees one that takes for ever', async () => {
    expect(await growth(/^(?:[0-9]+[年月日]*)+$/)).toContain('exponential');
  });

  it(
    'none of the program takes for ever on any text',
    async () => {
      const all = new Map(
        [...files.flatMap(written), ...(await composed())].map((one) => [String(one), one]),
      );
      expect(all.size).toBeGreaterThan(500);
      const slow: string[] = [];
      for (const [text, one] of all) {
        const found = await growth(one);
        if (found !== undefined) slow.push(`${found}: ${text}`);
      }
      expect(slow).toEqual([]);
    },
    ALL_PROOFS_MS,
  );
});
