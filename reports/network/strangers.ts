import { sql } from 'kysely';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { Stranger } from '../../policy/network/meet-next.ts';

/**
 * Of the two kinds that are met first (S84) the one whom we have known of for longest without any contact in both
 * directions: no arrival by the latest correction, touch, claim, reply, nor hello by e-mail. Whoever opted out of our
 * mail, or is paused, is let be.
 */
export async function strangersToMeet(tx: Tx, zone: string): Promise<Stranger[]> {
  const { practiceId, now } = tx;
  const { rows } = await sql<Stranger>`
    select distinct on (p.kind) p.id, p.kind, p.places_known as "placesKnown" from professional p
    where p.practice_id = ${practiceId}::uuid and p.erased_at is null and p.opted_out_at is null
      and (p.paused_until is null or p.paused_until <= ${dateIn(zone, now)}::date)
      and (p.kind = 'therapist_other_niche' or (p.kind = 'therapist_same_niche' and p.places_known = 0))
      and not exists (select 1 from professional_touch t where t.practice_id = p.practice_id and t.professional_id = p.id)
      and not exists (select 1 from professional_claim c where c.practice_id = p.practice_id and c.professional_id = p.id)
      and not exists (select 1 from inbound_mail i where i.practice_id = p.practice_id and i.professional_id = p.id
        and i.kind <> 'automatic')
      and not exists (select 1 from task k where k.practice_id = p.practice_id and k.professional_id = p.id
        and k.kind = 'check_in' and k.status = 'done')
      and not exists (select 1 from source_log_line l
        join source_log_line root on root.practice_id = l.practice_id and root.number = coalesce(l.corrects, l.number)
        where l.practice_id = p.practice_id and l.received_at <= ${now} and root.kind in ('referral', 'enquiry', 'past')
          and l.source_ref in (select p.id union all
            select s.id from source s where s.practice_id = p.practice_id and s.professional_id = p.id)
          and not exists (select 1 from source_log_line k
            where k.practice_id = l.practice_id and k.corrects = root.number and k.number > l.number))
    order by p.kind, p.created_at, p.id`.execute(tables(tx));
  return rows;
}
