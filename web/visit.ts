import type { Request, RequestHandler, Response } from 'express';
import { Client } from '../entities/client.ts';
import { Practice } from '../entities/practice.ts';
import { PublicToken } from '../entities/public-token.ts';
import { secretHash } from '../entities/crypto/look-up.ts';
import type { Database } from '../facts/database.ts';
import { inTransaction, type Actor, type Tx } from '../facts/transaction.ts';
import type { TokenPurpose } from '../email/public-link.ts';
import { markup } from '../http/markup.ts';
import { qrCode } from '../http/qr-code.ts';
import { page } from './page.ts';
import { fieldsOf, type Fields } from './read-form.ts';

export type Served = { database: Database; readonly publicUrl: string };

/** A request for a page of a practice: its form fields, and a transaction for what it changes. */
export type Visit = {
  practice: Practice;
  fields: Fields;
  /** In a frame of somebody else's site, which has a title of its own. */
  isEmbedded: boolean;
  /** How people elsewhere reach this path. */
  linkTo: (path: string) => string;
  inTransaction: <T>(work: (tx: Tx) => Promise<T>, actor?: Actor) => Promise<T>;
};

/** A request through a personal link: the subject it was made for, and its token. */
export type LinkVisit = Visit & { subjectId: string; token: string };

type LinkParams = { practice?: string; token: string };
export type Answer = { status: number; type: 'html' | 'svg'; text: string };

const VISITOR: Actor = { kind: 'visitor', staffId: null };
const SLUG = /^[a-z0-9-]{1,80}$/;

/** One answer for every link that is unknown, has expired or is of somebody else, whatever it was for. */
const GONE = page(
  'This link is not in use',
  markup`<p>Nothing was changed. If you meant to reach us, please reply to our e-mail.</p>`,
);

export function shown(text: string, status = 200): Answer {
  return { status, type: 'html', text };
}

export function qrAnswer(url: string): Answer {
  return { status: 200, type: 'svg', text: qrCode(url) };
}

/** A page behind a link of this purpose; null where its subject is gone. */
export function behindLink(
  served: Served,
  purpose: TokenPurpose,
  answer: (visit: LinkVisit) => Promise<Answer | null>,
): RequestHandler<LinkParams> {
  return async (req, res) => {
    const token = withoutFullStop(req.params.token);
    const found = await linkOf(served.database, purpose, token);
    const practice = found ? await practiceWith(served.database, { id: found.practiceId }) : null;
    const { practice: slug } = req.params;
    if (!found || !practice || (slug !== undefined && slug !== practice.slug)) return send(res, null);
    const { subjectId } = found;
    send(res, await answer({ ...visitOf(served, practice, req), subjectId, token }));
  };
}

/** A page behind a link that was made for a client who is still known here. */
export function behindClientLink(
  served: Served,
  purpose: Exclude<TokenPurpose, 'keep_posted' | 'friday' | 'handover'>,
  answer: (visit: LinkVisit) => Promise<Answer>,
): RequestHandler<LinkParams> {
  return behindLink(served, purpose, async (visit) => {
    const { inTransaction: read, subjectId } = visit;
    const isKnown = await read(async ({ em }) => (await em.count(Client, { id: subjectId })) > 0);
    return isKnown ? answer(visit) : null;
  });
}

/** A page that anybody may open who stands at the desk, or on the practice's website. */
export function atDesk<Params = object>(
  served: Served,
  answer: (visit: Visit, params: Params) => Promise<Answer | null>,
): RequestHandler<{ practice: string } & Params> {
  return async (req, res) => {
    const { practice: slug } = req.params;
    const practice = SLUG.test(slug) ? await practiceWith(served.database, { slug }) : null;
    send(res, practice ? await answer(visitOf(served, practice, req), req.params) : null);
  };
}

/** Our e-mails end a sentence with a link, and some programs take the full stop for a part of it. */
export function withoutFullStop(text: string): string {
  return text.replace(/[.,;:!?]+$/, '');
}

type Asked = Pick<Request, 'query'> & { body?: unknown };

function visitOf(served: Served, practice: Practice, { query, body }: Asked): Visit {
  return {
    practice,
    fields: fieldsOf(body),
    isEmbedded: query['embed'] === '1',
    linkTo: (path) => `${served.publicUrl}${path}`,
    inTransaction: (work, actor = VISITOR) =>
      inTransaction(served.database, { practiceId: practice.id, actor }, work),
  };
}

async function linkOf(database: Database, purpose: TokenPurpose, token: string): Promise<PublicToken | null> {
  const found = await database.orm.em.fork().findOne(PublicToken, { hash: secretHash(token), purpose });
  const hasExpired = found?.expiresAt ? found.expiresAt <= new Date() : false;
  return hasExpired ? null : found;
}

async function practiceWith(
  database: Database,
  where: { id: string } | { slug: string },
): Promise<Practice | null> {
  return database.orm.em.fork().findOne(Practice, where);
}

function send(res: Response, answer: Answer | null): void {
  const { status, type, text } = answer ?? shown(GONE, 404);
  res.status(status).type(type).send(text);
}
