import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../transaction.ts';

/** What another system says of how somebody may be written to. */
export type Wishes = { noEmail: boolean; noPrompts: boolean };

const LOCK = `select 1 from client where practice_id = ? and id = any(?::uuid[]) order by id for no key update`;

const HOLD = `
  insert into client_hold (practice_id, id, client_id, code, until, set_by, created_at)
  select ?, w.hold_id, w.client_id, 'do_not_email', null, ?, ? from json_to_recordset(?::json) as w(hold_id uuid, client_id uuid)
  where not exists (select 1 from client_hold h where h.practice_id = ? and h.client_id = w.client_id
    and h.code = 'do_not_email' and h.until is null)
  returning client_id`;

/** A yes is taken back, and a question that nobody asked is answered with no; a no that stands needs no second. */
const DECLINE = `
  insert into prompt_consent (practice_id, id, client_id, status, channel, wording_version, at, recorded_at, by)
  select ?, w.consent_id, w.client_id, case when l.status = 'given' then 'withdrawn' else 'declined' end, 'import', 'file', ?, ?, ?
  from json_to_recordset(?::json) as w(consent_id uuid, client_id uuid)
  left join lateral (select c.status from prompt_consent c where c.practice_id = ? and c.client_id = w.client_id
    order by c.recorded_at desc, c.id desc limit 1) l on true
  where l.status is null or l.status = 'given'
  returning client_id`;

/** Their open journeys and thanks look again. */
const REEVALUATE = `
  update commitment set due_at = 'epoch', signaled_at = null, signal_count = 0
  where (kind, subject_id) in (select kind, subject_id from commitment
    where practice_id = ? and kept_at is null and (kind = 'clientJourney' and subject_id = any(?::uuid[])
      or kind = 'referral' and subject_id in (select r.id from referral r where r.practice_id = commitment.practice_id
        and r.referrer_client_id = any(?::uuid[]) and r.status in ('due', 'needs_person')))
    order by kind, subject_id for update)`;

/**
 * Heeds what a file says of many clients at once, in a few statements: who is not to be e-mailed is held back (E23), and
 * who wants no marketing has declined (E1). Nothing is ever loosened.
 */
export async function heedWishes(tx: Tx, wishes: ReadonlyMap<string, Wishes>): Promise<void> {
  const all = [...wishes].map(([id, said]) => ({ id, ...said }));
  if (all.length === 0) return;
  const { em, practiceId, now, actor } = tx;
  await em.flush();
  await em.execute(LOCK, [practiceId, asArray(all.map(({ id }) => id))]);
  const held = all.filter(({ noEmail }) => noEmail);
  const declining = all.filter(({ noPrompts }) => noPrompts);
  const at = now.toISOString();
  const changed = [
    ...(await em.execute<{ client_id: string }[]>(HOLD, [
      practiceId,
      actor.staffId,
      at,
      JSON.stringify(held.map(({ id }) => ({ hold_id: randomUUIDv7(), client_id: id }))),
      practiceId,
    ])),
    ...(await em.execute<{ client_id: string }[]>(DECLINE, [
      practiceId,
      at,
      at,
      actor.staffId,
      JSON.stringify(declining.map(({ id }) => ({ consent_id: randomUUIDv7(), client_id: id }))),
      practiceId,
    ])),
  ].map(({ client_id }) => client_id);
  await reevaluateClients(tx, changed);
}

/** Signals the open journeys of these clients, and the thanks that are still to go to them. */
export async function reevaluateClients(tx: Tx, clientIds: readonly string[]): Promise<void> {
  if (clientIds.length === 0) return;
  const ids = asArray([...new Set(clientIds)]);
  await tx.em.execute(REEVALUATE, [tx.practiceId, ids, ids]);
}

function asArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
