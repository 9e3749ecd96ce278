import { ContactCheck } from '../../entities/contact-check.ts';
import { DataFeed } from '../../entities/data-feed.ts';
import type { MessagePurpose } from '../../policy/outbound-mail/delivery.ts';
import type { Tx } from '../transaction.ts';

/** Whether what the practice relies on is well, in one look. */
export type PracticeHealth = {
  diary: { readAt: Date | null };
  mail: { isWell: boolean; why: 'sender_refused' | 'provider_away' | null };
  form: { isWell: boolean; checkedAt: Date } | null;
  /** What goes by itself next. */
  next: { purpose: MessagePurpose; at: Date } | null;
};

const MAIL = `
  select exists (select 1 from task where practice_id = ? and status = 'open' and kind = 'sender_refused') as refused,
    exists (select 1 from message where practice_id = ? and status = 'queued' and attempts > 0) as away`;
const NEXT = `
  select purpose, due_at as at from message where practice_id = ? and status = 'queued' and due_at > ?
  order by due_at, id limit 1`;

/** When the diary was last read, whether mail leaves, when the form was last tried, and what goes next. */
export async function readPracticeHealth({ em, practiceId, now }: Tx): Promise<PracticeHealth> {
  const diary = await em.findOne(DataFeed, { practiceId, feed: 'sessions' });
  const form = await em.findOne(ContactCheck, { practiceId, part: 'form', checkedAt: { $ne: null } });
  const [mail] = await em.execute<{ refused: boolean; away: boolean }[]>(MAIL, [practiceId, practiceId]);
  const [next] = await em.execute<{ purpose: MessagePurpose; at: string }[]>(NEXT, [practiceId, now]);
  const why = mail?.refused ? 'sender_refused' : mail?.away ? 'provider_away' : null;
  return {
    diary: { readAt: diary?.at ?? null },
    mail: { isWell: why === null, why },
    form: form?.checkedAt ? { isWell: form.ok, checkedAt: form.checkedAt } : null,
    next: next ? { purpose: next.purpose, at: new Date(next.at) } : null,
  };
}
