import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const TOO_LONG = 'HPE_HEADER_OVERFLOW';
const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT';

/** Answers a connection whose bytes never became a request (no HTTP, or headers beyond 16 kB) with problem details. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, detail] = problemOf(error.code);
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function problemOf(code: string | undefined): [number, string] {
  if (code === TOO_LONG) return [431, 'The address and the headers are too long together.'];
  if (code === TOO_SLOW) return [408, 'The request did not arrive in time.'];
  return [400, 'This is not well-formed HTTP.'];
}
