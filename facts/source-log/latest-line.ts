import { SourceLogLine } from '../../entities/source-log-line.ts';
import type { Fact } from '../transaction.ts';

/** The line that holds now: the latest of those that put this one right, or itself. */
export async function latestLine(fact: Fact, number: number): Promise<SourceLogLine | null> {
  await fact.em.flush();
  return fact.em.findOne(
    SourceLogLine,
    { $or: [{ number }, { corrects: number }] },
    { orderBy: { number: 'desc' } },
  );
}
