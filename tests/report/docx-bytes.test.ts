import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeDocx } from '../../src/report/docx/index.ts';
import { constant, fact, paragraph, properties, signed, title } from './support-docx.ts';

const of = (count: string, created = properties.created): Uint8Array =>
  writeDocx(
    [
      title('述职报告'),
      paragraph(constant('讲党课'), fact(count), constant('次。')),
      signed('柳湾村党支部', '2026年12月18日'),
    ],
    { ...properties, created },
  );
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the same facts give the same bytes', () => {
  test('written twice', () => {
    expect(digest(of('4'))).toBe(digest(of('4')));
  });

  test('another figure or another time gives others', () => {
    expect(digest(of('5'))).not.toBe(digest(of('4')));
    expect(digest(of('4', properties.created + 1000))).not.toBe(digest(of('4')));
  });

  test('in any time zone, also where the clock jumps at that hour', () => {
    // On 2026-03-29 no clock in Berlin reads 02:30.
    const created = Date.UTC(2026, 2, 29, 2, 30);
    const module = fileURLToPath(new URL('../../src/report/docx/index.ts', import.meta.url));
    const script = `
      import { createHash } from 'node:crypto';
      import { writeDocx } from ${JSON.stringify(module)};
      const bytes = writeDocx([], { title: '', creator: '', created: ${created} });
      console.log(createHash('sha256').update(bytes).digest('hex'));`;
    const inZone = (TZ: string): string =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }).trim();
    const here = digest(writeDocx([], { title: '', creator: '', created }));
    for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'Pacific/Kiritimati'])
      expect(inZone(zone)).toBe(here);
  });

  test('times that a zip cannot hold are no error, a time that is none is', () => {
    expect(of('4', 0).length).toBeGreaterThan(1000);
    expect(of('4', Date.UTC(2150, 0)).length).toBeGreaterThan(1000);
    expect(() => of('4', Number.NaN)).toThrow(RangeError);
  });
});
