/**
 * Whole conversations, word for word. A file under tests/transcripts holds what she does; what the bot answers stands
 * below each line. `UPDATE=1 npx vitest run tests/flow/transcripts.test.ts` writes the answers anew: read the change
 * as the person who will receive it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from '../../src/flow/reminders/plan.ts';
import { kinds } from '../support/office.ts';
import { actionsOf, emptyReport, fieldsOf, interview, textOf } from './support.ts';

const FOLDER = 'tests/transcripts';
const kind = kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const flow = { ...kind.flow, plan: DEFAULT_PLAN };

type Talk = ReturnType<typeof interview>;

/** What one line of a transcript does. */
function act(talk: Talk, line: string): void {
  const [, verb = '', words = ''] = /^(她打开会话|她说：|她点：|她填：|过了 )(.*)$/.exec(line) ?? [];
  switch (verb) {
    case '她打开会话':
      talk.opens();
      return;
    case '她说：':
      talk.says(words.replaceAll('⏎', '\n'));
      return;
    case '她点：':
      talk.taps(words);
      return;
    case '她填：': {
      const [fields = '', button = ''] = words.split(' → ');
      talk.taps(button, formOf(talk, fields));
      return;
    }
    case '过了 ':
      talk.waits(Number.parseInt(words, 10) * 86_400_000);
      return;
    default:
      throw new Error(`not understood: ${line}`);
  }
}

function formOf(talk: Talk, fields: string): Record<string, string> {
  return Object.fromEntries(
    fields.split('；').map((pair) => {
      const [label = '', value = ''] = pair.split('=');
      const field = fieldsOf(talk.screen).find((one) => one.label.replace(/（.*）$/, '') === label);
      if (field === undefined) throw new Error(`no field ${label} on: ${textOf(talk.screen)}`);
      return [field.fact, value];
    }),
  );
}

/** The bot's answer, indented below what she did. */
function answer(talk: Talk, before: number): string {
  if (talk.report.version === before) return '    （没有新消息）';
  const buttons = actionsOf(talk.screen)
    .map(({ label }) => `〔${label}〕`)
    .join('');
  return [...textOf(talk.screen).split('\n'), buttons]
    .filter((line) => line !== '')
    .map((line) => `    ${line}`)
    .join('\n');
}

describe('a conversation', () => {
  it.each(readdirSync(FOLDER))('%s', (file) => {
    const path = join(FOLDER, file);
    const written = readFileSync(path, 'utf8').trimEnd();
    const talk = interview(flow, emptyReport({ kind: 'project-branch' }));
    const lines = written.split('\n').filter((line) => !line.startsWith('    ') && line !== '');
    const played = lines.map((line) => {
      if (line.startsWith('#')) return line;
      const before = talk.report.version;
      act(talk, line);
      return line.startsWith('过了') ? line : `${line}\n${answer(talk, before)}`;
    });
    const whole = played.join('\n\n');
    if (process.env['UPDATE'] === '1') writeFileSync(path, `${whole}\n`);
    else expect(whole).toBe(written);
  });
});
