import { Enquiry } from '../../entities/enquiry.ts';
import { Client } from '../../entities/client.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { SOURCE_ANSWERS } from '../../policy/source-log/source-kinds.ts';
import { audit, type Fact } from '../transaction.ts';
import { keepAnswer } from './save-answer.ts';
import { knownSource, type SourceTold } from './known-source.ts';
import { latestLine } from './latest-line.ts';
import { notFound } from '../refusal.ts';
import { correctLine } from './write-source.ts';

export type Correction = SourceTold & { answer?: string | undefined };

/** A person puts a line right: what is not said stays as the line says it. Answers with the line that holds now. */
export async function correctSource(
  fact: Fact,
  number: number,
  correction: Correction,
): Promise<SourceLogLine> {
  const line = await fact.em.findOne(SourceLogLine, { number });
  if (!line) throw notFound('line of the source log');
  const root = line.corrects ?? line.number;
  const holds = (await latestLine(fact, root)) ?? line;
  const named = correction.sourceId !== undefined || correction.sourceKind !== undefined;
  const known = await knownSource(fact, correction);
  const before = { kind: kindOf(holds), ref: holds.sourceRef ?? null };
  const told = { ...(named ? known : before), hops: correction.hops ?? holds.hops ?? null };
  const held = await correctLine(fact, line, told);
  if (correction.answer) await keepWords(fact, line, root, correction.answer);
  audit(fact, 'correct', { entity: 'source_log_line', id: line.id }, Object.keys(correction));
  await fact.em.flush();
  return fact.em.findOneOrFail(SourceLogLine, { number: held });
}

function kindOf({ sourceKind }: SourceLogLine) {
  return sourceKind === 'unknown' ? null : (SOURCE_ANSWERS.find((kind) => kind === sourceKind) ?? null);
}

async function keepWords(fact: Fact, line: SourceLogLine, root: number, words: string): Promise<void> {
  const enquiry = await fact.em.findOne(Enquiry, { sourceLine: root });
  const client = line.clientId ? await fact.em.findOne(Client, { id: line.clientId }) : null;
  keepAnswer(fact, {
    lineNumber: root,
    words,
    ...(enquiry ? { enquiry } : {}),
    ...(client ? { client } : {}),
  });
}
