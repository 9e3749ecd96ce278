import { HOUR_MS, WEEK_MS } from '../../policy/calendar/units.ts';
import { z } from 'zod';
import { IdempotencyKey } from '../../entities/idempotency-key.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { KeptForm } from '../../entities/kept-form.ts';
import { PostedForm } from '../../entities/posted-form.ts';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { ReviewAction } from '../../entities/review-action.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { Task } from '../../entities/task.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { matcherOf, type Matcher, type Mentions } from '../../policy/privacy/text-match.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

const PAGE = 500;
const STUCK_MS = HOUR_MS;
const DECIDE_WITHIN_MS = WEEK_MS;

/**
 * Sealed texts cannot be searched by the database: opens them page by page. What is ours or passes anyway (stored
 * idempotent responses, inbound e-mails, unapplied provider events of this practice, forms that were given up or wait for
 * a session), and what a review decided, is
 * emptied where it names the person; complaints and incidents are put before a person and never changed by the machine.
 */
export async function redactTextMatches(tx: Tx, mentions: Mentions): Promise<Record<string, number>> {
  if (mentions.length === 0) return {};
  const matches = matcherOf(mentions);
  const isMatch = (text: string | null | undefined): boolean => matches(wordsIn(text));
  await askAboutCases(tx, matches);
  return {
    idempotency_key: await redactResponses(tx, isMatch),
    inbound_mail: await redactMails(tx, isMatch),
    webhook_event: await redactEvents(tx, isMatch),
    review_action: await redactActions(tx, isMatch),
    posted_form: await deleteForms(tx, isMatch),
    kept_form: await deleteKeptForms(tx, isMatch),
  };
}

/** Of JSON all its texts, each on a line of its own: escapes would run words together. */
function wordsIn(text: string | null | undefined): string {
  if (!text) return '';
  try {
    const found: string[] = [];
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === 'string') found.push(value);
      return value;
    });
    return found.join('\n');
  } catch {
    // harmless: a text that is no JSON is searched as it is
    return text;
  }
}

/** Keeps the key, so that a repeat is still recognised, and drops the response. */
async function redactResponses({ em }: Tx, isMatch: Matcher): Promise<number> {
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

/** The action stays, with who does it and by when; it says nothing any more. */
async function redactActions({ em, now }: Tx, isMatch: Matcher): Promise<number> {
  return pageById((after) => em.find(ReviewAction, { text: { $ne: null }, ...after }, PAGED), {
    isMatch: ({ text }) => isMatch(text),
    redact: (ids) => em.nativeUpdate(ReviewAction, { id: { $in: ids } }, { text: null, updatedAt: now }),
  });
}

async function redactMails({ em, now }: Tx, isMatch: Matcher): Promise<number> {
  const where = { raw: { $ne: null } };
  return pageById((after) => em.find(InboundMail, { ...where, ...after }, PAGED), {
    isMatch: ({ raw }) => isMatch(raw),
    redact: (ids) => em.nativeUpdate(InboundMail, { id: { $in: ids } }, { raw: null, updatedAt: now }),
  });
}

/** A form that is still tried is judged when it is taken in (facts/erased-people.ts). */
async function deleteForms({ em, practiceId }: Tx, isMatch: Matcher): Promise<number> {
  const where = { practiceId, givenUpAt: { $ne: null } };
  return pageById((after) => em.find(PostedForm, { ...where, ...after }, PAGED), {
    isMatch: ({ content }) => isMatch(content),
    redact: (ids) => em.nativeDelete(PostedForm, { id: { $in: ids } }),
  });
}

/** What staff had typed when their session was over. */
async function deleteKeptForms({ em, practiceId }: Tx, isMatch: Matcher): Promise<number> {
  return pageById((after) => em.find(KeptForm, { practiceId, ...after }, PAGED), {
    isMatch: ({ fields }) => isMatch(fields),
    redact: (ids) => em.nativeDelete(KeptForm, { id: { $in: ids } }),
  });
}

/** Events of this practice that stayed unapplied for an hour; where none can be told, they go by their age. */
async function redactEvents({ em, practiceId, now }: Tx, isMatch: Matcher): Promise<number> {
  const stuck = {
    $or: [{ practiceId }, { practiceId: null }],
    payload: { $ne: null },
    receivedAt: { $lt: new Date(now.getTime() - STUCK_MS) },
  };
  const ours = new Set<string>();
  return pageById(
    async (after) => {
      const page = await em.find(WebhookEvent, { ...stuck, ...after }, PAGED);
      const sentAs = await em.find(SentAs, { practiceId, sendId: { $in: page.flatMap(sendIdIn) } });
      for (const { sendId } of sentAs) ours.add(sendId);
      return page;
    },
    {
      isMatch: (event) =>
        (event.practiceId === practiceId ||
          event.boundTo === practiceId ||
          sendIdIn(event).some((sendId) => ours.has(sendId))) &&
        isMatch(event.payload),
      redact: (ids) =>
        em.nativeUpdate(
          WebhookEvent,
          { id: { $in: ids } },
          { payload: null, appliedAt: now, outcome: 'erased' },
        ),
    },
  );
}

/** As which e-mail of ours the provider knows what it tells of. */
function sendIdIn({ payload }: Pick<WebhookEvent, 'payload'>): string[] {
  const told = z.object({ Metadata: z.object({ sid: z.uuid() }) }).safeParse(JSON.parse(payload ?? 'null'));
  return told.success ? [told.data.Metadata.sid] : [];
}

/** One task for each complaint or incident that names them: its words may be needed, and a person decides (Art 17.3). */
async function askAboutCases(tx: Tx, isMatch: Matcher): Promise<void> {
  const { em, now } = tx;
  const kindOf = new Map<string, string>();
  await pageById((after) => em.find(PrivacyCase, { ...after }, PAGED), {
    isMatch: ({ id, kind, subject }) => {
      kindOf.set(id, kind);
      return kind !== 'access' && isMatch(subject);
    },
    redact: async (ids) => {
      const today = await practiceToday(tx);
      const known = await em.find(Task, { kind: 'weigh_mention', status: 'open', subjectId: { $in: ids } });
      const asked = new Set(known.map(({ subjectId }) => subjectId));
      for (const subjectId of ids.filter((id) => !asked.has(id)))
        openTask(tx, {
          kind: 'weigh_mention',
          why: kindOf.get(subjectId) ?? 'complaint',
          assignee: today.dutyHolder('privacy') ?? today.owners()[0] ?? null,
          dueAt: new Date(now.getTime() + DECIDE_WITHIN_MS),
          subjectId,
        });
      return ids.length;
    },
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
