import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { HOUR_MS, MINUTE_MS } from '../../policy/calendar/units.ts';
import type { Database } from '../database.ts';
import { inTransaction, WORKFLOW_ACTOR } from '../transaction.ts';

/** Older news was pushed, or pulled, or is no longer worth acting on. */
export const PULLED_BACK_MS = 48 * HOUR_MS;
/** News of an e-mail takes this long to be pushed at the most, as long as nothing is wrong. */
const PUSHED_WITHIN_MS = 5 * MINUTE_MS;
const MOST_AWAITED = 1_000;

/** A server at the mail provider; `practiceId` null: the installation's, which practices without one of their own share. */
export type MailServer = { practiceId: string | null; token: string | null };
type Awaited = { postmarkMessageId: string; sendId: string };

/** Every server that e-mails of this installation leave from. */
export async function mailServers(database: Database): Promise<MailServer[]> {
  const practices = await practicesOf(database);
  const own = practices.flatMap(({ id, token }) => (token ? { practiceId: id, token } : []));
  return [{ practiceId: null, token: null }, ...own];
}

/** E-mails that left through this server in the last two days and of which nothing more has been heard. */
export async function awaitedDeliveries(
  database: Database,
  server: MailServer,
  now: Date,
): Promise<Awaited[]> {
  const sharing = (await practicesOf(database)).filter(({ id, token }) =>
    server.practiceId === null ? token === null : id === server.practiceId,
  );
  const awaited: Awaited[] = [];
  for (const { id: practiceId } of sharing)
    await inTransaction(database, { practiceId, actor: WORKFLOW_ACTOR, now }, async ({ em }) => {
      const sentAt = {
        $gte: new Date(now.getTime() - PULLED_BACK_MS),
        $lt: new Date(now.getTime() - PUSHED_WITHIN_MS),
      };
      const found = await em.find(
        Message,
        { status: 'sent', delivery: 'sent', sentAt },
        { fields: ['sendId', 'postmarkMessageId'], orderBy: { sentAt: 'desc' }, limit: MOST_AWAITED },
      );
      for (const { sendId, postmarkMessageId } of found)
        if (postmarkMessageId) awaited.push({ sendId, postmarkMessageId });
    });
  return awaited;
}

/** The send id to attribute something by, where all of these are of one practice; null where that is not certain. */
export async function ofOnePractice(database: Database, sendIds: readonly string[]): Promise<string | null> {
  const sent = await database.orm.em.fork().find(SentAs, { sendId: { $in: [...sendIds] } });
  const [first] = sent;
  return first && sent.every(({ practiceId }) => practiceId === first.practiceId) ? first.sendId : null;
}

async function practicesOf(database: Database): Promise<{ id: string; token: string | null }[]> {
  const practices = await database.orm.em.fork().find(Practice, {}, { orderBy: { id: 'asc' } });
  return practices.map(({ id, postmarkServerToken }) => ({ id, token: postmarkServerToken ?? null }));
}
