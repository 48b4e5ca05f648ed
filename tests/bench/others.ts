/** @module Word files per second, calls per interview, and an SDK frame in → acknowledgement out. */
import { readFileSync } from 'node:fs';
import { type Kind, makeDraft } from '../../src/app/draft.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import { startEmulator } from '../../src/emulator/index.ts';
import { createFeishu } from '../../src/feishu/index.ts';
import type { Report } from '../../src/flow/model.ts';
import { formFor } from '../support/answers.ts';
import { kinds, openOffice } from '../support/office.ts';
import { compared, type Figure, figure, percentile, timed } from './measure.ts';

const FILES = 300;
/** Twice as many are made in all; of 300 at once by one person the next would be turned away. */
const CLICKS = 138;

export async function benchFiles(): Promise<readonly Figure[]> {
  const kind = kinds.get('project-branch');
  if (kind === undefined) return [];
  const file = readFactsFile(readFileSync('tests/fixtures/project-branch.facts.json', 'utf8'), kind.flow);
  if ('wrong' in file) throw new Error(JSON.stringify(file.wrong));
  const about = { tenant: 't', unit: 'u', year: file.year, kind: 'project-branch', people: {}, created: 0 };
  const report: Report = {
    id: 'r',
    version: 1,
    about,
    facts: file.facts,
    screens: [],
    draft: { made: 0 },
    cardPending: false,
    uncertain: [],
  };
  const make = async (kind: Kind) =>
    makeDraft(kind, report, file.facts, { number: 1, final: false, at: Date.UTC(2022, 10, 30) });
  await timed(30, 1, () => make(kind));
  const run = await timed(FILES, 1, () => make(kind));
  return [figure('.docx from facts', '/s', run.perSecond)];
}

export async function benchInterview(): Promise<readonly Figure[]> {
  const office = await openOffice('real');
  const flow = kinds.get('project-branch')?.flow;
  try {
    const who = office.secretary('张敏');
    await who.opens();
    office.feishu.side.resetCalls();
    await who.click('开始');
    let taps = 1;
    for (const card of flow?.cards.filter((one) => one.needed) ?? []) {
      const claims = card.facts.every((id) => flow?.facts.get(id)?.type === 'claim');
      await who.click(claims ? '都属实，写上' : '提交', claims ? {} : formFor(card.facts));
      taps += 1;
      if (!who.card().text.includes(card.ask)) continue;
      await who.click('提交', formFor(card.facts));
      taps += 1;
    }
    await who.click('生成草稿');
    await who.until((messages) => messages.at(-1)?.text.includes('稿好了'));
    const calls = office.feishu.side.calls().filter(({ path }) => path.startsWith('/open-apis/im/')).length;
    return [
      figure('calls to Feishu, interview by forms', 'calls', calls, undefined, {
        text: '<= 6',
        met: (_, ours) => ours <= 6,
      }),
      figure('taps, interview by forms', 'taps', taps + 1),
    ];
  } finally {
    await office.close();
  }
}

/** The whole path of a click through the SDK, against a handler that does nothing. */
export async function benchEdge(): Promise<readonly Figure[]> {
  const office = await openOffice('real');
  const idle = await startEmulator();
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const nothing = createFeishu({
    appId: idle.appId,
    appSecret: idle.appSecret,
    domain: idle.url,
    log: quiet,
    now: Date.now,
  });
  try {
    const who = office.secretary('张敏');
    await who.opens();
    await who.says('开始');
    const { messageId } = who.card();
    await nothing.connect(async () => ({}));
    idle.side.setPerson('张敏');
    const openId = idle.side.people().find(({ name }) => name === '张敏')?.openId ?? '';
    await nothing.deliver({
      uuid: 'bench',
      to: { person: openId },
      content: {
        screen: {
          report: 'r',
          version: 1,
          title: 't',
          summary: 's',
          tone: 'normal',
          parts: [{ part: 'actions', actions: [{ label: '先跳过', op: { op: 'help' } }] }],
        },
      },
    });
    const other = idle.side.transcript({ person: '张敏' }).at(-1)?.messageId ?? '';
    let back = true;
    const run = await compared(CLICKS, 1, {
      ours: () => {
        back = !back;
        return office.feishu.side.click({ person: '张敏', messageId, button: back ? '上一步' : '先跳过' });
      },
      floor: () => idle.side.click({ person: '张敏', messageId: other, button: '先跳过' }),
    });
    return [
      figure(
        'click through the SDK, frame in to answer out, p50',
        'ms',
        percentile(run.ours, 0.5),
        percentile(run.floor, 0.5),
      ),
    ];
  } finally {
    await nothing.close();
    await idle.close();
    await office.close();
  }
}
