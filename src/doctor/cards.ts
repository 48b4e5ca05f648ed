/** @module The cards of a check, one for each step that a person is asked to do. Every button says by its name which. */

export type Card = Readonly<Record<string, unknown>>;
type Element = Readonly<Record<string, unknown>>;

const STEPS = ['tap', 'form', 'chat', 'markup', 'silent', 'seen', 'typing', 'end'] as const;
export type Step = (typeof STEPS)[number];

/** `doctor.<step>.<choice>`: the name of a button. */
const buttonName = (step: Step, choice = 'go'): string => `doctor.${step}.${choice}`;

export function buttonOf(
  name: string | undefined,
): { readonly step: Step; readonly choice: string } | undefined {
  const [, step, choice] = /^doctor\.(\w+)\.(\w+)$/.exec(name ?? '') ?? [];
  const known = STEPS.find((one) => one === step);
  return known && choice !== undefined ? { step: known, choice } : undefined;
}

/** The inputs of the form; only `filled` is to be filled in. */
export const FIELDS = { filled: 'filled', text: 'text', one: 'one', several: 'several' } as const;
/** The input that is typed into while the card is patched. */
export const TYPED = 'typed';
/** Sent as a text message before the question about it. */
export const MARKUP = '<b>甲</b> &lt;b&gt;乙&lt;/b&gt;';

/** Before the first step: what is patched into it proves that patches work. */
export const waiting = (): Card => card('述职助手自检', [text('请稍等，马上告诉您点哪里。')]);

/** `patched`: the second look of the typing step. */
export function stepCard(step: Step, patched = false): Card {
  switch (step) {
    case 'tap':
      return card('自检：点一下', [text('请点下面的按钮。'), button('tap', '我看到了')]);
    case 'form':
      return card('自检：填一格', [
        form([
          input(FIELDS.filled, '请在这一格随便写两个字'),
          input(FIELDS.text, '这一格空着'),
          select('select_static', FIELDS.one, '这里不选'),
          select('multi_select_static', FIELDS.several, '这里也不选'),
          button('form', '提交', { submit: true }),
        ]),
      ]);
    case 'chat':
      return card('自检：聊天和菜单', [
        text('① 在下面的输入框里发一句话，如「自检」。'),
        text('② 把机器人的菜单每一项都点一遍；没有菜单就不用。'),
        text('③ 退出这个聊天，再进来一次。'),
        text('都做完了，再点按钮。'),
        button('chat', '都做完了'),
      ]);
    case 'markup':
      return card('自检：上面那条文字', [
        text('看刚才那条有「甲」「乙」的文字消息，它是什么样子？'),
        button('markup', '「甲」是粗体，两边没有尖括号', { choice: 'bold' }),
        button('markup', '「甲」「乙」两边都有尖括号', { choice: 'plain' }),
        button('markup', '别的样子', { choice: 'other' }),
      ]);
    case 'silent':
      return card('自检：故意不回应', [
        text('点下面的按钮，机器人会故意不回应。留意有没有弹出报错，几秒后卡片会变。'),
        button('silent', '点我'),
      ]);
    case 'seen':
      return card('自检：刚才报错了吗', [
        text('刚才点完，屏幕上弹出报错了吗？'),
        button('seen', '弹出了报错', { choice: 'error' }),
        button('seen', '没有报错', { choice: 'quiet' }),
      ]);
    case 'typing':
      return card(patched ? '自检：卡片变了，请点按钮' : '自检：先写字，不要点', [
        form([
          input(TYPED, patched ? '不要再动这一格' : '请写两个字，写完等卡片变（约十几秒）'),
          button('typing', patched ? '提交（我写过字）' : '先等一等', {
            submit: true,
            choice: 'typed',
            disabled: !patched,
          }),
          button('typing', '我没来得及写', { submit: true, choice: 'missed', disabled: !patched }),
        ]),
      ]);
    case 'end':
      return card('自检做完了', [text('谢谢您。自检用的消息马上会撤回。')]);
  }
}

/** A card of exactly so many bytes, as sent. */
export function cardOfSize(bytes: number): string {
  const sized = (filler: string) => JSON.stringify(card('述职助手自检：大小', [text(filler)]));
  return sized('.'.repeat(bytes - Buffer.byteLength(sized(''), 'utf8')));
}

const plain = (content: string): Element => ({ tag: 'plain_text', content });
const text = (content: string): Element => ({ tag: 'div', text: plain(content) });

const card = (title: string, elements: readonly Element[]): Card => ({
  schema: '2.0',
  config: { update_multi: true, width_mode: 'fill', enable_forward: false, summary: { content: title } },
  header: { title: plain(title), template: 'blue' },
  body: { direction: 'vertical', vertical_spacing: '8px', padding: '12px 12px 12px 12px', elements },
});

const form = (elements: readonly Element[]): Element => ({ tag: 'form', name: 'doctor_form', elements });

const input = (name: string, label: string): Element => ({
  tag: 'input',
  name,
  label: plain(label),
  label_position: 'top',
  width: 'fill',
  input_type: 'text',
  max_length: 20,
});

const select = (tag: string, name: string, placeholder: string): Element => ({
  tag,
  name,
  width: 'fill',
  placeholder: plain(placeholder),
  options: ['甲', '乙'].map((label) => ({ text: plain(label), value: label })),
});

function button(
  step: Step,
  label: string,
  {
    submit = false,
    choice = 'go',
    disabled = false,
  }: { submit?: boolean; choice?: string; disabled?: boolean } = {},
): Element {
  return {
    tag: 'button',
    name: buttonName(step, choice),
    text: plain(label),
    type: choice === 'go' || choice === 'typed' ? 'primary_filled' : 'default',
    ...(disabled ? { disabled } : {}),
    ...(submit ? { form_action_type: 'submit' } : {}),
    behaviors: [{ type: 'callback', value: { doctor: step, choice } }],
  };
}
