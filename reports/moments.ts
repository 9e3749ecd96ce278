import { sql } from 'kysely';
import { tables } from '../facts/tables.ts';
import { DAY_MS } from '../policy/calendar/units.ts';
import { CREDITED_BY, LEADS_TO_MS, type CreditedBy } from '../policy/referrals/prompted-by.ts';
import { sumOf, type Figure } from '../policy/reports/hidden.ts';
import type { Grouping } from '../policy/reports/report-terms.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import { cellsIn, type Cell, type CellRow } from './shared/cells.ts';
import { clientReferrals } from './shared/corrected-source.ts';
import { groupedBy, type Group } from './shared/groups.ts';
import { counted, type Counts, type Question } from './shared/report.ts';

const MEASURES = ['delivered', 'mature', 'led', ...CREDITED_BY] as const;
type Measure = (typeof MEASURES)[number];

type Told = {
  delivered: Figure;
  ledTo: ShownRate;
  referrals: Figure;
  creditedBy: Record<CreditedBy, Figure>;
};
type Body = { n: Figure; rows: (Group & Told)[]; missing?: string[] };

const NONE_OLD_ENOUGH =
  'No prompt of this time is ninety days old yet: there are counts, and no rate before that.';

/** Which moments and which words lead people to pass our name on? (S20) */
export const moments = counted<Measure, never, Body>({
  name: 'moments',
  question: 'Of the prompts that reached somebody, how many led to a referral, by moment and by words',
  definition:
    'Prompts that reached their client in the period, by moment, carrier, template and version of the words; rehearsed ones and those that came back are none. A referral is credited to the latest prompt that had reached its referrer in the ninety days before it (the latest correction of its line says who that is), and never to more than one; by the link, by the referrer’s own word, or by a name given at the intake that was matched. A colleague’s letter and "I’ve told someone" are none. Led to: prompts at least ninety days old with one referral or more; two referrals after one prompt are one prompt that led to it. Wilson’s 80 % interval.',
  byDefault: 'moment',
  measures: MEASURES,
  parts: [
    ['mature', 'delivered'],
    ['led', 'mature'],
  ],
  matureDays: LEADS_TO_MS / DAY_MS,
  cells: countPrompts,
  shape: ({ rows, total }) => ({
    n: total.delivered,
    ...(total.mature === 0 ? { missing: [NONE_OLD_ENOUGH] } : {}),
    rows: rows.map(({ group, counts }) => ({ ...group, ...toldOf(counts) })),
  }),
});

function toldOf({ delivered, mature, led, link, own_statement, intake_match }: Counts<Measure>): Told {
  return {
    delivered,
    ledTo: shownRate(led, mature),
    referrals: sumOf([link, own_statement, intake_match]),
    creditedBy: { link, own_statement, intake_match },
  };
}

/** A prompt's referrals are those from it to the next prompt of the same client, within ninety days. */
async function countPrompts(
  { tx, practice, period: { from, to } }: Question,
  by: readonly Grouping[],
): Promise<Cell<Measure>[]> {
  const { columns, groupBy } = groupedBy(by, practice.timezone);
  const until = new Date(to.getTime() + LEADS_TO_MS + 1);
  const matureAt = new Date(tx.now.getTime() - LEADS_TO_MS);
  const credited = (learnedFrom: string) => sql`(count(*) filter (where s.learned_from = ${learnedFrom}))`;
  const month = by.includes('month')
    ? sql`date_trunc('month', p.at at time zone ${practice.timezone}) at time zone ${practice.timezone}`
    : sql`null::timestamptz`;
  const { rows } = await sql<CellRow>`
    with prompt as (
      select p.*, lead(p.at) over (partition by p.client_id order by p.at, p.id) as next_at
      from (
        select m.id, m.client_id, m.kind, m.carrier, m.prompt_template, m.prompt_version,
          m.carried_at as at
        from milestone m left join message g on g.practice_id = ${tx.practiceId} and g.id = m.carried_by_id
        where m.practice_id = ${tx.practiceId} and m.status = 'carried' and m.carried_at >= ${from} and m.carried_at < ${until}
          and (m.carried_by_id is null or (g.status = 'sent' and g.delivery is distinct from 'bounced'))) p),
    led as (
      select p.id, ${credited('link')} as link, ${credited('referrer')} as own_statement,
        ${credited('enquirer')} as intake_match
      from prompt p join ${clientReferrals(tx, { from, to: until })} s on s.client_id = p.client_id
        and s.received_at >= p.at and s.received_at <= p.at + make_interval(secs => ${LEADS_TO_MS / 1_000})
        and (p.next_at is null or s.received_at < p.next_at)
      where p.at < ${to} and s.learned_from in ('link', 'referrer', 'enquirer')
      group by p.id),
    counted as (
      select ${month} as at, p.kind, p.carrier, p.prompt_template, p.prompt_version, count(*) as delivered,
        count(*) filter (where p.at <= ${matureAt}) as mature, count(led.id) filter (where p.at <= ${matureAt}) as led,
        sum(led.link) as link, sum(led.own_statement) as own_statement, sum(led.intake_match) as intake_match
      from prompt p left join led on led.id = p.id where p.at >= ${from} and p.at < ${to} group by 1, 2, 3, 4, 5),
    unit as (
      select c.*, c.kind as source_kind,
        json_build_array(c.kind, c.carrier, c.prompt_template, c.prompt_version)::text as moment from counted c)
    select ${columns} ${sql.join(MEASURES.map((one) => sql`coalesce(sum(${sql.ref(`unit.${one}`)}), 0)::int as ${sql.ref(one)}`))}
    from unit ${groupBy}`.execute(tables(tx));
  return cellsIn(rows, by, MEASURES);
}
