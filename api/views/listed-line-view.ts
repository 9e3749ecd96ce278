import type { z } from 'zod';
import type { SourceLogLine } from '../../entities/source-log-line.ts';
import { correctedBy } from '../../facts/source-log/line-in-force.ts';
import type { Tx } from '../../facts/transaction.ts';
import { namesOf } from '../../reports/shared/names-of-sources.ts';
import type { ListedSourceLogLineView } from '../schemas/source-log-line.ts';
import { lineView } from './line-view.ts';

/** Lines of the source log with the names of their sources, and what was put right since. */
export async function listedLineViews(
  tx: Tx,
  lines: readonly SourceLogLine[],
): Promise<z.output<typeof ListedSourceLogLineView>[]> {
  const refs = lines.flatMap(({ sourceRef }) => sourceRef ?? []);
  const names = await namesOf(tx, [...new Set(refs)], true);
  const instead = await correctedBy(tx, lines);
  return lines.map((line) => {
    const named = names.get(line.sourceRef ?? '');
    return {
      ...lineView(line),
      source: named ? { name: named.name, [named.as]: line.sourceRef } : null,
      correctedBy: instead.get(line.number) ?? null,
    };
  });
}
