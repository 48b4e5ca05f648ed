import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom. `types`: only with `import type`. Files at the top of src/ join the rest and may import anything. */
const TABLE: Readonly<
  Record<string, { readonly code?: readonly string[]; readonly types?: readonly string[] }>
> = {
  flow: { types: ['report'] },
  /** Bytes only. */
  zip: {},
  ledger: { code: ['zip'], types: ['flow'] },
  checks: { types: ['flow'] },
  report: { code: ['zip'], types: ['flow'] },
  store: { types: ['flow'] },
  jobs: { types: ['flow', 'store'] },
  feishu: { types: ['flow', 'store'] },
  app: { code: ['flow', 'report', 'ledger', 'checks'], types: ['store', 'feishu', 'jobs'] },
  ops: { code: ['flow'], types: ['app', 'feishu', 'store', 'jobs', 'doctor'] },
  doctor: { types: ['feishu', 'store'] },
  cli: { code: ['flow', 'report', 'app'] },
  emulator: {},
};
/** Libraries that only one room may know. */
const ONLY_IN: Readonly<Record<string, string>> = {
  '@larksuiteoapi/node-sdk': 'feishu',
  ioredis: 'store',
  bullmq: 'jobs',
  handlebars: 'report',
  'prom-client': 'ops',
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'page' ? [] : filesBelow(path);
    return path.endsWith('.ts') ? [path] : [];
  });

const importsOf = (path: string): Import[] =>
  [
    ...readFileSync(path, 'utf8').matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm),
  ].map(([whole, type, to = '']) => {
    const names =
      /\{([^}]*)\}/
        .exec(whole)?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [];
    const inline =
      names.filter((name) => name !== '').every((name) => name.startsWith('type ')) && names.length > 0;
    return { from: path, to, typeOnly: type !== undefined || inline };
  });

const imports = filesBelow('src').flatMap(importsOf);
const roomOf = (path: string): string => relative('src', path).split('/').slice(0, -1)[0] ?? '';
const target = ({ from, to }: Import): string => normalize(join(dirname(from), to));

describe('imports', () => {
  it('finds the imports that it is to judge', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(TABLE))('%s imports only what it may', (room, { code = [], types = [] }) => {
    const wrong = imports
      .filter((one) => roomOf(one.from) === room && one.to.startsWith('.'))
      .filter((one) => {
        const other = roomOf(target(one));
        if (other === room || code.includes(other)) return false;
        return !(one.typeOnly && types.includes(other));
      })
      .map((one) => `${one.from} → ${one.to}`);
    expect(wrong).toEqual([]);
  });

  it('keeps each library in its room', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = Object.entries(ONLY_IN).find(
        ([library]) => to === library || to.startsWith(`${library}/`),
      )?.[1];
      return room !== undefined && roomOf(from) !== room;
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('knows every room', () => {
    const rooms = new Set(
      filesBelow('src')
        .map(roomOf)
        .filter((room) => room !== ''),
    );
    expect([...rooms].sort()).toEqual(Object.keys(TABLE).sort());
  });

  it('has no circles', () => {
    const next = new Map<string, string[]>();
    for (const one of imports.filter(({ to, typeOnly }) => to.startsWith('.') && !typeOnly)) {
      next.set(one.from, [...(next.get(one.from) ?? []), target(one)]);
    }
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const other of next.get(file) ?? []) visit(other, [...path, file]);
      done.add(file);
    };
    for (const file of next.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });
});
