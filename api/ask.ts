import type { IdempotentRequest } from '../facts/idempotency.ts';
import type { Tx } from '../facts/transaction.ts';
import type { RouteName } from '../policy/access/routes.ts';
import { answerRoute, type Caller } from './answer-route.ts';
import type { Answer, Installation, Route } from './route.ts';
import { ROUTES, type RouteNamed } from './routes/index.ts';

type RememberedOf<N extends RouteName> = NonNullable<
  RouteNamed<N> extends { readonly remembered?: infer M } ? M : never
>;
type Part<N extends RouteName, P extends string> =
  RememberedOf<N> extends { readonly [Name in P]: infer Value } ? Value : never;

/** What a route answers when all is well. */
export type SuccessOf<N extends RouteName> = Part<N, 'success'>;
type Asked<N extends RouteName> = {
  params?: Part<N, 'params'>;
  query?: Part<N, 'query'>;
  body?: Part<N, 'body'>;
};

/** Asks a route of the API by its name; throws the Problem or Refusal that would be its answer over HTTP. */
export type Ask = <N extends RouteName>(name: N, asked?: Asked<N>) => Promise<SuccessOf<N>>;

/** As over HTTP, before anything is validated: what a form holds. */
export type RawQuestion = { params: unknown; query?: unknown; body?: unknown };

const BY_NAME = new Map(ROUTES.map((route) => [route.name, route]));
const JSON_TYPE = 'application/json';

/** The API for a page: the same routes, roles, validation and records, in the transaction of whoever asks. */
export function askingFor(tx: Tx, caller: Caller, installation: Installation): Ask {
  return async (name, asked = {}) => {
    const raw = { params: asked.params ?? {}, query: asked.query ?? {}, body: asked.body };
    const answer = await askRaw(tx, routeNamed(name), raw, { caller, installation, request: null });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the route was declared with this body, and tested against it
    return bodyOf(answer) as SuccessOf<typeof name>;
  };
}

type Asking = { caller: Caller; installation: Installation; request: IdempotentRequest | null };

/** The same for what nobody has validated yet; `as` is the media type that is wanted. */
export function askRaw(
  tx: Tx,
  route: Route,
  { params, query = {}, body }: RawQuestion,
  asking: Asking,
  as = JSON_TYPE,
): Promise<Answer> {
  const accepts = (types: string[]) => (types.includes(as) ? as : (types[0] ?? false));
  return answerRoute(tx, route, { params, query, body, accepts }, asking);
}

/** The JSON of an answer; undefined where it has none. */
export function bodyOf(answer: Answer): unknown {
  return 'body' in answer ? answer.body : undefined;
}

/** The route with this name. */
export function routeNamed(name: RouteName): Route {
  const route = BY_NAME.get(name);
  if (!route) throw new Error(`No route is declared for ${name}.`);
  return route;
}
