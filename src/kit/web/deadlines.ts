// How long a connection may keep the program waiting, how much it may send, and how many there may be.
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

/** In milliseconds, bytes and connections. */
export type Deadlines = {
  /** Until the whole head of a request has come. */
  readonly head: number;
  /** Until the whole request has come. A large file on a slow line takes minutes. */
  readonly whole: number;
  /** A body may rest this long in all; beyond it, it must come faster than `least`. */
  readonly rest: number;
  /** Bytes a second. The slowest telephone is quicker; who dribbles to hold a connection is not. */
  readonly least: number;
  /** A connection on which nothing moves. */
  readonly still: number;
  /** Between two requests on one connection. */
  readonly between: number;
  /** How often all this is looked at. */
  readonly look: number;
  readonly headBytes: number;
  readonly connections: number;
};

export const ordinaryDeadlines: Deadlines = {
  head: 15_000,
  whole: 300_000,
  rest: 20_000,
  least: 500,
  still: 120_000,
  between: 10_000,
  look: 2_000,
  headBytes: 16 * 1024,
  connections: 4_000,
};

/** What the server's own library and Node look after. */
export function serverOptions(of: Deadlines): Pick<FastifyServerOptions, 'requestTimeout' | 'connectionTimeout' | 'keepAliveTimeout'> & {
  http: { headersTimeout: number; connectionsCheckingInterval: number; maxHeaderSize: number };
} {
  return {
    requestTimeout: of.whole,
    connectionTimeout: of.still,
    keepAliveTimeout: of.between,
    http: { headersTimeout: of.head, connectionsCheckingInterval: of.look, maxHeaderSize: of.headBytes },
  };
}

/** What it does not: a body that dribbles, and the number of connections. */
export function keepDeadlines(app: FastifyInstance, of: Deadlines): void {
  app.server.maxConnections = of.connections;
  app.addHook('onRequest', async ({ raw }, reply) => {
    const length = raw.headers['content-length'];
    if (raw.complete || ((length === undefined || length === '0') && raw.headers['transfer-encoding'] === undefined)) return;
    const { socket } = raw;
    const before = socket.bytesRead;
    const began = performance.now();
    const timer = setInterval(() => {
      if (raw.complete || socket.destroyed) return clearInterval(timer);
      const owed = ((performance.now() - began - of.rest) / 1000) * of.least;
      if (owed <= 0 || socket.bytesRead - before >= owed) return;
      clearInterval(timer);
      cut(socket, reply.raw.headersSent);
    }, of.look).unref();
    raw.once('close', () => clearInterval(timer));
  });
}

/** Says why where nothing has been answered yet: a second answer to one request would be taken for that to the next. */
function cut(socket: Socket, answered: boolean): void {
  if (!answered && socket.writable) socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  socket.destroySoon();
}
