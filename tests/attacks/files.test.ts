/** Names and contents of files, going out through the real SDK and coming in from her. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvTable, decoded } from '../../src/ledger/csv.ts';
import { type Edge, startEdge } from '../feishu/edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.close());

describe('a file name that attacks', () => {
  it.each([
    'a"; filename="b.exe',
    '稿.docx\r\nContent-Type: text/html\r\n\r\n<script>',
    '稿.docx\r\n--boundary--\r\n',
    '../../etc/passwd',
    '张\u202excod.exe',
    `${'敏'.repeat(300)}.docx`,
    'CON.docx',
    '%00%0d%0a.docx',
  ])('%j is uploaded as one file of that name, or refused, and nothing else', async (name) => {
    const { side } = edge.emulator;
    const before = side.transcript().length;
    const bytes = Buffer.from('PK-the-bytes');
    const person = side.setPerson('张敏').openId;
    const uuid = `file-${before}`;
    const delivered = await edge.feishu.deliver({ uuid, to: { person }, content: { file: { name, bytes } } });
    expect(['sent', 'refused']).toContain(delivered.outcome);
    const sent = side.transcript().slice(before);
    expect(sent.map(({ type }) => type)).toEqual(delivered.outcome === 'sent' ? ['file'] : []);
    for (const { file, text } of sent) {
      // A line end in a value of a form is CRLF on its way.
      expect(text.replaceAll('\r\n', '\n')).toBe(name.replaceAll('\r\n', '\n'));
      expect(side.file(file?.key ?? '')?.bytes).toEqual(bytes);
    }
  });
});

describe('a sheet that attacks', () => {
  const rows = [
    ["=cmd|' /C calc'!A0", '@SUM(1)', '+1+1', '-1+1'],
    ['=HYPERLINK("https://evil.example","点")', '=1+1', '\t=1', "'=1"],
  ];
  const csv = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

  it('is read as the text that stands in its cells', () => {
    const { rows: read } = csvTable(decoded(Buffer.from(csv)) ?? '');
    expect(read.map((row) => row.map(String))).toEqual(rows.map((row) => row.map((cell) => cell.trim())));
  });
});
