import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../facts/database.ts';
import { inTransaction } from '../facts/transaction.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import { answerRoute, refuseWhoMayNot, type Question } from './answer-route.ts';
import { authenticate, readCaller } from './authenticate.ts';
import { idempotentRequest, isKeyed } from './idempotency.ts';
import { Problem } from '../http/problem.ts';
import { withoutLinkTokens } from '../email/public-link.ts';
import { readBody } from '../http/read-body.ts';
import { sendPages } from './send-pages.ts';
import type { Answer, Route } from './route.ts';

type Served = {
  database: Database;
  readonly publicUrl: string;
  mailbox: string | null;
  webhookReach: AllowedNetwork;
  temporalUi: string | null;
};
type CountWrongKey = (req: Request, res: Response) => Promise<void>;

/** Authenticates, reads the body, then authorises, validates and handles in one transaction of the caller's practice. */
export function serveRoute(served: Served, route: Route, countWrongKey: CountWrongKey): RequestHandler {
  return async (req, res) => {
    const { database, publicUrl, mailbox, webhookReach, temporalUi } = served;
    const { practiceId, staffId, session } = await authenticate(served, req).catch(async (error: unknown) => {
      if (error instanceof Problem) await countWrongKey(req, res);
      throw error;
    });
    if (route.body) await readBody(req, res, route.accepts ?? 'json');
    else if (isKeyed(req)) await readBody(req, res, 'ignored');
    const request = idempotentRequest(req, staffId);
    const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
    const installation = { publicUrl, mailbox, webhookReach, temporalUi };
    const answer = await inTransaction(database, of, async (tx) => {
      const caller = { ...(await readCaller(tx, staffId)), session };
      await refuseWhoMayNot(tx, caller.me, route);
      if (route.body) checkMediaType(route, req);
      return answerRoute(tx, route, questionIn(req), { caller, installation, request });
    });
    if (!('pages' in answer)) return send(res, route, answer);
    await sendPages(res, answer, async (work) => {
      await authenticate(served, req);
      return inTransaction(database, of, async (tx) => {
        const { me } = await readCaller(tx, staffId);
        await refuseWhoMayNot(tx, me, route);
        return work(tx);
      });
    });
  };
}

function questionIn(req: Request): Question {
  return { params: req.params, query: req.query, body: req.body, accepts: (types) => req.accepts(types) };
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
