import type { Tx } from '../transaction.ts';

/** `p` holds the two records. */
const PAIR = 'with p as (select ?::uuid as practice_id, ?::uuid as away, ?::uuid as into_id)';

/** Of an appointment that both records hold the kept one remains, with the reference of the other where it has none. */
const SAME_SESSION = `f.practice_id = p.practice_id and f.client_id = p.away
  and i.practice_id = p.practice_id and i.client_id = p.into_id
  and (f.external_ref = i.external_ref
    or (f.at = i.at and f.status = i.status and (f.external_ref is null or i.external_ref is null)))`;

const theirs = (table: string): string =>
  `update ${table} t set client_id = p.into_id from p where t.practice_id = p.practice_id and t.client_id = p.away`;

/** What only loosens does not move: an exception was made for one record, by somebody who did not know the other. */
const STEPS: readonly string[] = [
  `update client_session i set external_ref = f.external_ref from client_session f, p
     where ${SAME_SESSION} and i.external_ref is null and f.external_ref is not null
       and not exists (select 1 from client_session o where o.practice_id = p.practice_id
         and o.client_id = p.into_id and o.external_ref = f.external_ref)`,
  `delete from client_session f using client_session i, p where ${SAME_SESSION}`,
  `delete from gate_override t using p where t.practice_id = p.practice_id and t.client_id = p.away`,
  ...[
    'client_session',
    'milestone',
    'discharge',
    'satisfaction',
    'client_hold',
    'source_answer',
    'source',
    'refer_out',
    'broadcast_recipient',
    'message',
    'task',
    'enquiry',
    'inbound_mail',
  ].map(theirs),
  `update referral t set referrer_client_id = p.into_id, referrer_hash = p.into_id::text from p
     where t.practice_id = p.practice_id and t.referrer_client_id = p.away`,
  `update public_token t set subject_id = p.into_id from p where t.practice_id = p.practice_id and t.subject_id = p.away`,
  `update friday_list t set client_ids = case when p.into_id = any(t.client_ids) then array_remove(t.client_ids, p.away)
       else array_replace(t.client_ids, p.away, p.into_id) end
     from p where t.practice_id = p.practice_id and p.away = any(t.client_ids)`,
];

/** Moves every row of one client to another; what is append-only stays where it was written, and is read with the rest. */
export async function moveFacts(tx: Tx, away: string, into: string): Promise<void> {
  await tx.em.flush();
  for (const step of STEPS) await tx.em.execute(`${PAIR} ${step}`, [tx.practiceId, away, into]);
  tx.em.clear();
}
