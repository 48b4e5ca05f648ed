import { describe, expect, it } from 'vitest';
import { sdkLogger } from '../../src/feishu/log.ts';

const SECRETS = ['支委会十二次', 't-g1044abc', 'demo-secret', 'ticket=abc', 'Bearer'];

function logged(...args: unknown[]): string {
  const lines: unknown[] = [];
  const write = (fields: object, message: string) => lines.push([fields, message]);
  sdkLogger({ debug: write, info: write, warn: write, error: write }).error(...args);
  return JSON.stringify(lines);
}

describe('the log of the SDK', () => {
  it('keeps its own sentences, up to where they quote', () => {
    expect(
      logged(['[ws]', 'no pong/inbound within 30s of last ping, terminating to trigger reconnect']),
    ).toContain('no pong/inbound within 30s');
    const quoted =
      'invoke event failed, message_type: event; message_id: m1; trace_id: t; error: 支委会十二次';
    expect(logged(['[ws]', quoted])).toBe(
      '[[{},"sdk: [ws] invoke event failed, message_type: event; message_id: m1"]]',
    );
  });

  it('says where a call failed, and not with what', () => {
    const error = {
      message: '支委会十二次',
      config: {
        method: 'POST',
        url: 'http://127.0.0.1:1/open-apis/im/v1/messages?ticket=abc',
        data: { app_secret: 'demo-secret', content: '支委会十二次' },
        headers: { Authorization: 'Bearer t-g1044abc' },
      },
      response: { status: 400, data: { code: 230001, msg: '支委会十二次', error: { log_id: '2026' } } },
    };
    expect(logged([[error]])).toBe(
      `[[${JSON.stringify({
        method: 'POST',
        path: '/open-apis/im/v1/messages',
        status: 400,
        code: 230001,
        logId: '2026',
      })},"sdk: message withheld"]]`,
    );
  });

  it('withholds everything else', () => {
    const log = logged([...SECRETS, { data: SECRETS }, new Error(SECRETS.join()), [[SECRETS]], undefined, 7]);
    for (const secret of SECRETS) expect(log).not.toContain(secret);
    expect(log).toContain('withheld');
  });
});
