import { z } from 'zod';
import type { Practice } from '../entities/practice.ts';
import { Refusal } from '../facts/refusal.ts';
import type { Tx } from '../facts/transaction.ts';
import { CLOSED_WORDS, WORD_FILES } from '../imports/closed-words.ts';
import type { ImportFileKind } from '../policy/practice/import-files.ts';
import { columnsIn, runImport } from './import-kinds.ts';
import { ImportReading } from './schemas/import-file.ts';

type Read = { what: ImportFileKind; bytes: Buffer; map: readonly string[] };
type Reading = z.infer<typeof ImportReading>;

/**
 * What is in a file and what an import of it would do; nothing is kept. Throws where it is no table at all, or the map
 * does not fit it; what else stands against an import is its `fault`.
 */
export async function readForImport(
  tx: Tx,
  { what, bytes, map }: Read,
  practice: Practice,
): Promise<Reading> {
  const columns = await columnsIn(tx, what, { bytes, map }, practice);
  const asked = { bytes, map, dryRun: true, locale: practice.locale };
  try {
    const result = await runImport(tx, what, asked, practice);
    return { ...columns, result, unknownWords: mayMean(what, result.unknownWords), fault: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...columns, result: null, unknownWords: [], fault: error.message };
  }
}

/** What was read before, as it was kept. */
export function keptReading(kept: string | null | undefined): Reading | null {
  return typeof kept === 'string' ? ImportReading.parse(JSON.parse(kept)) : null;
}

type Unknown = { field: string; word: string; rows: number };

/** Beside each word the meanings that it can have in its field. */
function mayMean(what: ImportFileKind, words: readonly Unknown[]): Reading['unknownWords'] {
  const file = WORD_FILES.find((one) => one === what);
  const lists = file ? CLOSED_WORDS[file].lists : {};
  return words.map((word) => ({ ...word, mayMean: [...(lists[word.field]?.values ?? [])] }));
}
