import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedBy, clickedOf, NAME_LIMIT, nameOf } from '../../src/feishu/op-code.ts';
import { anyOp } from './screens.ts';

const anyClick = fc.record({
  report: fc.string({ minLength: 1, maxLength: 12 }),
  version: fc.nat(),
  op: anyOp,
});

describe('what a button carries', () => {
  it('comes back whole from its value', () => {
    fc.assert(
      fc.property(anyClick, (clicked) => {
        const carried: unknown = JSON.parse(JSON.stringify(carriedBy(clicked)));
        expect(clickedOf(carried, undefined, [])).toEqual(clicked);
        expect(clickedOf(JSON.stringify(carried), undefined, [])).toEqual(clicked);
      }),
    );
  });

  it('comes back from its name alone, except for facts that make it too long', () => {
    fc.assert(
      fc.property(anyClick, fc.nat(5), (clicked, ordinal) => {
        const name = nameOf(clicked, ordinal);
        expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
        expect(name.length).toBeLessThanOrEqual(NAME_LIMIT);
        const back = clickedOf(undefined, name, []);
        expect(back).toMatchObject({ report: clicked.report, version: clicked.version });
        if (/^[a-z]/.test(name)) expect(back).toEqual(clicked);
        else expect(back?.op.op).toBe('open');
      }),
    );
  });

  it('with too long a name is about the facts whose inputs came along, never about a whole card', () => {
    const facts = Array.from({ length: 6 }, (_, index) => `aFactWithARatherLongName${index}`);
    const op = { op: 'none', card: 'meetings', facts } as const;
    const name = nameOf({ report: 'r1', version: 3, op }, 0);
    expect(name).toBe('N.3.r1.meetings');
    expect(clickedOf({}, name, facts)?.op).toEqual(op);
    expect(clickedOf({}, name, [])?.op).toEqual({ op: 'open', card: 'meetings' });
  });

  it('is nothing when neither value nor name is known', () => {
    fc.assert(
      fc.property(fc.anything(), fc.option(fc.string(), { nil: undefined }), (value, name) => {
        expect(() => clickedOf(value, name, [])).not.toThrow();
      }),
    );
    expect(clickedOf({ sid: 's_1', op: 'submit' }, 'submit_q3', [])).toBeUndefined();
  });
});
