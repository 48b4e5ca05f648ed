/** @module What can be seen by sending: a text twice with one uuid, a file, cards near the limit. Nobody has to answer. */
import { randomUUID } from 'node:crypto';
import type { Probe } from '../feishu/probe.ts';
import { note, ok, type Tell, wrong } from './finding.ts';
import type { Mail } from './mail.ts';
import { refused } from './platform.ts';
import type { Notebook } from './questions.ts';

/** False when this person cannot be written to. */
export async function checkText(mail: Mail, tell: Tell, notebook: Notebook): Promise<boolean> {
  const uuid = `doctor-${randomUUID()}`;
  const content = { text: '述职助手自检：这几条消息用完会撤回，请按下面卡片上的话做。' };
  const first = await mail.send('text', content, uuid);
  if (first.id === undefined) {
    tell(refused('send', '给测试人发消息', first));
    return false;
  }
  tell(ok('send', '能给测试人发消息'));
  const again = await mail.send('text', content, uuid);
  const evidence = { code: again.code, sameMessage: again.id === first.id };
  if (again.id === undefined) {
    notebook.settle('repeated-uuid', `错误码 ${again.code}`, evidence);
    tell(note('uuid', `同一条消息重发，飞书回答错误码 ${again.code}，没有再发一条`, undefined, evidence));
  } else if (again.id === first.id) {
    notebook.settle('repeated-uuid', '第一条消息', evidence);
    tell(ok('uuid', '同一条消息重发，不会变成两条', evidence));
  } else {
    notebook.settle('repeated-uuid', '又发了一条新消息', evidence);
    tell(
      wrong(
        'uuid',
        '同一条消息重发，变成了两条：网络不好时，大家可能收到重复的消息',
        '这不该发生：请把这份自检结果发给维护人员',
        evidence,
      ),
    );
  }
  return true;
}

const FILE_NAME = '述职助手自检.txt';

/** Without a person, only the upload is seen. */
export async function checkFile(probe: Probe, mail: Mail | undefined, tell: Tell): Promise<void> {
  const bytes = Buffer.from('述职助手自检用的文件，可以不管。\n', 'utf8');
  const uploaded = await probe.upload(FILE_NAME, bytes);
  if (uploaded.code !== '0') {
    tell(refused('file', '上传文件', uploaded));
    return;
  }
  if (mail === undefined) {
    tell(ok('file', '能上传文件（没有测试人，没有发出去）'));
    return;
  }
  const sent = await mail.send('file', { file_key: uploaded.body });
  tell(
    sent.id === undefined
      ? refused('file', '文件传上去了，发给测试人', sent)
      : ok('file', '能上传并发送文件'),
  );
}

/** Around what "30 KB" may mean. */
const SIZES = [30_000, 30_720, 30_721] as const;

export async function measureCards(
  mail: Mail,
  cardOfSize: (bytes: number) => string,
  notebook: Notebook,
): Promise<void> {
  const seen: string[] = [];
  for (const size of SIZES) {
    const { id, code } = await mail.send('interactive', cardOfSize(size));
    seen.push(`${size} 字节${id === undefined ? `不收（${code}）` : '收'}`);
  }
  notebook.settle('size-limits', seen.join('，'), seen);
}
