import type { Server } from 'node:http';
import type { Express } from 'express';
import { answerBrokenRequest } from '../http/broken-request.ts';
import { ConfigError } from './config.ts';

/** Longer than the usual idle timeout of proxies (60 s), so that a proxy never reuses a connection we are closing. */
const KEEP_ALIVE_MS = 65_000;
/** How long requests in progress may take when stopping. */
const REQUEST_GRACE_MS = 5_000;

/** Serves the app at an address; `ConfigError` where another program has the port. */
export async function listen(app: Express, { host, port }: { host: string; port: number }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error) => {
      if (!error) return resolve(server);
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new ConfigError(`Port ${port} is taken by another program: set PORT to a free one.`)
          : error,
      );
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.on('clientError', answerBrokenRequest);
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new ConfigError('HOST must be an address of this machine.');
  return address.port;
}

/** Answers requests in progress and closes idle connections at once. */
export async function finish(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const grace = setTimeout(() => server.closeAllConnections(), REQUEST_GRACE_MS);
  await closed;
  clearTimeout(grace);
}
