/** Where a client asks for the address of its long connection. */
import { textOf } from '../json.ts';
import type { Connections } from '../link/connections.ts';
import type { SettingsBox } from '../settings.ts';
import type { Reply, Route } from './reply.ts';
import type { AppIdentity } from './tokens.ts';

/** Refusals come with HTTP 200 and a `data` object, which makes them fatal for the Node SDK. */
function busy(code: number, msg: string): Reply {
  return { status: 200, body: { code, msg, data: {} } };
}

export function endpointRoute(app: AppIdentity, connections: Connections, settings: SettingsBox): Route {
  return {
    method: 'POST',
    path: '/callback/ws/endpoint',
    open: true,
    handle: ({ body, host }) => {
      if (textOf(body, 'AppID') !== app.appId || textOf(body, 'AppSecret') !== app.appSecret) {
        return busy(514, 'auth failed');
      }
      if (connections.count() >= settings.get().connectionLimit) {
        return busy(1000040350, 'the number of connections exceeded the limit');
      }
      return { status: 200, body: { code: 0, msg: '', data: { ...connections.admit(host) } } };
    },
  };
}
