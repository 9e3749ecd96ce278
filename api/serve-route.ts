import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { Practice } from '../entities/practice.ts';
import { Staff } from '../entities/staff.ts';
import type { Database } from '../facts/database.ts';
import { inFact, type Fact } from '../facts/fact.ts';
import type { WrongField } from '../facts/refusal.ts';
import { ACCESS, mayUse, seesOwnOnly, type Role } from '../policy/access.ts';
import { authenticate } from './authenticate.ts';
import { answeredBefore, questionOf, rememberAnswer, type Question } from './idempotency.ts';
import { Problem } from './problem.ts';
import type { Answer, Route } from './route.ts';

type Served = { database: Database; readonly publicUrl: string };

/** One request: who asks, may they, is the question well-formed, and then one transaction in their practice. */
export function serveRoute(served: Served, route: Route): RequestHandler {
  return async (req, res) => {
    const { database, publicUrl } = served;
    const caller = await authenticate(database, req);
    const question = questionOf(req, req.body);
    const of = { practiceId: caller.practiceId, actor: { kind: 'staff' as const, staffId: caller.staffId }, now: new Date() };
    const serve = () => inFact(database, of, (fact) => answer(fact, { route, req, question, publicUrl }));
    send(res, await serve().catch((error: unknown) => (question && isTakenKey(error) ? serve() : Promise.reject(error))));
  };
}

type Serving = { route: Route; req: Request; question: Question | null; publicUrl: string };

async function answer(fact: Fact, { route, req, question, publicUrl }: Serving): Promise<Answer> {
  const [staff, practice] = await whoAndWhere(fact);
  const roles: readonly Role[] = staff.roles;
  if (!mayUse(route.name, roles)) throw new Problem(403, `Only ${ACCESS[route.name].join(', ')} may do this.`);
  const parsed = parseQuestion(route, req);
  const before = question ? await answeredBefore(fact, question) : null;
  if (before) return before;
  const me = { staffId: staff.id, practiceId: fact.practiceId, roles, ownOnly: seesOwnOnly(roles) };
  const given = await route.handle({ fact, me, practice, ...parsed, req, publicUrl });
  if (question) await rememberAnswer(fact, question, given, route.secretFields);
  return given;
}

async function whoAndWhere(fact: Fact): Promise<[Staff, Practice]> {
  const staff = await fact.em.findOne(Staff, { id: fact.actor.staffId ?? '', active: true });
  if (!staff) throw new Problem(401, 'This API key belongs to somebody who no longer works here.');
  return [staff, await fact.em.findOneOrFail(Practice, { id: fact.practiceId })];
}

/** Everything that is wrong, in one answer: path, query and body together. */
function parseQuestion(route: Route, req: Request): { params: unknown; query: unknown; body: unknown } {
  const params = route.params?.safeParse(req.params);
  if (params && !params.success) throw new Problem(404, 'There is nothing with this id.');
  if (route.body) checkMediaType(route, req);
  const query = route.query?.safeParse(req.query);
  const asGiven = route.accepts === 'csv' || route.bodyAsGiven === true;
  const body = asGiven ? undefined : route.body?.safeParse(req.body ?? (route.bodyOptional ? {} : undefined));
  const errors = [...(query?.error ? wrong(query.error, 'query') : []), ...(body?.error ? wrong(body.error) : [])];
  if (errors.length > 0) {
    throw new Problem(422, errors.map(({ path, message }) => `${path}: ${message}`).join('; '), { errors });
  }
  return { params: params?.data, query: query?.data, body: asGiven ? req.body : body?.data };
}

function checkMediaType(route: Route, req: Request): void {
  const empty = !req.headers['transfer-encoding'] && Number(req.headers['content-length'] ?? 0) === 0;
  if (route.accepts === 'csv') {
    if (!empty && !Buffer.isBuffer(req.body)) throw new Problem(415, 'Send the file as text/csv.');
    return;
  }
  if (empty && route.bodyOptional) return;
  if (!empty && !req.is(['application/json', 'application/*+json'])) throw new Problem(415, 'Send application/json.');
}

function wrong(error: z.ZodError, where = ''): WrongField[] {
  return error.issues.flatMap((issue) => {
    const path = [...(where ? [where] : []), ...issue.path.map(String)].join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not a field of this request' }));
    }
    return [{ path: path === '' ? '(body)' : path, message: issue.message }];
  });
}

function isTakenKey(error: unknown): boolean {
  return error instanceof UniqueConstraintViolationException && 'constraint' in error && error.constraint === 'idempotency_key_pkey';
}

function send(res: Response, { status, body, headers, type }: Answer): void {
  res.status(status).set(headers ?? {});
  if (type) res.type(type).send(body);
  else if (body === undefined) res.end();
  else res.json(body);
}
