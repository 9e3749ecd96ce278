import type { z } from 'zod';
import type { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import type { Session } from '../http/session.ts';
import type { Role, RouteName } from '../policy/access/routes.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';

export type Me = {
  staffId: string;
  practiceId: string;
  /** As they act today. */
  roles: readonly Role[];
  /** As they were given. */
  held: readonly Role[];
  ownOnly: boolean;
};

/** The first of these media types that whoever asks prefers; false: none of them. */
export type Accepts = (types: string[]) => string | false;

/** What an installation is to the world around it. */
export type Installation = {
  publicUrl: string;
  /** The installation's mailbox for mail that comes in. */
  mailbox: string | null;
  webhookReach: AllowedNetwork;
};

/** What a handler gets: the parsed request, its caller, and one open transaction in their practice. */
type Asked<P, Q, B> = Installation & {
  tx: Tx;
  me: Me;
  practice: Practice;
  /** Where they ask with a browser; null: with a key. */
  session: Session | null;
  params: P;
  query: Q;
  body: B;
  accepts: Accepts;
};

/** An answer of any route: JSON, or text of another media type, whole or page by page. */
export type Answer = JsonAnswer<number, unknown> | TextAnswer<string> | PagedAnswer<string>;

export type JsonAnswer<Status, Body> = { status: Status; body: Body; headers?: Headers };
/** Has no `body`, so that the type of a JSON body is inferred from the route's schemas alone. */
type TextAnswer<Type> = { status: 200; text: string; type: Type; headers?: Headers };
/** Read and sent one page after the other, so that neither memory nor a transaction grows with it. */
type PagedAnswer<Type> = { status: 200; pages: Pages; type: Type; headers?: Headers };
/** Each page is read in a transaction of its own, in which the caller is asked for anew whether they may. */
export type Pages = (inOwnTransaction: InOwnTransaction) => AsyncIterable<string>;
export type InOwnTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
type Headers = Record<string, string>;

type Shape = z.ZodType | undefined;
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;
type Given<S extends Shape> = S extends z.ZodType ? z.input<S> : undefined;

type Answers = Record<number, z.ZodType | { schema: z.ZodType; description: string } | null>;
type BodyOf<D> = D extends z.ZodType
  ? z.output<D>
  : D extends { schema: infer S extends z.ZodType }
    ? z.output<S>
    : undefined;

/** A declared status with the body declared for it, or text of a media type in `alsoAs`. */
type Declared<A extends Answers, Text> =
  | { [Status in keyof A & number]: JsonAnswer<Status, BodyOf<A[Status]>> }[keyof A & number]
  | TextAnswer<Text>
  | PagedAnswer<Text>;

export type RouteSpec<
  N extends RouteName,
  P extends Shape,
  Q extends Shape,
  B extends Shape,
  A extends Answers,
  Text,
> = {
  name: N;
  summary: string;
  description?: string;
  tag: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The handler reads the body itself, so that it can list contradictions beside malformed fields. */
  bodyAsGiven?: boolean;
  /** A body may be left out. */
  bodyOptional?: boolean;
  /** `text/csv` bodies are read as bytes. */
  accepts?: 'json' | 'csv';
  /** The ids in the body are whom it is about: a colleague's are 404, as in a path. */
  aboutBody?: true;
  answers: A;
  /** Fields of the answer that are shown once and never stored with an Idempotency-Key. */
  secretFields?: readonly string[];
  /** The answer is there to hand a link on; every other answer shows links without what opens them. */
  showsLinks?: boolean;
  /** Other media types that the 200 answer can have; the only ones where `answers` has no 200. */
  alsoAs?: readonly Text[];
  handle: (asked: Asked<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Declared<A, NoInfer<Text>>>;
};

export type Route = Omit<RouteSpec<RouteName, z.ZodType, z.ZodType, z.ZodType, Answers, string>, 'handle'> & {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  handle: (asked: Asked<unknown, unknown, unknown>) => Promise<Answer>;
};

/** What the compiler remembers of a route for whoever asks it by its name (api/ask.ts); there at no time. */
export type Remembered<N, P extends Shape, Q extends Shape, B extends Shape, A extends Answers> = {
  readonly name: N;
  readonly remembered?: {
    params: Given<P>;
    query: Given<Q>;
    body: Given<B>;
    success: { [Status in keyof A & (200 | 201 | 202 | 204)]: BodyOf<A[Status]> }[keyof A &
      (200 | 201 | 202 | 204)];
  };
};

/** Declares a route once: its place in the access table, its validation, its documentation and what it does. */
export function route<
  const N extends RouteName,
  const A extends Answers,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  const Text extends string = never,
>(spec: RouteSpec<N, P, Q, B, A, Text>): Route & Remembered<N, P, Q, B, A> {
  const [method = '', path = ''] = spec.name.split(' ');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one list holds all routes: what a handler knows of its question is forgotten here
  return { ...spec, method: method.toLowerCase(), path } as unknown as Route & Remembered<N, P, Q, B, A>;
}

/** The body is inferred from what the route declares, never from what is given, so that a field too many is an error here. */
export function ok<T>(body: NoInfer<T>, headers: Headers = {}): JsonAnswer<200, T> {
  return { status: 200, body, headers };
}

export function created<T>(body: NoInfer<T>): JsonAnswer<201, T> {
  return { status: 201, body };
}

export const gone: JsonAnswer<204, undefined> = { status: 204, body: undefined };
