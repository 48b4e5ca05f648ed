/** The emulator's side API as the page uses it. */

const RETRY_MS = 1000;

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`);
  return body;
}

async function ask(path, init) {
  return fetch(`/__emu/${path}`, init).catch(() => {
    throw new Error('本地飞书没有回答，请等它运行起来再试');
  });
}

export const get = async (path) => read(await ask(path));

export const post = async (action, body = {}) =>
  read(
    await ask(action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

export const fileUrl = (key) => `/__emu/files/${encodeURIComponent(key)}`;

/** Live changes: `handlers` by event name; `open` is called on every (re)connection, `error` while there is none. */
export function follow(handlers) {
  const source = new EventSource('/__emu/stream');
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(event.data ? JSON.parse(event.data) : undefined));
  }
  // The browser tries again by itself after most failures, not after an answer that is no stream.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(handlers), RETRY_MS);
  });
}
