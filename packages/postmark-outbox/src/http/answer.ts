import type { ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Takes the place of a regular transmission, so that an injected fault can break off in its middle. */
  transmit?: (res: ServerResponse) => void;
};

export function json(value: unknown, status = 200): Answer {
  return answer(status, 'application/json', JSON.stringify(value));
}

export function html(body: string, status = 200): Answer {
  return answer(status, 'text/html', body);
}

export function css(body: string): Answer {
  return answer(200, 'text/css', body);
}

export function plainText(body: string, status: number): Answer {
  return answer(status, 'text/plain', body);
}

export function redirect(location: string, status: 302 | 303): Answer {
  const found = plainText(`Redirecting to ${location}`, status);
  return { ...found, headers: { ...found.headers, Location: location } };
}

/** An error in Postmark's shape, with its code in a header too; what was not foreseen is logged and becomes Postmark's 500. */
export function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ApiError)) {
    console.error(error);
    return errorAnswer(new ApiError(101, 'The outbox failed unexpectedly; see its log.', 500));
  }
  const { code, status, message } = error;
  const found = json({ ErrorCode: code, Message: message }, status);
  return { ...found, headers: { ...found.headers, 'X-PM-ApiErrorCode': String(code) } };
}

export function send(res: ServerResponse, { status, headers, body, transmit }: Answer): void {
  if (transmit) {
    transmit(res);
    return;
  }
  res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}

function answer(status: number, type: string, body: string): Answer {
  return { status, headers: { 'Content-Type': `${type}; charset=utf-8` }, body };
}
