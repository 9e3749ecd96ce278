import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { BodyReader } from './body.ts';

export type HttpRequest = {
  method: string;
  path: string;
  search: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** As the route's reader left it; undefined where the route reads none. */
  body: unknown;
};

/** The values of the path's `:names` follow the request, in order. */
type Handler = (request: HttpRequest, ...params: string[]) => Answer;

export type Route = { method: string; pattern: RegExp; readBody: BodyReader | null; handle: Handler };

export function get(path: string, handle: Handler): Route {
  return { method: 'GET', pattern: patternOf(path), readBody: null, handle };
}

export function post(path: string, readBody: BodyReader, handle: Handler): Route {
  return { method: 'POST', pattern: patternOf(path), readBody, handle };
}

export function put(path: string, readBody: BodyReader | null, handle: Handler): Route {
  return { method: 'PUT', pattern: patternOf(path), readBody, handle };
}

export function patch(path: string, readBody: BodyReader, handle: Handler): Route {
  return { method: 'PATCH', pattern: patternOf(path), readBody, handle };
}

/** The first route that fits, with the values of its path; the case of a path and a slash at its end do not count. */
export function findRoute(
  routes: readonly Route[],
  { method, path }: { method: string; path: string },
): { route: Route; params: string[] } | null {
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const route of routes) {
    const found = route.method === wanted ? route.pattern.exec(path) : null;
    if (found) return { route, params: found.slice(1).map(decoded) };
  }
  return null;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '([^/]+)')}/?$`, 'i');
}

/** A malformed escape is taken as it stands: nothing is found under such a name. */
function decoded(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}
