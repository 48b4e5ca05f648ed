import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.ts';
import { previewDocx } from '../../src/emulator/side/docx.ts';
import { closeAll, feishuFor, person, sdkClient, sendText } from './helpers.ts';

afterEach(closeAll);

const post = (feishu: Emulator, action: string, body: object) =>
  fetch(`${feishu.url}/__emu/${action}`, { method: 'POST', body: JSON.stringify(body) });

/** `fetch` does not let one choose the Host header. */
function statusFor(
  feishu: Emulator,
  path: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${feishu.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

describe('the side API over HTTP', () => {
  test('say, then read the transcript', async () => {
    const feishu = await feishuFor();
    const said = await (await post(feishu, 'say', { person: '张敏', text: '好' })).json();
    const transcript = await (
      await fetch(`${feishu.url}/__emu/transcript?person=${encodeURIComponent('张敏')}`)
    ).json();
    const { messageId } = said as { messageId: string };
    expect(transcript).toMatchObject([{ messageId, text: '好', sender: '张敏', from: 'person' }]);
  });

  test('mistakes of the caller are said', async () => {
    const feishu = await feishuFor();
    const unknown = await post(feishu, 'say', { person: '不认识的人', text: '好' });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toEqual({ error: 'nobody is called 不认识的人' });
    expect((await post(feishu, 'say', { who: '张敏' })).status).toBe(400);
    expect((await post(feishu, 'nothing', {})).status).toBe(404);
  });

  test.each([
    ['its own name', { host: '127.0.0.1:80' }, 200],
    ['localhost', { host: 'localhost:1234', origin: 'http://localhost:1234' }, 200],
    ['a name that leads here', { host: 'rebound.example' }, 403],
    ['a page of another site', { host: '127.0.0.1', origin: 'https://evil.example' }, 403],
  ])('asked by %s', async (_who, headers, status) => {
    const feishu = await feishuFor();
    expect(await statusFor(feishu, '/__emu/people', headers)).toBe(status);
    expect(await statusFor(feishu, '/', headers)).toBe(status);
  });

  test('changes are streamed', async () => {
    const feishu = await feishuFor();
    const response = await fetch(`${feishu.url}/__emu/stream`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    feishu.side.say({ person: '张敏', text: '好' });
    let seen = '';
    while (!seen.includes('event: message')) seen += (await reader?.read())?.value ?? '';
    expect(seen).toContain('"text":"好"');
    await reader?.cancel();
  });

  test('a file is downloaded under its name', async () => {
    const feishu = await feishuFor();
    const file = { name: '述职 报告.docx', base64: Buffer.from('正文').toString('base64') };
    const { messageId } = feishu.side.say({ person: '张敏', file });
    const key = feishu.side.message(messageId)?.file?.key;
    const response = await fetch(`${feishu.url}/__emu/files/${key}`);
    expect(await response.text()).toBe('正文');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
  });

  test('secrets are masked in the calls', async () => {
    const feishu = await feishuFor();
    await sendText(sdkClient(feishu), person(feishu, '张敏').openId, '好');
    const calls = JSON.stringify(feishu.side.calls());
    expect(calls).not.toContain(feishu.appSecret);
    expect(calls).not.toContain('t-');
    feishu.side.resetCalls();
    expect(feishu.side.counters()).toEqual({});
  });

  test('waiting in vain says how far the chat got', async () => {
    const feishu = await feishuFor();
    feishu.side.say({ person: '张敏', text: '支委会十二次' });
    await expect(feishu.side.waitFor(() => false, 10)).rejects.toThrow('支委会十二次');
  });
});

async function tokenOf({ url, appId, appSecret }: Emulator): Promise<string> {
  const response = await fetch(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app_id: appId, app_secret: appSecret }),
  });
  return ((await response.json()) as { tenant_access_token: string }).tenant_access_token;
}

describe('the state file', () => {
  test('keeps people, messages, files, uuids and tokens over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    const stateFile = join(folder, 'state.json');
    const first = await startEmulator({ stateFile });
    const { openId } = person(first, '张敏');
    await sendText(sdkClient(first), openId, '您好', 'u-1');
    first.side.say({ person: '张敏', file: { name: '稿.docx', base64: 'QUJD' } });
    first.side.setPerson('赵六', 230053);
    const token = await tokenOf(first);
    await first.close();

    const second = await startEmulator({ stateFile });
    await sendText(sdkClient(second), openId, '您好', 'u-1');
    expect(await tokenOf(second)).toBe(token);
    const [hello, file] = second.side.transcript({ person: '张敏' });
    expect(second.side.transcript()).toHaveLength(2);
    expect(hello).toMatchObject({ text: '您好', uuid: 'u-1' });
    expect(second.side.file(file?.file?.key ?? '')?.bytes.toString()).toBe('ABC');
    expect(person(second, '赵六').refuseWith).toBe(230053);
    await second.close();
    expect(await readdir(folder)).toEqual(['state.json']);
    await rm(folder, { recursive: true });
  });

  test('a foreign file is refused and left alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    const stateFile = join(folder, 'notes.json');
    await writeFile(stateFile, '{"mine":true}');
    await expect(startEmulator({ stateFile })).rejects.toThrow();
    expect(await readFile(stateFile, 'utf8')).toBe('{"mine":true}');
    await rm(folder, { recursive: true });
  });
});

describe('the preview of a Word file', () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const docx = (body: string, styles = '') =>
    Buffer.from(
      zipSync({
        'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`),
        'word/styles.xml': strToU8(`<w:styles ${W}>${styles}</w:styles>`),
      }),
    );

  test('paragraphs with the look of their styles', () => {
    const styles =
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:ind w:firstLineChars="200"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="0"/>' +
      '<w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>';
    const body =
      '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>述职报告</w:t></w:r></w:p><w:p/>' +
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>一是</w:t></w:r><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>A &amp; B</w:t></w:r></w:p>';
    expect(previewDocx(docx(body, styles))).toEqual([
      { align: 'center', indent: false, face: 'title', size: 44, runs: [{ text: '述职报告' }] },
      { indent: true, runs: [] },
      {
        indent: true,
        runs: [
          { text: '一是', bold: true },
          { text: 'A & B', highlight: true },
        ],
      },
    ]);
  });

  test('tables row by row', () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    expect(previewDocx(docx(`<w:tbl><w:tr>${cell('支委会')}${cell('12')}</w:tr></w:tbl>`))).toEqual([
      { runs: [], cells: ['支委会', '12'] },
    ]);
  });

  test('something else has none', () => {
    expect(previewDocx(Buffer.from('not a zip'))).toEqual([]);
  });
});
