import type { ZodOpenApiLinkObject } from 'zod-openapi';
import { z } from 'zod';
import type { Route } from '../api/route.ts';

type Links = Record<string, ZodOpenApiLinkObject>;

/** The name of an operation in the document. */
export function operationIdOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method}${path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}

/**
 * Where an answer leads (OpenAPI links): from what was created, or the first of a list, to everything that can be asked
 * of it by its id.
 */
export function linksOf(route: Route, answer: z.ZodType, routes: readonly Route[]): Links {
  const id = idIn(answer);
  const collection = id === null ? null : collectionOf(route, answer, routes);
  if (id === null || collection === null) return {};
  const inherited = Object.fromEntries(paramsOf(route.path).map((name) => [name, `$request.path.${name}`]));
  const links = routes.flatMap((target): [string, ZodOpenApiLinkObject][] => {
    const [name, ...others] = target.path.startsWith(`${collection}/:`)
      ? paramsOf(target.path.slice(collection.length))
      : [];
    if (name === undefined || others.length > 0) return [];
    const parameters = { ...(collection.startsWith(route.path) ? inherited : {}), [name]: id };
    return [[operationIdOf(target), { operationId: operationIdOf(target), parameters }]];
  });
  return Object.fromEntries(links);
}

/** Where the id stands in an answer: of one thing, or of the first on a page. */
function idIn(answer: z.ZodType): string | null {
  if (!(answer instanceof z.ZodObject)) return null;
  if ('id' in answer.shape) return '$response.body#/id';
  const { items } = answer.shape;
  return items instanceof z.ZodArray && items.element instanceof z.ZodObject && 'id' in items.element.shape
    ? '$response.body#/items/0/id'
    : null;
}

/** The path under which the answered thing is found by id: its own collection, or where one such thing is read. */
function collectionOf(route: Route, answer: z.ZodType, routes: readonly Route[]): string | null {
  if (routes.some(({ path }) => path.startsWith(`${route.path}/:`))) return route.path;
  const read = routes.find(
    ({ method, path, answers }) =>
      method === 'get' && /^\/[\w-]+\/:\w+$/.test(path) && answers[200] === answer,
  );
  return read ? read.path.replace(/\/:\w+$/, '') : null;
}

function paramsOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
}
