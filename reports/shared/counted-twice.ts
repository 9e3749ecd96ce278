import { sql, type RawBuilder } from 'kysely';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { groupedBy } from './groups.ts';

/**
 * Many counts of a table expression `unit`, each of which asks these columns alone: rows that are equal in them are counted
 * together first (`n`), so that only few rows are asked whether they belong to each count.
 */
export function countedTwice(
  by: readonly Grouping[],
  zone: string,
  columns: readonly string[],
  counts: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { columns: groups } = groupedBy(by, zone);
  const asked = sql.join(columns.map((column) => sql.ref(`unit.${column}`)));
  const positions = sql.join([...by, ...columns].map((_, index) => sql.raw(String(index + 1))));
  const names = sql.join(by.map((one) => sql.ref(`unit.${one}`)));
  const equal = sql`(select ${groups} ${asked}, count(*) as n from unit group by ${positions}) unit`;
  return by.length === 0
    ? sql`select ${counts} from ${equal} having count(*) > 0`
    : sql`select ${names}, ${counts} from ${equal} group by ${names}`;
}
