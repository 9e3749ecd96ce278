import { HOUR_MS } from '../../policy/calendar/units.ts';
import { IdempotencyKey } from '../../entities/idempotency-key.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import type { Tx } from '../transaction.ts';

/** Lower-case words that together identify a person: an address, a number, a whole name, an id with a first name. */
export type TextMatches = readonly (readonly string[])[];

const PAGE = 500;
const REMOVED = '(removed)';
const STUCK_MS = HOUR_MS;

/**
 * Sealed texts cannot be searched by the database: opens them page by page and redacts matches in stored idempotent
 * responses, inbound e-mails, unapplied provider events and complaints.
 */
export async function redactTextMatches(tx: Tx, matches: TextMatches): Promise<Record<string, number>> {
  if (matches.length === 0) return {};
  const isMatch = (text: string | null | undefined): boolean => {
    const lower = text?.toLowerCase() ?? '';
    return matches.some((words) => words.every((word) => lower.includes(word)));
  };
  return {
    idempotency_key: await redactResponses(tx, isMatch),
    inbound_mail: await redactMails(tx, isMatch),
    webhook_event: await redactEvents(tx, isMatch),
    privacy_case: await redactCases(tx, isMatch),
  };
}

type IsMatch = (text: string | null | undefined) => boolean;

/** Keeps the key, so that a repeat is still recognised, and drops the response. */
async function redactResponses({ em }: Tx, isMatch: IsMatch): Promise<number> {
  let after = '';
  let found = 0;
  for (;;) {
    const page = await em.find(
      IdempotencyKey,
      { key: { $gt: after }, answer: { $ne: null } },
      { orderBy: { key: 'asc' }, limit: PAGE, disableIdentityMap: true },
    );
    const keys = page.filter(({ answer }) => isMatch(answer)).map(({ key }) => key);
    if (keys.length > 0)
      found += await em.nativeUpdate(IdempotencyKey, { key: { $in: keys } }, { answer: null });
    if (page.length < PAGE) return found;
    after = page.at(-1)?.key ?? '';
  }
}

async function redactMails({ em, now }: Tx, isMatch: IsMatch): Promise<number> {
  const where = { raw: { $ne: null } };
  return pageById((after) => em.find(InboundMail, { ...where, ...after }, PAGED), {
    isMatch: ({ raw }) => isMatch(raw),
    redact: (ids) => em.nativeUpdate(InboundMail, { id: { $in: ids } }, { raw: null, updatedAt: now }),
  });
}

/** Events that stayed unapplied for an hour, of the whole installation: they do not name a practice. */
async function redactEvents({ em, now }: Tx, isMatch: IsMatch): Promise<number> {
  const stuck = { payload: { $ne: null }, receivedAt: { $lt: new Date(now.getTime() - STUCK_MS) } };
  return pageById((after) => em.find(WebhookEvent, { ...stuck, ...after }, PAGED), {
    isMatch: ({ payload }) => isMatch(payload),
    redact: (ids) =>
      em.nativeUpdate(
        WebhookEvent,
        { id: { $in: ids } },
        { payload: null, appliedAt: now, outcome: 'erased' },
      ),
  });
}

async function redactCases({ em, now }: Tx, isMatch: IsMatch): Promise<number> {
  return pageById((after) => em.find(PrivacyCase, { ...after }, PAGED), {
    isMatch: ({ subject }) => isMatch(subject),
    redact: (ids) => em.nativeUpdate(PrivacyCase, { id: { $in: ids } }, { subject: REMOVED, updatedAt: now }),
  });
}

const PAGED = { orderBy: { id: 'asc' as const }, limit: PAGE, disableIdentityMap: true };

type Redaction<Row> = {
  isMatch: (row: Row) => boolean;
  redact: (ids: string[]) => Promise<number>;
};

async function pageById<Row extends { id: string }>(
  read: (after: { id?: { $gt: string } }) => Promise<Row[]>,
  { isMatch, redact }: Redaction<Row>,
): Promise<number> {
  let after: { id?: { $gt: string } } = {};
  let found = 0;
  for (;;) {
    const page = await read(after);
    const ids = page.filter(isMatch).map(({ id }) => id);
    if (ids.length > 0) found += await redact(ids);
    const last = page.at(-1);
    if (page.length < PAGE || !last) return found;
    after = { id: { $gt: last.id } };
  }
}
