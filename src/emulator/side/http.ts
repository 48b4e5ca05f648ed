/**
 * The side API over HTTP, JSON in and out, for the page and for tests in other processes.
 *
 *   GET  /__emu/info | people | deliveries | calls | counters | settings | faults | troubles
 *   GET  /__emu/explain?messageId=om_…
 *   GET  /__emu/transcript?person=张敏 | ?chatId=oc_…
 *   GET  /__emu/files/:key            the bytes, under their name
 *   GET  /__emu/files/:key/preview    a .docx as paragraphs with style hints
 *   GET  /__emu/stream                server-sent events: `message` (a message view), `call`, `delivery`, `connection`, `settings`
 *   POST /__emu/<action>              the table below; bodies are the schemas of inputs.ts
 *
 * A mistake of the caller is answered 400 `{"error":"…"}`. Other hosts and origins than this machine get 403: a page on the
 * internet must not drive a program on a developer's machine, not even by a name that resolves to it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { fileHeaders } from '../api/files.ts';
import type { Fault } from '../faults.ts';
import { readBody } from '../gateway.ts';
import { parseJson } from '../json.ts';
import type { Settings } from '../settings.ts';
import type { World } from '../world.ts';
import type { SideApi } from './api.ts';
import { previewDocx } from './docx.ts';
import * as inputs from './inputs.ts';
import { viewMessage } from './views.ts';

export const SIDE_PREFIX = '/__emu/';

/** After so long a page whose stream broke asks for it again. */
const RECONNECT_MS = 1000;

/** zod marks absent optional keys as `T | undefined`; the typed functions want them absent. The values are JSON, so this loses nothing. */
function plain<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

type Action = (side: SideApi, body: unknown) => unknown;

function action<S extends z.ZodType>(schema: S, run: (side: SideApi, input: z.infer<S>) => unknown): Action {
  return (side, body) => run(side, schema.parse(body));
}

const ACTIONS: Readonly<Record<string, Action>> = {
  say: action(inputs.SAY, (side, said) => side.say(said)),
  enter: action(inputs.WHO, (side, { person }) => ({ eventId: side.enter(person) })),
  menu: action(inputs.MENU, (side, { person, key }) => ({ eventId: side.menu(person, key) })),
  click: action(inputs.CLICK, (side, click) => side.click(click)),
  recall: action(inputs.ONE_MESSAGE, (side, { messageId }) => ({ eventId: side.recall(messageId) })),
  remove: action(inputs.ONE_MESSAGE, (side, { messageId }) => side.remove(messageId)),
  group: action(inputs.GROUP, (side, { name, people }) => ({ chatId: side.group(name, people) })),
  person: action(inputs.PERSON, (side, { name, refuseWith }) => side.setPerson(name, refuseWith)),
  repeat: action(inputs.REPEAT, (side, { id, newEventId }) => ({ found: side.repeat(id, newEventId) })),
  settings: action(inputs.SETTINGS, (side, part) => side.change(plain<Partial<Settings>>(part))),
  fault: action(inputs.FAULT, (side, fault) => side.fault(plain<Fault>(fault))),
  'cancel-fault': action(inputs.FAULT, (side, fault) => ({ found: side.cancelFault(plain<Fault>(fault)) })),
  'clear-faults': (side) => side.clearFaults(),
  disturb: action(inputs.DISTURB, (side, { how, one }) => side.disturb(how, one)),
  'revoke-tokens': (side) => side.revokeTokens(),
  'reset-calls': (side) => side.resetCalls(),
};

const READS: Readonly<Record<string, (side: SideApi, query: URLSearchParams) => unknown>> = {
  info: (side) => side.info(),
  people: (side) => side.people(),
  transcript: (side, query) => side.transcript(inputs.TRANSCRIPT.parse(Object.fromEntries(query))),
  deliveries: (side) => side.deliveries(),
  calls: (side) => side.calls(),
  counters: (side) => side.counters(),
  settings: (side) => side.settings(),
  faults: (side) => side.faults(),
  troubles: (side) => side.troubles(),
  explain: (side, query) => side.explain(query.get('messageId') ?? ''),
};

const LOCAL_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

function hostName(address: string): string | undefined {
  try {
    return new URL(address).hostname;
  } catch {
    return undefined;
  }
}

/** True when the request was addressed to this machine by a local name and comes from no page of another site. */
export function isLocal(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  const named = LOCAL_NAMES.includes(hostName(`http://${host ?? ''}`) ?? '');
  return named && (origin === undefined || LOCAL_NAMES.includes(hostName(origin) ?? ''));
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(value ?? {}));
}

function sendFile(side: SideApi, response: ServerResponse, key: string, preview: boolean): void {
  const file = side.file(key);
  if (!file) {
    sendJson(response, { error: 'no such file' }, 404);
  } else if (preview) {
    sendJson(response, { name: file.name, paragraphs: previewDocx(file.bytes) });
  } else {
    response.writeHead(200, fileHeaders(file));
    response.end(file.bytes);
  }
}

function stream(world: World, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`retry: ${RECONNECT_MS}\n: open\n\n`);
  const stop = world.listen((change) => {
    const message = change.kind === 'message' ? world.messages.get(change.messageId) : undefined;
    const data = message ? viewMessage(world, message) : {};
    response.write(`event: ${change.kind}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  response.on('close', stop);
}

export function createSideHttp(side: SideApi, world: World) {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = url.pathname.slice(SIDE_PREFIX.length);
    if (request.method === 'POST') {
      const act = ACTIONS[name];
      if (!act) return sendJson(response, { error: `no action ${name}` }, 404);
      const raw = (await readBody(request)).toString();
      return sendJson(response, await act(side, raw === '' ? {} : parseJson(raw)));
    }
    if (name === 'stream') return stream(world, response);
    const file = /^files\/([^/]+)(\/preview)?$/.exec(name);
    if (file) return sendFile(side, response, file[1] ?? '', file[2] !== undefined);
    const read = READS[name];
    if (!read) return sendJson(response, { error: `nothing at ${name}` }, 404);
    return sendJson(response, read(side, url.searchParams));
  }

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await answer(request, response);
    } catch (cause) {
      const error =
        cause instanceof z.ZodError
          ? z.prettifyError(cause)
          : String(cause instanceof Error ? cause.message : cause);
      sendJson(response, { error }, 400);
    }
  };
}
