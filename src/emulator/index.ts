/**
 * A local Feishu: a server that speaks the open platform's HTTP and long connection well enough that the unmodified SDK is its client,
 * with a chat page in the browser. It refuses what Feishu refuses, repeats what Feishu repeats, and breaks on request.
 *
 * ```ts
 * const feishu = await startEmulator();
 * const client = new lark.Client({ appId: feishu.appId, appSecret: feishu.appSecret, domain: feishu.url });
 * feishu.side.say({ person: '张敏', text: '支委会十二次' });
 * ```
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCardTokens } from './api/card-update.ts';
import { changeRoutes } from './api/change.ts';
import { contactRoutes } from './api/contact.ts';
import { endpointRoute } from './api/endpoint.ts';
import { extraRoutes } from './api/extras.ts';
import { fileRoutes } from './api/files.ts';
import { createLimiter } from './api/limiter.ts';
import type { Route } from './api/reply.ts';
import { sendRoutes } from './api/send.ts';
import { createTokens } from './api/tokens.ts';
import { createCalls } from './calls.ts';
import { createEventMaker } from './events.ts';
import { createFaultPlan, faultName } from './faults.ts';
import { createGateway } from './gateway.ts';
import { createConnections } from './link/connections.ts';
import { createDeliveries } from './link/deliveries.ts';
import { servePage } from './pages.ts';
import { createSettings, DEFAULT_SETTINGS } from './settings.ts';
import { createSide, type SideApi } from './side/api.ts';
import { createSideHttp, isLocal, SIDE_PREFIX } from './side/http.ts';
import { keepState, loadState } from './state-file.ts';
import { createTally } from './tally.ts';
import { addPerson, createWorld, type World } from './world.ts';

export type { Call } from './calls.ts';
export type { Fault } from './faults.ts';
export type { Disturbance } from './link/connections.ts';
export type { DeliveryView } from './link/deliveries.ts';
export type { ClientConfig, Settings, Unrest } from './settings.ts';
export type { Info, PersonView, SideApi } from './side/api.ts';
export type { Clicked } from './side/click.ts';
export type { Click, Say } from './side/inputs.ts';
export type { Said } from './side/say.ts';
export type { FileView, MessageView, VersionView } from './side/views.ts';
export type { Change } from './world.ts';

export interface EmulatorOptions {
  /** 0 or absent: a free port. The server listens on 127.0.0.1 only. */
  readonly port?: number;
  readonly appId?: string;
  readonly appSecret?: string;
  readonly people?: readonly { readonly name: string }[];
  /** Items of the bot's menu, shown on the page. */
  readonly menu?: readonly { readonly key: string; readonly label: string }[];
  readonly botName?: string;
  /** When given, people, messages and files are kept there over a restart. */
  readonly stateFile?: string;
  /** Factor on the platform's pauses of 15 s, 5 min, 1 h and 6 h before an event is pushed again. */
  readonly repushScale?: number;
  readonly now?: () => number;
  /** What chance decides, 0 to 1; default Math.random. */
  readonly random?: () => number;
  /** What the program behind the bot makes of a typed text; shown beside the message in the debug panel. */
  readonly explain?: (text: string) => unknown;
}

export interface Emulator {
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly side: SideApi;
  close(): Promise<void>;
}

const DEFAULT_PEOPLE = [{ name: '张敏' }, { name: '王建国' }, { name: '李芳' }];

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function assemble(options: EmulatorOptions, world: World) {
  const {
    appId = 'cli_0123456789abcdef',
    appSecret = 'demo-secret',
    botName = '述职助手',
    menu = [],
  } = options;
  const kept = options.stateFile ? loadState(options.stateFile, world) : [];
  for (const { name } of options.people ?? DEFAULT_PEOPLE) addPerson(world, name);

  const settings = createSettings(DEFAULT_SETTINGS, ({ refuseCards }) => {
    world.refusesCards = refuseCards;
    world.announce({ kind: 'settings' });
  });
  const random = options.random ?? Math.random;
  const troubles = createTally();
  const connections = createConnections(settings, random, () => world.announce({ kind: 'connection' }));
  const deliveries = createDeliveries(connections, settings, {
    repushScale: options.repushScale ?? 1,
    random,
    trouble: troubles.count,
    changed: (eventId, acknowledged) => world.announce({ kind: 'delivery', eventId, acknowledged }),
  });
  const calls = createCalls(() => world.announce({ kind: 'call' }));
  const faults = createFaultPlan(random, (fault) => troubles.count(faultName(fault)));
  const limiter = createLimiter(settings);
  const app = { appId, appSecret };
  const tokens = createTokens(app, settings, world.now, kept);
  const cardTokens = createCardTokens(world);
  const events = createEventMaker(appId, world.now);

  const routes: Route[] = [
    tokens.route,
    endpointRoute(app, connections, settings),
    ...sendRoutes(world, appId, limiter),
    ...changeRoutes({ world, appId, limiter, callbackOpen: cardTokens.open }),
    ...fileRoutes(world),
    ...extraRoutes(world),
    cardTokens.route,
    ...contactRoutes(world, settings, botName),
  ];
  const gateway = createGateway({ routes, tokens, limiter, faults, calls, now: world.now });
  const side = createSide({
    ...{ world, appId, botName, menu, settings, connections, deliveries, calls, faults, events, cardTokens },
    troubles,
    revokeTokens: tokens.revoke,
    explain: options.explain ?? (() => undefined),
  });
  const stopKeeping = options.stateFile ? keepState(options.stateFile, world, tokens.list) : () => undefined;
  return { app, side, gateway, connections, deliveries, stopKeeping };
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = createWorld(options.now ?? Date.now);
  const { app, side, gateway, connections, deliveries, stopKeeping } = assemble(options, world);
  const sideHttp = createSideHttp(side, world);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const platform = path.startsWith('/open-apis/') || path.startsWith('/callback/');
    if (platform) return gateway(request, response);
    if (!isLocal(request)) return void response.writeHead(403).end('only for this machine');
    if (path.startsWith(SIDE_PREFIX)) return sideHttp(request, response);
    return servePage(path, response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((cause: unknown) =>
      response.destroy(cause instanceof Error ? cause : undefined),
    );
  });
  server.on('upgrade', connections.upgrade);
  const port = await listen(server, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    ...app,
    side,
    close: () =>
      new Promise((resolve) => {
        deliveries.close();
        connections.close();
        stopKeeping();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
