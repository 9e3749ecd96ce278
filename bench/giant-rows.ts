import { notesOf } from './giant-notes.ts';
import { at, idsOf, oneOf, spread, type Rows } from './spread-rows.ts';

/** How large one practice is; ten years of it. `colleagues`: one for each five hundred clients unless said. */
export type Size = { clients: number; lines: number; colleagues?: number };

const KINDS = ['client', 'professional', 'podcast', 'search', 'directory', 'friend', 'gp', 'website'];
/** Lines of one in a hundred referrals are corrected. */
const CORRECTED = 100;

/** Ten years of a practice, everything spread evenly over them. */
export function rowsOf(practiceId: string, { clients, lines, ...size }: Size): Rows[] {
  const idOf = idsOf(practiceId);
  const colleagues = size.colleagues ?? Math.max(10, Math.floor(clients / 500));
  const corrections = Math.floor((lines * 0.2) / CORRECTED);
  const enquiries = Math.floor(lines * 0.6);
  const referrals = Math.floor(lines * 0.2) - corrections;
  const past = lines - enquiries - referrals - corrections;
  const aClient = idOf('client', `1 + (g.i::bigint * 7919) % ${clients}`);
  const aColleague = idOf('professional', `1 + (g.i / 8 * 31) % ${colleagues}`);
  const isClient = `g.i % ${KINDS.length} = 0`;
  const isColleague = `g.i % ${KINDS.length} = 1`;
  const source = {
    source_kind: oneOf(KINDS),
    source_ref: `case when ${isClient} then ${aClient} when ${isColleague} then ${aColleague} end`,
  };
  const line = (kind: string, count: number, before: number, columns: Record<string, string>): Rows => ({
    table: 'source_log_line',
    count,
    copied: true,
    columns: {
      id: idOf(`line-${kind}`),
      number: `${before} + g.i`,
      kind: `'${kind}'`,
      corrects: 'null',
      referral_id: 'null',
      enquiry_id: 'null',
      client_id: 'null',
      hops: 'null',
      received_at: spread(count),
      ...source,
      ...columns,
    },
  });
  return [
    {
      table: 'professional',
      count: colleagues,
      copied: true,
      columns: { id: idOf('professional'), email_hash: 'null' },
    },
    {
      table: 'client',
      count: clients,
      copied: true,
      columns: {
        id: idOf('client'),
        external_ref: `'bench-' || g.i`,
        email_hash: 'null',
        created_at: spread(clients),
        first_attended_at: spread(clients),
        source_line: `case when g.i % 2 = 0 then g.i * 3 end`,
        generation: `g.i % 3`,
        ending: `case when g.i > ${clients / 10} then ${oneOf(['planned_met', 'drop_out', 'moved'])} end`,
        ...source,
      },
    },
    {
      table: 'client_session',
      count: clients * 6,
      copied: true,
      columns: {
        id: idOf('session'),
        client_id: idOf('client', `1 + g.i / 6 % ${clients}`),
        at: `${at(`((1 + g.i / 6 % ${clients})::float8 / ${clients})`)} + (g.i % 6) * interval '7 days'`,
        external_ref: 'null',
      },
    },
    {
      table: 'enquiry',
      count: enquiries,
      copied: true,
      columns: {
        id: idOf('enquiry'),
        received_at: spread(enquiries),
        recorded_at: spread(enquiries),
        contacted_at: `case when g.i % 5 > 0 then ${spread(enquiries)} + interval '5 hours' end`,
        booked_at: `case when g.i % 5 > 1 then ${spread(enquiries)} + interval '3 days' end`,
        attended_at: `case when g.i % 5 > 2 then ${spread(enquiries)} + interval '9 days' end`,
        source_line: 'g.i',
        client_id: `case when g.i % 5 > 2 then ${idOf('client', `1 + (g.i::float8 / ${enquiries} * ${clients - 1})::int`)} end`,
        leak: `case when g.i % 5 < 3 then ${oneOf(['hard_to_contact', 'not_ready', 'not_resonating'])} end`,
        stage: `case when g.i % 5 > 2 then 'attended' else 'closed' end`,
        ...source,
      },
    },
    {
      table: 'referral',
      count: referrals,
      copied: true,
      columns: {
        id: idOf('referral'),
        number: `${enquiries} + g.i`,
        received_at: spread(referrals),
        recorded_at: spread(referrals),
        clock_started_at: spread(referrals),
        thanked_at: `${spread(referrals)} + case when g.i % 20 = 0 then interval '60 hours' else interval '20 hours' end`,
        late_reason: `case when g.i % 20 = 0 then 'logged_late' end`,
        status: `'sent'`,
        learned_from: oneOf(['link', 'referrer', 'enquirer']),
        referrer_client_id: `case when ${isColleague} then null else ${aClient} end`,
        referrer_professional_id: `case when ${isColleague} then ${aColleague} end`,
        referrer_hash: `(case when ${isColleague} then ${aColleague} else ${aClient} end)::text`,
        enquiry_id: `case when g.i % 2 = 0 then ${idOf('enquiry', `g.i * 3`)} end`,
        message_id: 'null',
      },
    },
    line('enquiry', enquiries, 0, { enquiry_id: idOf('enquiry') }),
    line('referral', referrals, enquiries, { referral_id: idOf('referral') }),
    line('past', past, enquiries + referrals, {
      client_id: `case when g.i % 10 > 0 then ${idOf('client', `1 + g.i % ${clients}`)} end`,
    }),
    line('correction', corrections, enquiries + referrals + past, {
      corrects: `${enquiries} + g.i * ${CORRECTED - 2}`,
      received_at: at(`(g.i::float8 * ${CORRECTED - 2} / ${referrals})`),
    }),
    ...notesOf(practiceId, clients),
  ];
}
