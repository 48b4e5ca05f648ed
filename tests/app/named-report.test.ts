import { describe, expect, it } from 'vitest';
import { kindNamed } from '../../src/app/named-report.ts';

const KINDS = [
  { id: 'agency', title: '机关党支部（事业单位）书记机关党建述职' },
  { id: 'bureau', title: '局党委书记党建述职' },
  { id: 'office', title: '机关处室党支部书记述职' },
  { id: 'project', title: '项目党支部书记抓党建述职' },
  { id: 'duty', title: '项目党支部书记兼项目经理述职述廉' },
];

describe('which report a message names', () => {
  it.each([
    ['4', 'project'],
    ['４', 'project'],
    ['第四种', 'project'],
    ['我要写第5种', 'duty'],
    ['项目党支部抓党建', 'project'],
    ['项目党支部书记抓党建述职', 'project'],
    ['我要写述职述廉的', 'duty'],
    ['局党委', 'bureau'],
    ['机关处室', 'office'],
    ['项目党支部', undefined],
    ['帮我写述职报告', undefined],
    ['支委会12', undefined],
    ['6', undefined],
    ['0', undefined],
    ['党课4次', undefined],
    ['开始', undefined],
  ])('before anything is chosen: %s', (text, id) => {
    expect(kindNamed(text, KINDS, true)).toBe(id);
  });

  it.each([
    ['换到局党委', 'bureau'],
    ['切换到述职述廉', 'duty'],
    ['项目党支部书记抓党建述职', 'project'],
    ['局党委', undefined],
    ['4', undefined],
    ['换成 4', undefined],
    ['换到项目党支部', undefined],
  ])('while one is open: %s', (text, id) => {
    expect(kindNamed(text, KINDS, false)).toBe(id);
  });
});
