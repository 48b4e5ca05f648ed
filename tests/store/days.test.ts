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
