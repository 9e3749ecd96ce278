import type { Request, RequestHandler, Response } from 'express';
import { Practice } from '../entities/practice.ts';
import { PublicToken } from '../entities/public-token.ts';
import { secretHash } from '../entities/crypto/look-up.ts';
import type { Database } from '../facts/database.ts';
import { applyPostedForm } from '../facts/posted-forms/apply-posted-form.ts';
import { opensLink } from '../facts/outbound-mail/open-link.ts';
import { inTransaction, type Actor, type Tx } from '../facts/transaction.ts';
import type { TokenPurpose } from '../email/public-link.ts';
import { Problem } from '../http/problem.ts';
import { qrCode } from '../http/qr-code.ts';
import { sendPage } from '../http/send-page.ts';
import { sendToAll } from './open-to-all.ts';
import { fieldsOf, type Fields } from './read-form.ts';

export type Served = { database: Database; readonly publicUrl: string };

/** A request for a page of a practice: its form fields, and a transaction for what it changes. */
export type Visit = {
  practice: Practice;
  fields: Fields;
  /** What a form that only shows something (GET) was filled in with. */
  asked: Fields;
  /** In a frame of somebody else's site, which has a title of its own. */
  isEmbedded: boolean;
  /** How people elsewhere reach this path. */
  linkTo: (path: string) => string;
  inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Works off a form that was kept; what fails is tried again by the relay. */
  applyForm: (formId: string) => void;
};

/** A request through a personal link: what and whom it was made for, and its token. */
export type LinkVisit = Visit & { purpose: TokenPurpose; subjectId: string; token: string };

type LinkParams = { practice?: string; token: string };
export type Answer = {
  status: number;
  type: 'html' | 'svg' | 'json' | 'js';
  text: string;
  /** For how long whoever stands between may keep it, and any site show it; without it, nobody may. */
  keepSeconds?: number;
};

const VISITOR: Actor = { kind: 'visitor', staffId: null };
const SLUG = /^[a-z0-9-]{1,80}$/;

export function shown(text: string, status = 200): Answer {
  return { status, type: 'html', text };
}

export function qrAnswer(url: string): Answer {
  return { status: 200, type: 'svg', text: qrCode(url) };
}

/** A page behind a link of this purpose, or of one of these; what is done there is noted as done by this link, whoever did it. */
export function behindLink(
  served: Served,
  purposes: TokenPurpose | readonly TokenPurpose[],
  answer: (visit: LinkVisit) => Promise<Answer | null>,
): RequestHandler<LinkParams> {
  return async (req, res) => {
    const { token } = req.params;
    const found = await linkOf(served.database, [purposes].flat(), token);
    const practice = found ? await practiceWith(served.database, { id: found.practiceId }) : null;
    const { practice: slug } = req.params;
    if (!found || !practice || (slug !== undefined && slug !== practice.slug)) return await send(res, null);
    const { purpose, subjectId } = found;
    const visit = visitOf(served, practice, req, {
      kind: 'link',
      staffId: null,
      link: { purpose, subjectId },
    });
    const isOpen = await visit.inTransaction((tx) => opensLink(tx, { purpose, subjectId, token }));
    await send(res, isOpen ? await answer({ ...visit, purpose, subjectId, token }) : null);
  };
}

/** A page that anybody may open who stands at the desk, or on the practice's website. */
export function atDesk<Params = object>(
  served: Served,
  answer: (visit: Visit, params: Params) => Promise<Answer | null>,
): RequestHandler<{ practice: string } & Params> {
  return async (req, res) => {
    const { practice: slug } = req.params;
    const practice = SLUG.test(slug) ? await practiceWith(served.database, { slug }) : null;
    await send(res, practice ? await answer(visitOf(served, practice, req, VISITOR), req.params) : null);
  };
}

type Asked = Pick<Request, 'query'> & { body?: unknown };

function visitOf(served: Served, practice: Practice, { query, body }: Asked, actor: Actor): Visit {
  return {
    practice,
    fields: fieldsOf(body),
    asked: fieldsOf(query),
    isEmbedded: query['embed'] === '1',
    linkTo: (path) => `${served.publicUrl}${path}`,
    inTransaction: (work) => inTransaction(served.database, { practiceId: practice.id, actor }, work),
    applyForm: (id) => {
      // harmless: the relay tries again what stays, and logs what fails then
      applyPostedForm(served.database, { id, practiceId: practice.id }).catch(() => undefined);
    },
  };
}

type Link = Pick<PublicToken, 'practiceId' | 'subjectId'> & { purpose: TokenPurpose };

async function linkOf(
  database: Database,
  purposes: readonly TokenPurpose[],
  token: string,
): Promise<Link | null> {
  const found = await database.orm.em.fork().findOne(PublicToken, { hash: secretHash(token) });
  const purpose = purposes.find((one) => one === found?.purpose);
  const hasExpired = found?.expiresAt ? found.expiresAt <= new Date() : false;
  if (!found || !purpose || hasExpired) return null;
  const { practiceId, subjectId } = found;
  return { practiceId, subjectId, purpose };
}

async function practiceWith(
  database: Database,
  where: { id: string } | { slug: string },
): Promise<Practice | null> {
  return database.orm.em.fork().findOne(Practice, where);
}

/** One answer for every link that is unknown, has expired or is of somebody else, whatever it was for. */
async function send(res: Response, answer: Answer | null): Promise<void> {
  if (!answer) throw new Problem(404, 'This link is not in use.');
  const { status, type, text, keepSeconds } = answer;
  if (keepSeconds !== undefined) return sendToAll(res, { type, text, keepSeconds });
  res.status(status);
  if (type === 'html') await sendPage(res, text);
  else res.type(type).send(text);
}
