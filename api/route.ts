import type { Request } from 'express';
import type { z } from 'zod';
import type { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import type { Role, RouteName } from '../policy/access/routes.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';

export type Me = { staffId: string; practiceId: string; roles: readonly Role[]; ownOnly: boolean };

/** What a handler gets: the parsed question, who asks, and one open transaction in their practice. */
type Asked<P, Q, B> = {
  tx: Tx;
  me: Me;
  practice: Practice;
  params: P;
  query: Q;
  body: B;
  req: Request;
  publicUrl: string;
  /** The installation's mailbox for mail that comes in. */
  mailbox: string | null;
  webhookReach: AllowedNetwork;
};

export type Answer = { status: number; body: unknown; headers?: Record<string, string>; type?: string };

type Shape = z.ZodType | undefined;
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

export type RouteSpec<P extends Shape, Q extends Shape, B extends Shape> = {
  name: RouteName;
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
  answers: Record<number, z.ZodType | { schema: z.ZodType; description: string } | null>;
  /** Fields of the answer that are shown once and never stored with an Idempotency-Key. */
  secretFields?: readonly string[];
  /** Other media types that the 200 answer can have. */
  alsoAs?: readonly string[];
  handle: (asked: Asked<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Answer>;
};

export type Route = Omit<RouteSpec<z.ZodType, z.ZodType, z.ZodType>, 'handle'> & {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  handle: (asked: Asked<unknown, unknown, unknown>) => Promise<Answer>;
};

/** Declares a route once: its place in the access table, its validation, its documentation and what it does. */
export function route<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  spec: RouteSpec<P, Q, B>,
): Route {
  const [method = '', path = ''] = spec.name.split(' ');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table below forgets what each handler knows of its question
  return { ...spec, method: method.toLowerCase(), path } as unknown as Route;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

export const gone: Answer = { status: 204, body: undefined };
