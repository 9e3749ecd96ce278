import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import { HIDDEN, type Figure } from '../../policy/reports/hidden.ts';
import { multiplierOf } from '../../policy/reports/generations.ts';
import { asOf, daysBefore } from './as-of.ts';
import { linesInForce } from './lines-in-force.ts';
import { clientsWithParents } from './new-clients.ts';
import { onLadder } from './on-ladder.ts';
import type { Question } from './report.ts';

const YEAR_DAYS = 365;
const YEAR = sql.raw(`interval '${YEAR_DAYS * 24} hours'`);

/** New clients that each client of the cohort brought within a year (k of §5.5); null: fewer than twenty. */
export type ShownMultiplier = Limits & {
  children: Figure;
  cohort: { from: string; to: string; n: Figure };
};

export type Compounding = {
  k: ShownMultiplier;
  cohort: number;
  generations: { generation: number | null; clients: number }[];
  /** Of the cohort, how many referrals each made within a year; who made none is not among them. */
  brought: { referrals: number; clients: number }[];
};

type Row = { what: 'cohort' | 'children' | 'generation' | 'brought'; key: number | null; clients: number };

/** What clients bring (§5.5); `whole`: with the generations of the period and the distribution of referrals. */
export async function compounding(question: Question, part: 'k' | 'whole'): Promise<Compounding> {
  const { tx, period } = question;
  const until = asOf(question);
  const cohort = daysBefore(until, 2 * YEAR_DAYS, YEAR_DAYS);
  const from = part === 'whole' && period.from < cohort.from ? period.from : cohort.from;
  const { rows } = await sql<Row>`
    with seen as materialized (
      select client_id, at, generation, parent_id from ${clientsWithParents(tx, { from, to: until })} new_client),
    cohort as (select client_id, at from seen where at >= ${cohort.from} and at < ${cohort.to})
    select 'cohort' as what, null::int as key, count(*)::int as clients from cohort
    union all
    select 'children', null, count(*)::int from cohort parent join seen child on child.parent_id = parent.client_id
    where child.at >= parent.at and child.at <= parent.at + ${YEAR}
    ${part === 'whole' ? wholePart(question, { from: cohort.from, to: until }) : sql``}`.execute(tables(tx));
  const countOf = (what: Row['what']): number => rows.find((row) => row.what === what)?.clients ?? 0;
  const [clients, children] = [countOf('cohort'), countOf('children')];
  return {
    k: {
      ...(multiplierOf(children, clients) ?? NOT_SAID),
      children,
      cohort: { from: cohort.from.toISOString(), to: cohort.to.toISOString(), n: clients },
    },
    cohort: clients,
    generations: rows
      .filter(({ what }) => what === 'generation')
      .map((row) => ({ generation: row.key, clients: row.clients })),
    brought: rows
      .filter(({ what }) => what === 'brought')
      .map((row) => ({ referrals: row.key ?? 0, clients: row.clients })),
  };
}

type Limits = { value: Figure | null; low: Figure | null; high: Figure | null };
const NOT_SAID: Limits = { value: null, low: null, high: null };
const WITHHELD: Limits = { value: HIDDEN, low: HIDDEN, high: HIDDEN };

function wholePart({ tx, period }: Question, received: { from: Date; to: Date }) {
  return sql`
    union all
    select 'generation', generation, count(*)::int from seen where at >= ${period.from} group by generation
    union all
    select 'brought', referrals, count(*)::int from (
      select count(*)::int as referrals
      from cohort join ${linesInForce(tx, ['referral', 'past'], received)} l on l.source_ref = cohort.client_id
      where l.received_at >= cohort.at and l.received_at <= cohort.at + ${YEAR} group by cohort.client_id) made
    group by referrals`;
}

/** The same made of rounded counts, so that it says no more than they do. */
export function multiplierOnLadder({ value, children, cohort }: ShownMultiplier): ShownMultiplier {
  const n = onLadder(cohort.n);
  const came = onLadder(children);
  const k = n === HIDDEN || came === HIDDEN ? WITHHELD : (multiplierOf(came, n) ?? NOT_SAID);
  return { ...(value === null ? NOT_SAID : k), children: came, cohort: { ...cohort, n } };
}
