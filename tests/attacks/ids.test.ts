/** Ids that look like patterns, tags or parts of a key lead to one key each, in the partition of their own. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  alarmDayKey,
  chatKey,
  chatOwnerKey,
  dayKey,
  doorKeys,
  partitionOf,
  personKey,
  reportKeys,
} from '../../src/store/keys.ts';

const IDS = [
  '*',
  '?',
  '[a-z]',
  '{p00}',
  '}:r:{',
  ':',
  '::',
  '',
  ' ',
  '\n',
  '\r\nFLUSHALL\r\n',
  '__proto__',
  '\u0000',
  '党',
];
const id = fc.oneof(fc.constantFrom(...IDS), fc.string({ unit: 'binary' }));

it('the first tag in braces is the one of the partition, whatever the id', () => {
  fc.assert(
    fc.property(id, id, (one, other) => {
      const { taken, pending: _, active: __, look: ___, dead: ____, ...own } = reportKeys(one);
      const both = `${one}:${other}`;
      const keys: readonly (readonly [string, string])[] = [
        ...Object.values(own).map((key) => [key, partitionOf(one)] as const),
        [taken(other), partitionOf(one)],
        ...[personKey(one, other), chatOwnerKey(one, other), dayKey(one, other, '2026-11-28')].map(
          (key) => [key, partitionOf(both)] as const,
        ),
        ...Object.values(doorKeys(one, other)).map((key) => [key, partitionOf(both)] as const),
        [chatKey(one), 'app'],
        [alarmDayKey('scope', one), 'app'],
      ];
      for (const [key, tag] of keys) expect(/^sz:\{([^{}]*)\}:/.exec(key)?.[1]).toBe(tag);
    }),
  );
});

it('two reports never share a key', () => {
  fc.assert(
    fc.property(id, id, (one, other) => {
      fc.pre(one !== other);
      const { taken: _, pending: __, active: ___, look: ____, dead: _____, ...first } = reportKeys(one);
      const { taken: a, pending: b, active: c, look: d, dead: e, ...second } = reportKeys(other);
      const keys = new Set<string>(Object.values(first));
      for (const key of Object.values(second)) expect(keys.has(key)).toBe(false);
      expect([a, b, c, d, e]).toHaveLength(5);
    }),
  );
});
