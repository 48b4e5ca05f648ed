/** Facts that contradict each other in every way the checks know, and every sentence that is said of it. */
import { expect, it } from 'vitest';
import { checkDataOf, readFiles } from '../../src/app/library-files.ts';
import { checksOf } from '../../src/checks/index.ts';
import type { FactValue } from '../../src/flow/model.ts';

const files = readFiles(process.cwd(), []);
const checks = checksOf(checkDataOf(files));
const definitions = new Map(files.facts.map(({ fact }) => [fact.id, fact]));

const FACTS: Readonly<Record<string, FactValue>> = {
  investProjects: 27,
  domesticProjects: 24,
  foreignProjects: 4,
  themeDays: 1,
  themeDayExamples: [
    { title: '参观纪念馆', month: '2025-06' },
    { title: '义务植树', month: '2026-03', partners: '投资处(综合）支部' },
  ],
  memberShare: '40%',
  members: 16,
  employees: 52,
  styleAspects: 4,
  styleFields: ['敬业精神', '服务意识'],
  styleProblems: 23,
  styleMeasures: 31,
  committeeMeetings: 13,
  documentsIssued: [{ title: '《企业主业管理办法》', issuedOn: '2026-12-08', issuer: '由委印发' }],
  documentsCarried: [{ title: '《企业主业管理方法》', measures: '见 www.example.cn' }],
  activities: ['手抄誓词上工位', '消防演练《方案'],
  firstHighlight: '手抄誓词上工位',
  firstHighlightStory: '今年召开支委会12次，带头落实一岗两责，开展党纪学习教育，高质量开好民主生活会。',
  secondHighlightStory:
    '学习党的二十届四中全会精神。来源：笔杆儿网。联系人 13800138000，110101199003078515。',
  firstProblem: 'X月X日的会没有开成。',
  secondProblem: '传达机密文件不及时。',
  thirdProblem: '学得不深。',
  firstPlan: '2025年6月底前补上。',
};

it('each is said in one sentence: what, where, why', () => {
  const facts = Object.entries(FACTS).map(([id, value]) => {
    const definition = definitions.get(id);
    if (definition === undefined) throw new Error(`no fact ${id}`);
    return [id, { definition, value, day: '2026-11-20' }] as const;
  });
  const findings = checks({ year: 2026, kind: '党支部书记述职', facts: new Map(facts), open: new Set() });
  const lines = findings.map(({ severity, text, mend }) =>
    [severity === 'doubt' ? '!' : '·', text, ...(mend === undefined ? [] : [`〔${mend.label}〕`])].join(' '),
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "! 主题党日活动举例 2 项，比主题党日 1 次还多，举的例子不会比办过的多。",
      "! 招商引资项目 27 个，和内资项目 24 个 + 外资项目 4 个对不上，后面加起来是 28 个。 〔招商引资项目直接改成 28 个〕",
      "! 党员占比 40%，和党员总数 16 名、员工总数 52 名对不上，按这两个数算是 31%。 〔党员占比直接改成 31%〕",
      "! 「第二个特色做法怎么做的」里有一串像身份证号的数字（110…15），报告会给很多人看，建议去掉。",
      "! 「第二个特色做法怎么做的」里有一串像电话的数字（138…00），报告会给很多人看，建议去掉。",
      "! 「第二个不足」里有「机密」，涉密内容请不要写在这里，请核对一下。",
      "! 「第二个特色做法怎么做的」里有「笔杆儿」，像是从网上带过来的。",
      "! 「第一个不足」里的「X月X日的」像是还没填的空。",
      "· 涉及方面 4 个，而查摆的方面里写了 2 项。 〔涉及方面直接改成 2 个〕",
      "· 主题党日 1 次，主题党日每月相对固定一天开展（《中国共产党支部工作条例（试行）》），按 11 个月算是 11 次，照实写就行，不用凑数。",
      "· 「贯彻落实的文件」第 1 条的「怎么落实的」里有网址「www.example.cn」，报告是要念的，一般不写网址。",
      "· 不足写了 3 条，打算只有 1 条，评议时常会一条对一条地看。",
      "· 「手抄誓词上工位」在「支部活动」第 1 项里已经写过，「特色做法名称」又写了一遍。",
      "· 「主题党日活动举例」第 1 条的「哪年哪月」写的是 2025年6月，这里一般写 2026 年的事。",
      "· 「牵头起草的文件」第 1 条的「印发日期」的 2026年12月8日 还没有到，报告里会写成已经做过的事。",
      "· 「第一项打算」写的是 2025年，这里一般写 2027 年的事。",
      "· 「特色做法怎么做的」里写「支委会12次」，前面答的是支委会 13 次。",
      "· 「特色做法怎么做的」里写的是民主生活会，那是领导班子开的；支部开的是组织生活会（《中国共产党支部工作条例（试行）》第十七条）。 〔直接改成组织生活会〕",
      "· 「特色做法怎么做的」里的「一岗两责」，固定的提法是「一岗双责」（党风廉政建设责任制的固定说法）。 〔直接改成「一岗双责」〕",
      "· 「特色做法怎么做的」里的「党纪学习教育」是 2024 年的提法，这份报告写 2026 年（中共中央办公厅《关于在全党开展党纪学习教育的通知》，2024年4月至7月）。",
      "· 「主题党日活动举例」第 2 条的「和谁一起办」里有全角括号，也有半角括号，公文里用全角。 〔直接改成全角〕",
      "· 「支部活动」第 2 项里的 《》 不成对，少了一半。",
      "· 《企业主业管理办法》和《企业主业管理方法》只差一点，是同一份文件的话请写成一样的。",
    ]
  `);
});
