import type { Practice } from '../../entities/practice.ts';
import { SENT_AS, type BroadcastKind } from '../../policy/broadcasts/broadcast-terms.ts';
import { dayOf, type Pace } from '../../policy/broadcasts/pace.ts';
import { lockKey } from '../locks/lock-key.ts';
import type { Tx } from '../transaction.ts';

/** The pace of a kind in this practice, as its settings are now. */
export function paceOf(
  { policy, timezone: zone }: Practice,
  { kind, perDay }: { kind: BroadcastKind; perDay?: number | null | undefined },
): Pace {
  const { sendWindows, broadcasts } = policy;
  const always = sendWindows === 'always';
  const to = SENT_AS[kind].to;
  return {
    perDay: perDay ?? broadcasts.perDay,
    window: always ? 'always' : sendWindows[to],
    holidays: always ? 'none' : sendWindows.holidays,
    zone,
  };
}

type Used = { taken: number; rehearsed: number };

const USED = 'select taken, rehearsed from broadcast_day where practice_id = ? and day = ?';
const TAKE = `
  insert into broadcast_day as d (practice_id, day, taken, rehearsed) values (?, ?, ?, ?)
  on conflict (practice_id, day) do update set taken = d.taken + excluded.taken, rehearsed = d.rehearsed + excluded.rehearsed`;

/** How many e-mails of all broadcasts have taken a place of today; what was rehearsed takes none from what leaves. */
export async function takenToday(tx: Tx, { timezone, sending }: Practice): Promise<number> {
  const [used] = await tx.em.execute<Used[]>(USED, [tx.practiceId, dayOf(tx.now, timezone)]);
  return (used?.taken ?? 0) + (sending === 'rehearsal' ? (used?.rehearsed ?? 0) : 0);
}

/** So many take a place of today; `lockPace` first. */
export async function takePlaces(tx: Tx, { timezone }: Practice, { taken, rehearsed }: Used): Promise<void> {
  if (taken + rehearsed > 0)
    await tx.em.execute(TAKE, [tx.practiceId, dayOf(tx.now, timezone), taken, rehearsed]);
}

/** Two broadcasts of one practice take their places one after another; held until the transaction ends. */
export function lockPace(tx: Tx): Promise<void> {
  return lockKey(tx, 'broadcast-pace');
}
