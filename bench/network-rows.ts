import { idsOf, oneOf, spread, type Rows } from './spread-rows.ts';

/** Each colleague was met ten times in ten years. */
const TOUCHES = 10;
const CLAIMS_OF_MONTHS = 24;
/** Three times told that the practice is full, the last time a month ago. */
const NOTICES = [
  { template: 'm10', daysAgo: 2_000 },
  { template: 'm12', daysAgo: 1_940 },
  { template: 'm10', daysAgo: 500 },
  { template: 'm12', daysAgo: 440 },
  { template: 'm10', daysAgo: 30 },
];
const THIS_WEEK = 5;

/** Ten years of what a network leaves behind: meetings, claims, notices and check-ins, five of them this week. */
export function networkRows(practiceId: string, colleagues: number): Rows[] {
  const idOf = idsOf(practiceId);
  const aColleague = idOf('professional', `1 + g.i % ${colleagues}`);
  const own = { practice_id: `'${practiceId}'`, professional_id: aColleague, created_at: 'now()' };
  const touchedAt = spread(colleagues * TOUCHES);
  return [
    {
      table: 'professional_touch',
      count: colleagues * TOUCHES,
      copied: false,
      columns: {
        ...own,
        id: idOf('touch'),
        kind: oneOf(['call', 'coffee', 'email']),
        on: `(${touchedAt})::date`,
        at: touchedAt,
      },
    },
    {
      table: 'professional_claim',
      count: colleagues,
      copied: false,
      columns: {
        ...own,
        id: idOf('claim'),
        month: `to_char(now() - (g.i % ${CLAIMS_OF_MONTHS}) * interval '1 month', 'YYYY-MM')`,
        count: '1 + g.i % 3',
        at: 'now()',
        updated_at: 'now()',
      },
    },
    ...NOTICES.map(({ template, daysAgo }) => notice(practiceId, colleagues, template, daysAgo)),
    {
      table: 'task',
      count: colleagues * 2,
      copied: false,
      columns: {
        ...own,
        id: idOf('check-in'),
        kind: `'check_in'`,
        why: oneOf(['due', 'due', 'dried_up']),
        status: `case when g.i <= ${THIS_WEEK} then 'open' else 'done' end`,
        due_at: `now() + interval '6 days' - case when g.i <= ${THIS_WEEK} then interval '0' else (g.i % 500 + 2) * interval '7 days' end`,
        created_at: `now() - case when g.i <= ${THIS_WEEK} then interval '0' else (g.i % 500 + 2) * interval '7 days' end`,
        updated_at: 'now()',
        done_at: `case when g.i > ${THIS_WEEK} then now() - (g.i % 500 + 2) * interval '7 days' end`,
      },
    },
  ];
}

function notice(practiceId: string, colleagues: number, template: string, daysAgo: number): Rows {
  const idOf = idsOf(practiceId);
  const sentAt = `now() - interval '${daysAgo} days'`;
  return {
    table: 'message',
    count: Math.floor(colleagues / 4),
    copied: false,
    columns: {
      practice_id: `'${practiceId}'`,
      id: idOf(`${template}-${daysAgo}`),
      key: `'bench/${template}/${daysAgo}/' || g.i`,
      purpose: `'broadcast'`,
      template: `'${template}'`,
      professional_id: idOf('professional', 'g.i * 4'),
      status: `'sent'`,
      delivery: `'delivered'`,
      due_at: sentAt,
      send_id: idOf(`send-${template}-${daysAgo}`),
      attempts: '1',
      checks: '0',
      resent: 'false',
      sent_at: sentAt,
      created_at: sentAt,
      updated_at: sentAt,
    },
  };
}
