import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Answer, errorAnswer, send } from './answer.ts';
import { ApiError } from './api-error.ts';
import { findRoute, type HttpRequest, type Route } from './router.ts';

/** Some routes behind one guard; an area without a prefix reaches over the whole site. */
export type Area = {
  prefix?: string;
  headers?: Record<string, string>;
  /** Refuses a request with the answer it returns. */
  guard?: (request: HttpRequest) => Answer | null;
  routes: readonly Route[];
};

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none';style-src 'self';frame-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  // Without a referrer a browser sends `Origin: null`, and the page's own forms would look foreign.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Download-Options': 'noopen',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-XSS-Protection': '0',
};

/** Answers every request from the first area that has a route for it; each area's guard is asked on the way. */
export function siteListener(areas: readonly Area[]): RequestListener {
  return (req, res) => {
    respond(areas, req, res).catch(console.error);
  };
}

async function respond(areas: readonly Area[], req: IncomingMessage, res: ServerResponse): Promise<void> {
  const request = requestOf(req);
  const entered = areas.filter((area) => isInside(area, request.path));
  for (const headers of [SECURITY_HEADERS, ...entered.map((area) => area.headers ?? {})]) {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  }
  try {
    send(res, await answerFrom(entered, request, req));
  } catch (error) {
    const wasAborted = req.destroyed && !req.complete;
    if (!wasAborted) send(res, errorAnswer(error));
  }
}

async function answerFrom(
  areas: readonly Area[],
  request: HttpRequest,
  req: IncomingMessage,
): Promise<Answer> {
  for (const { guard, routes } of areas) {
    const refusal = guard?.(request);
    if (refusal) return refusal;
    const found = findRoute(routes, request);
    if (!found) continue;
    const { route, params } = found;
    const body = await route.readBody?.(req);
    return route.handle({ ...request, body }, ...params);
  }
  const { method, path } = request;
  throw new ApiError(501, `The outbox does not do ${method} ${path}; Postmark may.`, 501);
}

function isInside({ prefix = '' }: Area, path: string): boolean {
  return `${path.toLowerCase()}/`.startsWith(`${prefix}/`);
}

function requestOf({ method = 'GET', url = '/', headers }: IncomingMessage): HttpRequest {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  return {
    method,
    path,
    headers,
    search: new URLSearchParams(mark === -1 ? '' : url.slice(mark)),
    body: undefined,
  };
}
