import { expect, it } from 'vitest';
import { schemas } from '../../src/store/schemas.ts';
import { decode, decodeList, StoredFormatError } from '../../src/store/stored.ts';

it.each(['2026-02-30', '2026-13-01', '20261120', '', '0', '2026-11-20T00:00:00Z'])(
  'a stored day that there is not is unreadable, not a crash later on: %s',
  (day) => {
    const reminders = () => decode(schemas.reminders, JSON.stringify({ deadline: day }), 'k', 'remind');
    expect(reminders).toThrow(StoredFormatError);
    const screens = [{ version: 1, view: { at: 'remind', day }, notes: [] }];
    expect(() => decodeList(schemas.screen, JSON.stringify(screens), 'k', 'screens')).toThrow(
      StoredFormatError,
    );
  },
);

it.each([-1, 8.64e15, 1e21, null])('a stored moment without a day is unreadable as well: %s', (at) => {
  const state = { status: 'given', value: 12, version: 1, source: { by: 'ou_me', at, via: 'om_1' } };
  expect(() => decode(schemas.fact, JSON.stringify(state), 'k', 'f')).toThrow(StoredFormatError);
  const wanted = { number: 1, by: 'ou_me', at };
  expect(() => decode(schemas.wanted, JSON.stringify(wanted), 'k', 'w')).toThrow(StoredFormatError);
});
