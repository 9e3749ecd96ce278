import { idsOf, oneOf, spread, type Rows } from './spread-rows.ts';

const MOMENTS = ['goal_reached', 'significant_session', 'discharge', 'transition'];
const CARRIERS = ['follow_up', 'ending_note', 'review_note', 'intake_form'];
const MONTHS = 120;

/** Notes with prompts, scores, words of consent and money spent, over ten years. */
export function notesOf(practiceId: string, clients: number): Rows[] {
  const idOf = idsOf(practiceId);
  const monthAgo = `to_char(now() - (g.i % ${MONTHS} + 1) * interval '1 month', 'YYYY-MM')`;
  const carriedAt = spread(clients);
  const own = { practice_id: `'${practiceId}'`, created_at: carriedAt };
  return [
    {
      table: 'message',
      count: clients,
      copied: false,
      columns: {
        ...own,
        id: idOf('message'),
        key: `'bench/' || g.i`,
        purpose: `'carrier'`,
        template: `'follow_up'`,
        client_id: idOf('client'),
        carrier: oneOf(CARRIERS),
        counts_from: `${carriedAt} - interval '20 hours'`,
        latest_at: `${carriedAt} + interval '2 days'`,
        status: `'sent'`,
        delivery: `'delivered'`,
        due_at: carriedAt,
        send_id: idOf('send'),
        attempts: '1',
        checks: '0',
        resent: 'false',
        sent_at: carriedAt,
        updated_at: carriedAt,
      },
    },
    {
      table: 'milestone',
      count: clients,
      copied: false,
      columns: {
        ...own,
        id: idOf('milestone'),
        client_id: idOf('client'),
        kind: oneOf(MOMENTS),
        occurred_on: `(${carriedAt})::date`,
        practitioner_tick: 'false',
        recorded_via: `'staff'`,
        status: `'carried'`,
        carrier: oneOf(CARRIERS),
        carried_by_id: idOf('message'),
        carried_at: carriedAt,
        prompt_template: `'prompt_' || g.i % 3`,
        prompt_version: `'1'`,
        updated_at: carriedAt,
      },
    },
    {
      table: 'satisfaction',
      count: clients,
      copied: false,
      columns: {
        ...own,
        id: idOf('satisfaction'),
        client_id: idOf('client'),
        instrument: oneOf(['csat', 'fft']),
        score: '1 + g.i % 5',
        month: monthAgo,
        practitioner_id: idOf('practitioner', 'g.i % 20'),
        may_share: 'false',
      },
    },
    {
      table: 'prompt_consent',
      count: Math.floor(clients * 0.8),
      copied: false,
      columns: {
        ...own,
        id: idOf('consent'),
        client_id: idOf('client'),
        status: oneOf(['given', 'given', 'declined']),
        channel: `'in_person'`,
        wording_version: `'1'`,
        at: carriedAt,
        recorded_at: carriedAt,
      },
    },
    {
      table: 'spend',
      count: MONTHS * 6,
      copied: false,
      columns: {
        ...own,
        id: idOf('spend'),
        created_at: 'now()',
        source_kind: `(array['client','professional','podcast','search','directory','website'])[1 + g.i / ${MONTHS} % 6]`,
        month: monthAgo,
        amount_minor: '10000 + g.i',
        minutes: '30',
        currency: `'GBP'`,
        updated_at: 'now()',
      },
    },
  ];
}
