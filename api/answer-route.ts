import { holdsDuty } from '../facts/practice/holds-duty.ts';
import { type IdempotentRequest } from '../facts/idempotency.ts';
import type { Tx } from '../facts/transaction.ts';
import type { Practice } from '../entities/practice.ts';
import { Problem, StepUpNeeded } from '../http/problem.ts';
import { isSteppedUp, type Session } from '../http/session.ts';
import { wrongFieldsOf } from '../http/wrong-fields.ts';
import { mayUse, whoMay } from '../policy/access/may-use.ts';
import { BY_DUTY, type RouteName } from '../policy/access/routes.ts';
import { needsStepUp } from '../policy/access/step-up.ts';
import { answerOnce } from './idempotency.ts';
import { refuseOthers } from './ownership.ts';
import { noteRead } from './readings.ts';
import type { Accepts, Answer, Installation, Me, Route } from './route.ts';

/** Who asks, with the roles of this moment; `session` where they ask with a browser. */
export type Caller = { me: Me; practice: Practice; session: Session | null };

/** What was asked, before it is validated; `accepts` chooses among the media types of an answer. */
export type Question = { params: unknown; query: unknown; body: unknown; accepts: Accepts };

type Asking = { caller: Caller; installation: Installation; request: IdempotentRequest | null };

/**
 * Authorises, validates and handles one question in the caller's transaction: the only way to a route, over HTTP and from
 * a page. Throws a Problem or Refusal: 403 to whom the route is closed, 404, 409, or 422 that lists every wrong field.
 */
export async function answerRoute(
  tx: Tx,
  route: Route,
  question: Question,
  { caller, installation, request }: Asking,
): Promise<Answer> {
  await refuseWhoMayNot(tx, caller.me, route);
  refuseUnconfirmed(tx, caller, route, question.body);
  const parsed = parseQuestion(route, question);
  await refuseOthers(tx, caller.me, route, parsed);
  const handle = async () => {
    const { accepts } = question;
    const answer = await route.handle({ tx, ...caller, ...parsed, accepts, ...installation });
    await noteRead(tx, route, parsed.params);
    return answer;
  };
  return request ? answerOnce(tx, request, route.secretFields ?? [], handle) : handle();
}

/** 403 where a browser has to show once more whose it is. */
function refuseUnconfirmed(tx: Tx, { session }: Caller, { name }: Route, body: unknown): void {
  if (session && needsStepUp(name, body) && !isSteppedUp(session, tx.now)) throw new StepUpNeeded();
}

/** 403 where the caller's roles of today, and their duties, do not open the route. */
export async function refuseWhoMayNot(tx: Tx, me: Me, route: Route): Promise<void> {
  if (!(await mayAsk(tx, me, route))) throw new Problem(403, `Only ${whoMay(route.name)} may do this.`);
}

const ROUTES_BY_DUTY = Object.keys(BY_DUTY) as RouteName[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of the table
const DUTIES = [...new Set(Object.values(BY_DUTY))];

/** The routes that a duty, which they have or cover, opens to somebody besides those of their roles. */
export async function routesByDuty(
  tx: Tx,
  { staffId, roles }: Pick<Me, 'staffId' | 'roles'>,
): Promise<ReadonlySet<RouteName>> {
  const opened = new Set<RouteName>();
  for (const duty of DUTIES) {
    const routes = ROUTES_BY_DUTY.filter((name) => BY_DUTY[name] === duty);
    if (routes.every((name) => mayUse(name, roles)) || !(await holdsDuty(tx, staffId, duty))) continue;
    for (const name of routes) opened.add(name);
  }
  return opened;
}

/** Whether the caller's roles of today, or a duty they have or cover, open the route. */
async function mayAsk(
  tx: Tx,
  { staffId, roles }: Pick<Me, 'staffId' | 'roles'>,
  { name }: Pick<Route, 'name'>,
): Promise<boolean> {
  if (mayUse(name, roles)) return true;
  const duty = BY_DUTY[name];
  return duty !== undefined && (await holdsDuty(tx, staffId, duty));
}

/** Validates path, query and body together, so that one answer lists every fault. */
function parseQuestion(route: Route, asked: Question): { params: unknown; query: unknown; body: unknown } {
  const params = route.params?.safeParse(asked.params);
  if (params && !params.success) throw new Problem(404, 'There is nothing with this id.');
  const query = route.query?.safeParse(asked.query);
  const asGiven = route.accepts === 'csv' || route.bodyAsGiven === true;
  const body = asGiven
    ? undefined
    : route.body?.safeParse(asked.body === undefined && route.bodyOptional ? {} : asked.body);
  const errors = [
    ...(query?.error ? wrongFieldsOf(query.error, ['query']) : []),
    ...(body?.error ? wrongFieldsOf(body.error) : []),
  ];
  if (errors.length > 0) {
    throw new Problem(422, errors.map(({ path, message }) => `${path}: ${message}`).join('; '), { errors });
  }
  return { params: params?.data, query: query?.data, body: asGiven ? asked.body : body?.data };
}
