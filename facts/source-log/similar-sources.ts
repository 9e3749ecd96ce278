import { Source } from '../../entities/source.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import type { SourceLogLine } from '../../entities/source-log-line.ts';
import { similarNames } from '../../policy/source-log/similar-names.ts';
import type { Tx } from '../transaction.ts';

/** What was said about a line of the log, and the sources it may mean (S25): one press makes it one of them, or a new one. */
export async function whatWasSaid(
  { em }: Tx,
  line: SourceLogLine,
): Promise<{ answers: string[]; similar: Source[] }> {
  const lineNumber = line.corrects ?? line.number;
  const said = await em.find(
    SourceAnswer,
    { $or: [{ lineNumber }, ...(line.enquiryId ? [{ enquiryId: line.enquiryId }] : [])] },
    { orderBy: { id: 'asc' } },
  );
  const answers = said.map(({ words }) => words);
  if (answers.length === 0) return { answers, similar: [] };
  return { answers, similar: similarNames(answers.join(' '), await em.find(Source, {})) };
}
