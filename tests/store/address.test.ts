import { describe, expect, it } from 'vitest';
import { parseRedisUrl, RedisUrlError } from '../../src/store/address.ts';

describe('REDIS_URL', () => {
  it.each([
    ['redis://h', { form: 'single', tls: false, nodes: [{ host: 'h', port: 6379 }], shown: 'redis://h' }],
    [
      'rediss://u:p%40%25@h:1/2',
      { tls: true, username: 'u', password: 'p@%', db: 2, shown: 'rediss://h:1/2' },
    ],
    ['redis://:a@b@h:1', { password: 'a@b', nodes: [{ host: 'h', port: 1 }], shown: 'redis://h:1' }],
    ['redis://[::1]:7', { nodes: [{ host: '::1', port: 7 }] }],
    [
      'redis+sentinel://:p@a:1,b/main',
      {
        form: 'sentinel',
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 26379 },
        ],
        master: 'main',
        password: 'p',
      },
    ],
    [
      'rediss+cluster://a:1,b:2',
      {
        form: 'cluster',
        tls: true,
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
      },
    ],
  ])('%s is understood', (url, expected) => {
    expect(parseRedisUrl(url)).toMatchObject(expected);
  });

  it.each([
    ['', /Write it as redis:\/\/host/],
    ['localhost:6379', /Write it as/],
    ['http://:secret@h', /Write it as/],
    ['redis://:secret@h:99999', /"h:99999" is not host:port/],
    ['redis://:secret@a,b', /several hosts need/],
    ['redis://secret@h', /user:password@/],
    ['redis://:secret%@h', /percent-encoded/],
    ['redis://:secret@h/zero', /"zero" is not the number/],
    ['redis+sentinel://:secret@a:1', /name of the master/],
    ['redis+cluster://:secret@a:1/3', /no database number/],
    ['redis://:secret@h?family=6', /Write it as/],
  ])('%s is refused with the mend, without the password', (url, message) => {
    expect(() => parseRedisUrl(url)).toThrow(RedisUrlError);
    expect(() => parseRedisUrl(url)).toThrow(message);
    expect(() => parseRedisUrl(url)).not.toThrow(/secret/);
  });
});
