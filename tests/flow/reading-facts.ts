/** Facts of every type that can be told beside its name, for reading tests. */
import { factSchema } from '../../src/flow/definition.ts';

const count = (label: string, unit: string, aliases: string[], most = 40) => ({
  type: 'count',
  label,
  unit,
  aliases,
  usual: { least: 1, most },
});
export const FACTS = new Map(
  [
    count('支委会', '次', ['支委会议', '支部委员会']),
    count('支部党员大会', '次', ['党员大会', '支部大会']),
    count('党课', '次', ['上党课', '讲党课']),
    count('主题党日', '次', ['主题党日活动', '党日活动']),
    count('组织生活会', '次', ['生活会']),
    count('谈心谈话', '人次', ['谈话', '谈心'], 300),
    count('党小组', '个', ['党小组数']),
    count('党小组会', '次', ['小组会'], 100),
    count('按期转正', '名', ['转正', '预备党员转正']),
    count('入党积极分子', '名', ['积极分子']),
    count('发展党员', '名', ['新发展党员']),
    count('责任书', '份', ['廉政责任书'], 100),
    count('承诺书', '份', ['廉洁承诺书'], 300),
    count('“三重一大”会议', '次', ['三重一大会']),
    count('研究事项', '项', ['事项'], 300),
    { type: 'count', label: '人均学习时间', unit: '学时', aliases: ['学时'] },
    { type: 'money', label: '合同额', aliases: ['签约额'] },
    { type: 'money', label: '产值', unit: '万元', aliases: ['完成产值'] },
    { type: 'percentage', label: '党员占比', aliases: ['占比'] },
    { type: 'percentage', label: '完成率' },
    { type: 'date', label: '换届日期', aliases: ['换届'] },
    { type: 'month', label: '评议月份', aliases: ['民主评议'] },
    { type: 'period', label: '培训时间', aliases: ['培训'] },
    { type: 'yesNo', label: '党费收缴', aliases: ['党费'] },
    { type: 'oneOf', label: '支部类型', options: ['项目支部', '机关支部'] },
    { type: 'name', label: '姓名', aliases: ['我叫'] },
    { type: 'text', label: '党支部名称', aliases: ['支部名称'] },
    { type: 'list', label: '事项类别', aliases: ['哪几类事项'] },
    { type: 'longText', label: '亮点一', aliases: ['第一个亮点'] },
    { type: 'count', label: '警示教育', unit: '次', aliases: ['廉政教育'] },
    { type: 'count', label: '廉洁谈话', unit: '人次', aliases: ['廉政教育'] },
  ].map((one, index) => {
    const fact = factSchema.parse({ id: `fact${index}`, ...one });
    return [fact.id, fact] as const;
  }),
);
