import { SourceLogLine } from '../../entities/source-log-line.ts';
import type { Tx } from '../transaction.ts';

/** The line in force: the latest correction of this line, or itself. */
export async function latestLine(tx: Tx, number: number): Promise<SourceLogLine | null> {
  await tx.em.flush();
  return tx.em.findOne(
    SourceLogLine,
    { $or: [{ number }, { corrects: number }] },
    { orderBy: { number: 'desc' } },
  );
}
