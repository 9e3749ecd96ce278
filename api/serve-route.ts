import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../facts/database.ts';
import { inTransaction, type Tx } from '../facts/transaction.ts';
import { holdsDuty } from '../facts/practice/holds-duty.ts';
import { BY_DUTY } from '../policy/access/routes.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import { mayUse, whoMay } from '../policy/access/may-use.ts';
import { authenticate, readCaller } from './authenticate.ts';
import type { IdempotentRequest } from '../facts/idempotency.ts';
import { answerOnce, idempotentRequest, isKeyed } from './idempotency.ts';
import { Problem } from '../http/problem.ts';
import { withoutLinkTokens } from '../email/public-link.ts';
import { readBody } from '../http/read-body.ts';
import { refuseOthers } from './ownership.ts';
import { noteRead } from './readings.ts';
import { sendPages } from './send-pages.ts';
import type { Answer, Me, Route } from './route.ts';
import { wrongFieldsOf } from '../http/wrong-fields.ts';

type Served = {
  database: Database;
  readonly publicUrl: string;
  mailbox: string | null;
  webhookReach: AllowedNetwork;
};
type CountWrongKey = (req: Request, res: Response) => Promise<void>;

/** Authenticates, reads the body, then authorises, validates and handles in one transaction of the caller's practice. */
export function serveRoute(served: Served, route: Route, countWrongKey: CountWrongKey): RequestHandler {
  return async (req, res) => {
    const { database, publicUrl, mailbox, webhookReach } = served;
    const { practiceId, staffId } = await authenticate(served, req).catch(async (error: unknown) => {
      if (error instanceof Problem) await countWrongKey(req, res);
      throw error;
    });
    if (route.body) await readBody(req, res, route.accepts ?? 'json');
    else if (isKeyed(req)) await readBody(req, res, 'ignored');
    const request = idempotentRequest(req, staffId);
    const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
    const answer = await inTransaction(database, of, (tx) =>
      respond(tx, staffId, { route, req, request, publicUrl, mailbox, webhookReach }),
    );
    if (!('pages' in answer)) return send(res, route, answer);
    await sendPages(res, answer, async (work) => {
      await authenticate(served, req);
      return inTransaction(database, of, async (tx) => {
        await callerOf(tx, staffId, route);
        return work(tx);
      });
    });
  };
}

type Serving = {
  route: Route;
  req: Request;
  request: IdempotentRequest | null;
  publicUrl: string;
  mailbox: string | null;
  webhookReach: AllowedNetwork;
};

async function respond(
  tx: Tx,
  staffId: string,
  { route, req, request, ...installation }: Serving,
): Promise<Answer> {
  const { me, practice } = await callerOf(tx, staffId, route);
  const parsed = parseQuestion(route, req);
  await refuseOthers(tx, me, route, parsed);
  const handle = async () => {
    const answer = await route.handle({ tx, me, practice, ...parsed, req, ...installation });
    await noteRead(tx, route, parsed.params);
    return answer;
  };
  return request ? answerOnce(tx, request, route.secretFields ?? [], handle) : handle();
}

/** Who asks, with the roles of this moment; 403 where these do not open the route. */
async function callerOf(tx: Tx, staffId: string, route: Route): ReturnType<typeof readCaller> {
  const caller = await readCaller(tx, staffId);
  if (!(await mayAsk(tx, caller.me, route)))
    throw new Problem(403, `Only ${whoMay(route.name)} may do this.`);
  return caller;
}

async function mayAsk(tx: Tx, { staffId, roles }: Me, { name }: Route): Promise<boolean> {
  if (mayUse(name, roles)) return true;
  const duty = BY_DUTY[name];
  return duty !== undefined && (await holdsDuty(tx, staffId, duty));
}

/** Validates path, query and body together, so that one answer lists every fault. */
function parseQuestion(route: Route, req: Request): { params: unknown; query: unknown; body: unknown } {
  const params = route.params?.safeParse(req.params);
  if (params && !params.success) throw new Problem(404, 'There is nothing with this id.');
  if (route.body) checkMediaType(route, req);
  const query = route.query?.safeParse(req.query);
  const asGiven = route.accepts === 'csv' || route.bodyAsGiven === true;
  const body = asGiven
    ? undefined
    : route.body?.safeParse(req.body === undefined && route.bodyOptional ? {} : req.body);
  const errors = [
    ...(query?.error ? wrongFieldsOf(query.error, ['query']) : []),
    ...(body?.error ? wrongFieldsOf(body.error) : []),
  ];
  if (errors.length > 0) {
    throw new Problem(422, errors.map(({ path, message }) => `${path}: ${message}`).join('; '), { errors });
  }
  return { params: params?.data, query: query?.data, body: asGiven ? req.body : body?.data };
}

function checkMediaType(route: Route, req: Request): void {
  const empty = !req.headers['transfer-encoding'] && Number(req.headers['content-length'] ?? 0) === 0;
  if (empty) return;
  if (route.accepts === 'csv') {
    if (!Buffer.isBuffer(req.body)) throw new Problem(415, 'Send the file as text/csv.');
  } else if (!req.is(['application/json', 'application/*+json'])) {
    throw new Problem(415, 'Send application/json.');
  }
}

/** Hides what would let its reader act as somebody else, so that no view can forget to (send-pages.ts too). */
function send(
  res: Response,
  { showsLinks = false }: Route,
  answer: Exclude<Answer, { pages: unknown }>,
): void {
  const shown = (text: string) => (showsLinks ? text : withoutLinkTokens(text));
  res.status(answer.status).set(answer.headers ?? {});
  if ('text' in answer) res.type(answer.type).send(shown(answer.text));
  else if (answer.body === undefined) res.end();
  else res.type('json').send(shown(JSON.stringify(answer.body)));
}
