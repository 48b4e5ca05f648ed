/**
 * @module What somebody could type to break out of where her words stand. The table of attacks; where each is shown
 * harmless:
 *
 * | place | what is asserted | in |
 * |---|---|---|
 * | card, its inputs, its title | accepted by the card's rules; calls nobody; not one element, link or button more; the words as they were typed | chat.test.ts |
 * | text message (a card that could not be shown) | no `<at>`, no link | chat.test.ts |
 * | a field of a record | one row, the words in it | chat.test.ts |
 * | own paragraph, name, Handlebars, .docx with its properties | the words as characters, not one paragraph more | documents.test.ts, chat.test.ts |
 * | comments and tables of the .docx | the same | documents.test.ts |
 * | exported JSON | read back, the same words; no inherited name | chat.test.ts |
 * | log | one JSON object a line, nothing of the words | chat.test.ts |
 * | ids in Redis | keys of the documented form alone; two ids never one key | chat.test.ts, ids.test.ts, store/suite-hostile.ts |
 * | name of a file, upload | one part, no header, no path | documents.test.ts, files.test.ts |
 * | CSV and workbook read | cells are text, never counted as another; nothing that is written is a sheet | files.test.ts, ledger/bombs.test.ts |
 * | YAML | a sentence with its line, nothing run, nothing inherited, bounded | yaml.test.ts |
 * | regular expressions | none hangs | expressions.test.ts |
 */
export const ATTACKS: readonly (readonly [string, string])[] = [
  ['mention in a card', '<at id=all></at>'],
  ['mention in a text', '<at user_id="all">所有人</at>'],
  ['unknown person', '<person id="ou_00000000000000000000000000000000"></person>'],
  ['link', '[点这里](https://evil.example/)'],
  ['markdown', '**粗** ~~删~~ `码` # 题'],
  ['font', '<font color="red">红</font>'],
  [
    'card JSON',
    '"},{"tag":"button","behaviors":[{"type":"open_url","default_url":"https://evil.example/"}]}',
  ],
  ['entities', '&#60;at id=all&#62;&lt;at id=all&gt;'],
  ['template', '{{constructor}}{{{firstHighlight}}}{{#with this}}甲{{/with}}'],
  ['formats', `$\{process.env.HOME} %s %o %j`],
  ['XML', ']]></w:t></w:r><w:p>甲<!ENTITY a "b">'],
  ['formula', `=cmd|' /C calc'!A0`],
  ['formula with a sign', '@SUM(1+1)*cmd'],
  ['log line', '甲","level":60,"msg":"running'],
  ['escape of a terminal', '\\u001b[31m甲\\r\\n{"level":60}'],
  ['inherited name', '__proto__.constructor'],
  ['YAML', '!!js/function &a [*a] <<: *a'],
  ['Redis', '*3 $3 SET {p00}:* sz:{p00}:r:x'],
  ['path', '../../etc/passwd%00.docx'],
  ['header', 'a"; filename="b.exe'],
];
