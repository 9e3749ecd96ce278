import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what Linux and macOS hand out by themselves, beside what the embedded parts take. */
const FIRST_PORT = 16_000;
const LAST_PORT = 32_000;

/**
 * Nobody listens there, and nobody will by chance: a port that systems hand out to whoever calls somebody may be gone
 * before the program takes it, and while it is killed and started again.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST_PORT, LAST_PORT);
  const isFree = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}
