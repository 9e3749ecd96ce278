import { raw } from '@mikro-orm/postgresql';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { KINDS_WITH_A_NAME } from '../../policy/source-log/source-kinds.ts';
import type { Tx } from '../transaction.ts';

/** Of lines of the source log: those in force of which it is not known which source is meant (S25). */
export function linesToName(): Record<string, unknown> {
  return {
    sourceRef: null,
    sourceKind: { $in: [...KINDS_WITH_A_NAME, 'unknown'] },
    [raw(
      (line) =>
        `not exists (select 1 from source_log_line c where c.practice_id = ${line}.practice_id and c.corrects = coalesce(${line}.corrects, ${line}.number) and c.number > ${line}.number)`,
    )]: [],
  };
}

/** The line that is in force instead of each of these, by its number; nothing for those that are in force themselves. */
export async function correctedBy(
  { em }: Tx,
  lines: readonly SourceLogLine[],
): Promise<ReadonlyMap<number, number>> {
  const roots = [...new Set(lines.map(rootOf))];
  const corrections =
    roots.length > 0
      ? await em.find(SourceLogLine, { corrects: { $in: roots } }, { orderBy: { number: 'asc' } })
      : [];
  const latest = new Map(corrections.map(({ corrects, number }) => [corrects, number]));
  return new Map(
    lines.flatMap((line) => {
      const number = latest.get(rootOf(line));
      return number !== undefined && number > line.number ? [[line.number, number] as const] : [];
    }),
  );
}

function rootOf({ corrects, number }: SourceLogLine): number {
  return corrects ?? number;
}
