/**
 * The long connection's server side: tickets, upgrade, ping and pong, pushing frames to one client picked at random, and the ways it can break.
 * What is pushed and what an answer means is the business of `deliveries.ts`.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { newTicket } from '../ids.ts';
import type { ClientConfig, SettingsBox } from '../settings.ts';
import { CONTROL, DATA, decodeFrame, encodeFrame, type Frame } from './frame.ts';

const SOCKET_PATH = '/ws/v2';
const SERVICE_ID = 33554678;

/** close: an orderly end; terminate: cut; half-open: stays up but neither reads nor answers. */
export type Disturbance = 'close' | 'terminate' | 'half-open';

export interface Pushed {
  readonly type: 'event' | 'card';
  readonly messageId: string;
  readonly payload: string;
}

export interface Connections {
  /** What the endpoint call hands out: an address good for one connection, and the client's settings. */
  admit(host: string): { readonly URL: string; readonly ClientConfig: ClientConfig };
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** All connections, which is what the platform limits. */
  count(): number;
  /** Clients that have pinged. The SDK listens for messages only a moment after the upgrade, so nothing is pushed before. */
  ready(): number;
  /** False when no client is connected. */
  push(what: Pushed): boolean;
  onAnswer(listener: (frame: Frame) => void): void;
  /** All of them, or one picked at random. */
  disturb(how: Disturbance, one: boolean): void;
  close(): void;
}

interface Client {
  readonly socket: WebSocket;
  readonly raw: Duplex;
  deaf: boolean;
  ready: boolean;
}

function refuse(socket: Duplex, status: number, code: string, message: string): void {
  socket.end(
    `HTTP/1.1 ${status} ${message}\r\nHandshake-Status: ${code}\r\nHandshake-Msg: ${message}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

function pieces(payload: Buffer, count: number): Buffer[] {
  const size = Math.max(1, Math.ceil(payload.length / count));
  return Array.from({ length: count }, (_, index) => payload.subarray(index * size, (index + 1) * size));
}

export function createConnections(
  settings: SettingsBox,
  random: () => number,
  changed: () => void,
): Connections {
  const server = new WebSocketServer({ noServer: true });
  const clients = new Set<Client>();
  const tickets = new Set<string>();
  const handshakes = new Set<Duplex>();
  let answered: (frame: Frame) => void = () => undefined;
  let sequence = 0;

  function receive(client: Client, data: Buffer): void {
    if (client.deaf) return;
    const frame = decodeFrame(data);
    if (frame.method === DATA) answered(frame);
    else if (frame.headers['type'] === 'ping') pong(client, frame);
  }

  function pong(client: Client, ping: Frame): void {
    const answer: Frame = {
      ...ping,
      method: CONTROL,
      headers: { type: 'pong' },
      payload: Buffer.from(JSON.stringify(settings.get().clientConfig)),
    };
    client.socket.send(encodeFrame(answer));
    if (client.ready) return;
    client.ready = true;
    changed();
  }

  function join(socket: WebSocket, raw: Duplex): void {
    const client: Client = { socket, raw, deaf: false, ready: false };
    clients.add(client);
    socket.on('message', (data) => {
      try {
        receive(client, Buffer.from(data as Buffer));
      } catch {
        socket.close(1002, 'not a frame');
      }
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clients.delete(client);
      changed();
    });
  }

  function refusal(url: URL): [status: number, code: string, message: string] | undefined {
    if (url.pathname !== SOCKET_PATH) return [404, '404', 'Not Found'];
    if (settings.get().refuseUpgrade) return [503, '1000040345', 'System busy'];
    const admitted = tickets.delete(url.searchParams.get('ticket') ?? '');
    return admitted ? undefined : [403, '514', 'Auth failed'];
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (settings.get().hangHandshake) {
      handshakes.add(socket);
      return;
    }
    const refused = refusal(new URL(request.url ?? '/', 'http://localhost'));
    if (refused) refuse(socket, ...refused);
    else server.handleUpgrade(request, socket, head, (client) => join(client, socket));
  }

  function send(client: Client, what: Pushed): void {
    const { fragments, fragmentsReversed } = settings.get();
    const parts = pieces(Buffer.from(what.payload), fragments);
    const frames = parts.map((payload, seq): Frame => {
      sequence += 1;
      const headers = {
        type: what.type,
        message_id: what.messageId,
        sum: String(parts.length),
        seq: String(seq),
        trace_id: what.messageId,
        timestamp: String(Date.now()),
      };
      return { seqId: sequence, logId: sequence, service: SERVICE_ID, method: DATA, headers, payload };
    });
    for (const frame of fragmentsReversed ? frames.reverse() : frames) client.socket.send(encodeFrame(frame));
  }

  return {
    admit: (host) => {
      const ticket = newTicket();
      tickets.add(ticket);
      // The SDK parses the whole address as a query string, which swallows the first parameter: it must be one nobody needs.
      const query = `fpid=493&aid=552564&device_id=7400000000000000001&access_key=${ticket}&service_id=${SERVICE_ID}&ticket=${ticket}`;
      return { URL: `ws://${host}${SOCKET_PATH}?${query}`, ClientConfig: settings.get().clientConfig };
    },
    upgrade,
    count: () => clients.size,
    ready: () => [...clients].filter(({ ready }) => ready).length,
    push: (what) => {
      const open = [...clients].filter(({ socket, ready }) => ready && socket.readyState === socket.OPEN);
      const chosen = open[Math.floor(random() * open.length)];
      if (chosen) send(chosen, what);
      return chosen !== undefined;
    },
    onAnswer: (listener) => {
      answered = listener;
    },
    disturb: (how, one) => {
      const all = [...clients];
      const at = Math.floor(random() * all.length);
      for (const client of one ? all.slice(at, at + 1) : all) {
        if (how === 'close') client.socket.close(1001, 'going away');
        else if (how === 'terminate') client.socket.terminate();
        else {
          client.deaf = true;
          client.raw.pause();
        }
      }
    },
    close: () => {
      for (const { socket } of clients) socket.terminate();
      for (const socket of handshakes) socket.destroy();
      server.close();
    },
  };
}
