/** The emulator's side API as the page uses it. */

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`);
  return body;
}

export const get = async (path) => read(await fetch(`/__emu/${path}`));

export const post = async (action, body = {}) =>
  read(
    await fetch(`/__emu/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

export const fileUrl = (key) => `/__emu/files/${encodeURIComponent(key)}`;

/** Live changes: `handlers` by event name; `open` is called on every (re)connection. */
export function follow(handlers) {
  const source = new EventSource('/__emu/stream');
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(event.data ? JSON.parse(event.data) : undefined));
  }
}
