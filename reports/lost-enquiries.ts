import type { Tx } from '../facts/transaction.ts';
import { LOSS_CAUSES, type LossCause } from '../policy/enquiries/enquiry-terms.ts';

export const LOST_ENQUIRIES_DEFINITION =
  'People who got in touch in this time and were not seen, by what it looks like: hard_to_contact (our answer was late, or none), not_resonating (a person’s judgement), not_top_of_mind (one of several names, or a source of whose people few come), not_ready (the moment was not right). Lost: closed with that cause. Stalled: open, and longer in a stage than promised, by the latest cause that was noted.';

/** The number of enquiries and, of those not seen, how many each cause lost or stalled. */
export type LostEnquiries = {
  n: number;
  seen: number;
  rows: { cause: LossCause; lost: number; stalled: number }[];
};

const QUESTION = `
  with asked as (
    select e.id, e.attended_at, coalesce(e.leak, case when e.stalled_at is not null then (
      select v.why from enquiry_event v where v.practice_id = e.practice_id and v.enquiry_id = e.id and v.what = 'stalled'
      order by v.at desc, v.id desc limit 1) end) as cause, e.stage = 'closed' as closed
    from enquiry e where e.practice_id = ? and e.received_at >= ?::timestamptz and e.received_at < ?::timestamptz)
  select cause, count(*)::int as n, count(*) filter (where closed)::int as lost,
    count(*) filter (where not closed)::int as stalled, count(attended_at)::int as seen
  from asked group by cause`;

type Row = { cause: LossCause | null; n: number; lost: number; stalled: number; seen: number };

/** Where enquiries are lost before a first session (S80); an attended one never counts. */
export async function lostEnquiries(tx: Tx, { from, to }: { from: Date; to: Date }): Promise<LostEnquiries> {
  const found = await tx.em.execute<Row[]>(QUESTION, [tx.practiceId, from.toISOString(), to.toISOString()]);
  const sum = (field: 'n' | 'seen') => found.reduce((total, row) => total + row[field], 0);
  const rows = LOSS_CAUSES.map((cause) => {
    const { lost = 0, stalled = 0 } = found.find((row) => row.cause === cause) ?? {};
    return { cause, lost, stalled };
  });
  return { n: sum('n'), seen: sum('seen'), rows };
}
