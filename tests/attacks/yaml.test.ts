/** A file of flows, facts or a unit's own text that means harm: a sentence with its line, or plain data, never more. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../src/app/library-yaml.ts';

const anything = z.record(z.string(), z.unknown());
const read = (source: string, schema: z.ZodType = anything) => readYaml('flows/x.yaml', source, schema);
const refused = (source: string) => {
  const answer = read(source);
  if (!('problems' in answer)) throw new Error(`taken: ${JSON.stringify(answer.located.value)}`);
  return answer.problems;
};

describe('a YAML file that', () => {
  it.each([
    ['calls a function', 'a: !!js/function "function () { process.exit(7) }"'],
    ['calls a constructor', 'a: !!js/undefined ""'],
    ['is of another language', 'a: !!python/object/apply:os.system ["exit 7"]'],
    ['names a thing that is not there', 'a: *nothing'],
    ['says a key twice', 'a: 1\na: 2'],
    ['opens what it does not close', 'a: [1, {b: "x'],
  ])('%s is refused with its line', (_, source) => {
    const [problem] = refused(source);
    expect(problem).toMatchObject({ file: 'flows/x.yaml', line: expect.any(Number) });
    expect(problem?.message).toMatch(/\p{Script=Han}/u);
  });

  it('multiplies itself is refused, and not unfolded', () => {
    const rows = Array.from(
      { length: 12 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(`*l${n}`).join(', ')}]`,
    );
    const bomb = ['l0: &l0 [x, x, x, x, x, x, x, x, x, x]', ...rows].join('\n');
    const [problem] = refused(bomb);
    expect(problem?.file).toBe('flows/x.yaml');
    expect(problem?.message).toMatch(/\p{Script=Han}/u);
  });

  it('holds itself is refused', () => {
    expect(refused('a: &a\n  b: *a')[0]?.message).toMatch(/\p{Script=Han}/u);
  });

  it('names what every object inherits gives plain data, and changes nothing for others', () => {
    const answer = read('__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    if ('located' in answer) {
      expect(Object.getPrototypeOf(answer.located.value)).toBe(Object.prototype);
      expect(Reflect.get(answer.located.value as object, 'polluted')).toBeUndefined();
    }
  });

  it('is deeper than anybody writes is refused or read, and the program lives', () => {
    const deep = `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    expect(() => read(deep)).not.toThrow();
  });
});
