import { describe, expect, it } from 'vitest';
import { CallFailure, failureOf, outcomeOf } from '../../src/feishu/errors.ts';
import type { Delivered } from '../../src/feishu/port.ts';

const said = (code: number, status = 400, headers = {}) =>
  failureOf({ response: { status, headers, data: { code, msg: 'x', error: { log_id: 'L1' } } } });

describe('what a failed call means', () => {
  it.each([
    [230020, 400, { outcome: 'again', wait: 1000, code: '230020' }],
    [99991400, 429, { outcome: 'again', wait: 1000, code: '99991400' }],
    [99991403, 400, { outcome: 'refused', scope: 'app', code: '99991403' }],
    [99991672, 400, { outcome: 'refused', scope: 'app', code: '99991672' }],
    [230013, 400, { outcome: 'refused', scope: 'person', code: '230013' }],
    [230053, 400, { outcome: 'refused', scope: 'person', code: '230053' }],
    [230029, 400, { outcome: 'refused', scope: 'person', code: '230029' }],
    [230110, 400, { outcome: 'refused', scope: 'message', code: '230110' }],
    [230031, 400, { outcome: 'refused', scope: 'message', code: '230031' }],
    [232096, 400, { outcome: 'again', wait: 600_000, code: '232096' }],
    [230001, 400, { outcome: 'refused', scope: 'message', code: '230001' }],
    [987654, 400, { outcome: 'refused', scope: 'message', code: '987654' }],
    // A business error under HTTP 200 is no different.
    [234010, 200, { outcome: 'refused', scope: 'message', code: '234010' }],
  ])('%i (HTTP %i)', (code, status, outcome) => {
    expect(outcomeOf(said(code, status), false)).toEqual(outcome);
  });

  /** Every code that the platform's documentation names for what we call. */
  it.each<[string, Partial<Delivered>, readonly number[]]>([
    ['comes again by itself', { outcome: 'again' }, [99991400, 230020, 230049, 234041, 234042, 232096]],
    ['wants a new token', { outcome: 'again' }, [99991661, 99991663, 99991664, 99991665, 234002]],
    [
      'stops everything until somebody mends the app',
      { outcome: 'refused', scope: 'app' },
      [99991403, 99991401, 99991662, 99991673, 230006, 234007, 99991672, 230027, 10003, 10014, 10015],
    ],
    [
      'is for good for this person or chat',
      { outcome: 'refused', scope: 'person' },
      [
        ...[99992351, 99992356, 230002, 230013, 230018, 230029, 230034],
        ...[230035, 230036, 230038, 230053, 230075, 232009],
      ],
    ],
    [
      'is for good for this message',
      { outcome: 'refused', scope: 'message' },
      [
        ...[99992354, 230001, 230011, 230017, 230022, 230025, 230028, 230031, 230050, 230054, 230055],
        ...[230071, 230072, 230099, 230110, 230111, 234001, 234003, 234004, 234006, 234010, 234011],
        ...[234037, 234038, 234039, 234043],
      ],
    ],
  ])('%s', (_, outcome, codes) => {
    for (const code of codes) expect(outcomeOf(said(code), false), String(code)).toMatchObject(outcome);
  });

  it('waits as long as the platform says, at most ten minutes', () => {
    const limited = (reset: string) =>
      outcomeOf(said(99991400, 400, { 'x-ogw-ratelimit-reset': reset }), false);
    expect(limited('7')).toMatchObject({ outcome: 'again', wait: 7000 });
    expect(limited('100000')).toMatchObject({ wait: 600_000 });
    expect(limited('soon')).toMatchObject({ wait: 1000 });
  });

  it('knows which network errors leave it open whether something was sent', () => {
    const network = (code: string) => outcomeOf(failureOf({ code }), false).outcome;
    for (const code of ['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE'])
      expect(network(code)).toBe('unknown');
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) expect(network(code)).toBe('again');
    expect(outcomeOf(failureOf({ code: 'ECONNRESET' }), true).outcome).toBe('again');
  });

  it('takes an error of the server as possibly sent, and one from in between as not', () => {
    expect(outcomeOf(new CallFailure('http-502', 502), false).outcome).toBe('unknown');
    expect(outcomeOf(new CallFailure('http-403', 403), false)).toMatchObject({
      outcome: 'again',
      wait: 60_000,
    });
  });

  it('carries nothing of the request', () => {
    const error = {
      config: { data: '秘密', headers: { Authorization: 'Bearer t-1' } },
      response: { status: 500 },
    };
    expect(JSON.stringify(failureOf(error)) + failureOf(error).stack).not.toMatch(/秘密|t-1/);
  });

  it('does not take our own mistakes for the platform’s', () => {
    expect(() => failureOf(new TypeError('x is undefined'))).toThrow(TypeError);
  });
});
