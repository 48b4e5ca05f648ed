/**
 * @module js-redis-server in a process of its own: it is busy while it works, and it must not be busy in ours.
 * Tells its parent `{ port }` or `{ error, missing }`, and ends when its parent does.
 */
import { Server } from 'node:net';
import process from 'node:process';

// It would listen on every interface, without a password, and has no option for that.
const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  return listen.call(this, typeof port === 'number' ? { port, host: '127.0.0.1' } : port, ...rest);
};

// The channel closes however the parent ends, kill -9 included.
process.on('disconnect', () => process.exit(0));

try {
  const { createRedisServer } = await import('js-redis-server');
  const server = await createRedisServer({ port: 0 });
  process.send({ port: server.port });
} catch (error) {
  process.send({ error: String(error), missing: error?.code === 'ERR_MODULE_NOT_FOUND' });
}
