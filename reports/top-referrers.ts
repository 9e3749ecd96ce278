import { sql } from 'kysely';
import { dateIn } from '../facts/practice/practice-today.ts';
import { tables } from '../facts/tables.ts';
import type { Figure } from '../policy/reports/hidden.ts';
import { groupsOf, type SourceGroup } from './shared/groups.ts';
import { linesInForce } from './shared/lines-in-force.ts';
import { onLadder } from './shared/on-ladder.ts';
import { whole, type Question } from './shared/report.ts';
import { everThanked, reachableByCard } from './shared/thanks-of.ts';
import { isStillLearning } from './still-learning.ts';

const MOST = 5;
const FEWEST_REFERRALS = 2;

export type TopReferrersBody = {
  n: Figure;
  rows: {
    referrer: SourceGroup;
    referrals: number;
    lastOn: string;
    /** Of the referrals of the period how many were thanked for, and whether any ever was; null: past ones only. */
    acknowledged: { k: number; n: number; ever: boolean } | null;
    rank: number | null;
    suggestion: 'handwritten_card' | null;
  }[];
};

/** Who has sent us people more than once, and did we ever thank them? (S28) */
export const topReferrers = whole<TopReferrersBody>({
  name: 'top-referrers',
  question: 'Who has sent us people more than once, and whether they were ever thanked',
  definition:
    'Lines of the log of kind referral or past received in the period, by the client or colleague whom their latest correction names, or for whom the source it names stands. Five clients and five colleagues with two or more; of those with equally many all are listed or none, where they would be more than five. n: all such lines that name somebody. acknowledged: of the referrals here (past lines apart) those that were thanked for, by e-mail that was not returned or by hand, and whether any referral of theirs ever was. rank: among the clients or among the colleagues; equally many share it; none while sources are still being learned. handwritten_card is suggested where nobody was ever thanked who may be: not without their own word or the yes of whom they sent, not where they have died, are on hold or were erased. A practitioner reads their own clients.',
  ofOwnClients: true,
  read: readTop,
  withoutPeople: ({ n }) => ({ n, rows: [] }),
  suppressed: ({ n }) => ({ n: onLadder(n), rows: [] }),
  rounded: ({ n }) => ({ n: onLadder(n), rows: [] }),
});

type Top = {
  value: string;
  id: string;
  referrals: number;
  lastOn: string;
  here: number;
  thankedHere: number;
  mayBeThanked: boolean;
  place: number;
};

async function readTop(question: Question, own: string | null): Promise<TopReferrersBody> {
  const { tx, practice } = question;
  const { n, top } = await findTop(question, own);
  const values = top.map(({ value }) => value);
  const groups = await groupsOf(tx, 'source', values, true);
  const ids = top.map(({ id }) => id);
  const thanked = await everThanked(tx, ids);
  const reachable = await reachableByCard(tx, ids, dateIn(practice.timezone, tx.now));
  const ranked = !(await isStillLearning(tx, practice));
  return {
    n,
    rows: top.map(({ value, id, referrals, lastOn, here, thankedHere, mayBeThanked, place }) => {
      const ever = thanked.has(id);
      const isNeglected = here > 0 && !ever && mayBeThanked && reachable.has(id);
      return {
        referrer: groups.get(value)?.source ?? { kind: 'unknown' },
        referrals,
        lastOn,
        acknowledged: here > 0 ? { k: thankedHere, n: here, ever } : null,
        rank: ranked ? place : null,
        suggestion: isNeglected ? 'handwritten_card' : null,
      };
    }),
  };
}

async function findTop(
  { tx, practice, period }: Question,
  own: string | null,
): Promise<{ n: number; top: Top[] }> {
  const { practiceId } = tx;
  const { rows } = await sql<Top & { n: number }>`
    with made as (
      select l.source_ref as id, l.source_kind = 'client' as is_client, l.kind, l.referral_id, l.received_at
      from ${linesInForce(tx, ['referral', 'past'], period)} l
      ${own === null ? sql`` : sql`join client c on c.practice_id = ${practiceId} and c.id = l.source_ref and c.practitioner_id = ${own}`}
      where l.is_person),
    counted as (
      select made.id, made.is_client, count(*)::int as referrals,
        to_char(max(made.received_at) at time zone ${practice.timezone}, 'YYYY-MM-DD') as "lastOn"
      from made group by made.id, made.is_client having count(*) >= ${FEWEST_REFERRALS}),
    placed as (
      select counted.*, rank() over (partition by is_client order by referrals desc)::int as place,
        count(*) over (partition by is_client, referrals) as equal
      from counted),
    top as (
      select placed.id, count(*) filter (where made.kind = 'referral')::int as here,
        count(*) filter (where r.status in ('sent', 'done_by_hand'))::int as "thankedHere",
        coalesce(bool_or(r.status <> 'not_permitted'), false) as "mayBeThanked"
      from placed join made on made.id = placed.id
      left join referral r on r.practice_id = ${practiceId} and r.id = made.referral_id
      where placed.place + placed.equal - 1 <= ${MOST} group by placed.id)
    select (select count(*)::int from made) as n, placed.*, top.here, top."thankedHere", top."mayBeThanked",
      case when placed.is_client then 'client:' else 'professional:' end || placed.id as value
    from (select 1) one left join (top join placed on placed.id = top.id) on true
    order by placed.is_client desc, placed.place, placed."lastOn" desc, placed.id`.execute(tables(tx));
  return { n: rows[0]?.n ?? 0, top: rows.filter(({ id }) => id !== null) };
}
