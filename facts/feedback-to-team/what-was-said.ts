import { Satisfaction } from '../../entities/satisfaction.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { isProfessionalKind, SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { sql } from 'kysely';
import { clientsWhoReferred } from '../source-log/arrivals.ts';
import { tables } from '../tables.ts';
import { ownClientsOf } from '../clients/own-clients.ts';
import type { Tx } from '../transaction.ts';

/** `from` included, `to` not. */
export type Quarter = { from: Date; to: Date };

const YEAR_MS = 365 * DAY_MS;
/** Somebody recommended the practice: a client, a friend, or a person who works with people. */
const RECOMMENDED = SOURCE_KINDS.filter(
  (kind) => kind === 'client' || kind === 'friend' || isProfessionalKind(kind),
);

const FOUND = `
  select count(*)::int as people from client c
  where c.practice_id = ? and c.merged_into is null and c.source_kind = any(?::text[])
    and least(
      (select min(s.at) from client_session s
        where s.practice_id = c.practice_id and s.client_id = c.id and s.status = 'attended'),
      (select min(e.attended_at) from enquiry e where e.practice_id = c.practice_id and e.client_id = c.id))
    between ?::timestamptz and ?::timestamptz`;

/** How many new clients of the year that ended with this quarter came because somebody recommended the practice. */
export async function foundByRecommendation(tx: Tx, { to }: Quarter): Promise<number> {
  await tx.em.flush();
  const [row] = await tx.em.execute<{ people: number }[]>(FOUND, [
    tx.practiceId,
    `{${RECOMMENDED.join(',')}}`,
    new Date(to.getTime() - YEAR_MS).toISOString(),
    new Date(to.getTime() - 1).toISOString(),
  ]);
  return row?.people ?? 0;
}

/** What own clients of a practitioner wrote in that quarter and allowed to be passed on. */
export async function kindWordsFor(tx: Tx, practitionerId: string, quarter: Quarter): Promise<string[]> {
  const said = await tx.em.find(Satisfaction, {
    ...(await ownClientsOf(tx, practitionerId)),
    mayShare: true,
    at: { $gte: quarter.from, $lt: quarter.to },
  });
  return said.flatMap(({ kindWords }) => kindWords ?? []);
}

/** Own clients with an attended session in that quarter, and how many of them a referral came from in it. */
export async function recommendingClients(
  tx: Tx,
  practitionerId: string,
  { from, to }: Quarter,
): Promise<{ k: number; n: number }> {
  await tx.em.flush();
  const until = new Date(to.getTime() - 1);
  const { rows } = await sql<{ k: number; n: number }>`
    with sent as (${clientsWhoReferred(tx, { from, until })})
    select count(*)::int as n, count(sent.client_id)::int as k
    from client c left join sent on sent.client_id = c.id
    where c.practice_id = ${tx.practiceId}::uuid and c.practitioner_id = ${practitionerId}::uuid
      and exists (select 1 from client_session s where s.practice_id = c.practice_id and s.client_id = c.id
        and s.status = 'attended' and s.at between ${from} and ${until})`.execute(tables(tx));
  return rows[0] ?? { k: 0, n: 0 };
}
