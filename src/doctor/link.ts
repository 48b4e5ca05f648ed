/** @module The long connection: is it up, and what did the platform tell about it. */
import type { Listener, Listening, Probe } from '../feishu/probe.ts';
import { note, ok, type Tell, wrong } from './finding.ts';
import { meaningOf } from './meanings.ts';
import type { Notebook } from './questions.ts';

/** Resolves when it is up or will not be. The listening must be closed in either case. */
export async function openConnection(
  probe: Probe,
  handlers: Pick<Listener, 'event' | 'click'>,
  {
    limit,
    signal,
    proxied,
  }: { readonly limit: number; readonly signal: AbortSignal; readonly proxied: boolean },
  { tell, notebook }: { readonly tell: Tell; readonly notebook: Notebook },
): Promise<{ readonly listening: Listening; readonly up: boolean }> {
  const seen: unknown[] = [];
  let listening: Listening | undefined;
  const outcome = await new Promise<'up' | 'late' | 'stopped' | { code: string | undefined }>((resolve) => {
    const timer = setTimeout(() => resolve('late'), limit);
    const end = (result: 'up' | 'stopped' | { code: string | undefined }) => {
      clearTimeout(timer);
      resolve(result);
    };
    signal.addEventListener('abort', () => end('stopped'), { once: true });
    listening = probe.listen({
      ...handlers,
      up: () => end('up'),
      failed: (code) => end({ code }),
      clientConfig: (told) => {
        const known = seen.some((one) => JSON.stringify(one) === JSON.stringify(told));
        if (!known) seen.push(told);
        notebook.settle('client-config', seen.map((one) => JSON.stringify(one)).join('，后来 '), [...seen]);
      },
    });
  });
  if (listening === undefined) throw new Error('the promise above has set it');
  const proxyNote = proxied ? '；注意：长连接不走代理，要能直接连到飞书' : '';
  if (outcome === 'up') {
    tell(ok('connection', '长连接连上了', { clientConfig: seen[0] }));
  } else if (outcome === 'late') {
    const mend = `请网管放行到 *.feishu.cn 的 WebSocket（wss，443 端口）${proxyNote}`;
    tell(wrong('connection', `等了 ${Math.round(limit / 1000)} 秒，长连接没有连上`, mend));
  } else if (outcome === 'stopped') {
    tell(note('connection', '没有等到长连接连上，就被中止了'));
  } else {
    const { means, mend } =
      outcome.code === undefined || outcome.code === '0'
        ? {
            means: '入口正常，但连接建立不起来',
            mend: '请网管放行到 *.feishu.cn 的 WebSocket（wss，443 端口）',
          }
        : meaningOf(outcome.code);
    tell(wrong('connection', `长连接连不上：${means}`, `${mend}${proxyNote}`, { code: outcome.code }));
  }
  return { listening, up: outcome === 'up' };
}
