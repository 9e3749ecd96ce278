import type { Practice } from '../../entities/practice.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { after } from '../../policy/calendar/instants.ts';
import { slotAfter } from '../../policy/contact-path/contact-schedule.ts';
import type { Tx } from '../transaction.ts';

const PROMISE = `
  insert into commitment (kind, subject_id, practice_id, due_at, signal_count) values ('contactPath', ?, ?, ?, 0)
  on conflict do nothing`;

/**
 * The way to a practice is checked from its founding on, and again where that was lost: first once it has had a round's
 * time to be set up.
 */
export async function scheduleContactPath({ em, now }: Tx, { id, policy }: Practice): Promise<void> {
  const everyMs = toMs(policy.contactPath.every);
  await em.execute(PROMISE, [id, id, slotAfter(after(now, everyMs), everyMs, id)]);
}
