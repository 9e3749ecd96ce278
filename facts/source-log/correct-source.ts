import { Enquiry } from '../../entities/enquiry.ts';
import { Client } from '../../entities/client.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { SOURCE_ANSWERS, type SourceKind } from '../../policy/source-log/source-kinds.ts';
import { audit, type Tx } from '../transaction.ts';
import { saveAnswer } from './save-answer.ts';
import { addSource } from './save-source.ts';
import { resolveSource, type SourceInput } from './resolve-source.ts';
import { latestLine } from './latest-line.ts';
import { notFound } from '../refusal.ts';
import { correctLine } from './correct-line.ts';

export type Correction = SourceInput & {
  answer?: string | undefined;
  /** What somebody wrote becomes a source of its own (S25). */
  newSource?: { kind: SourceKind; name: string } | undefined;
};

/** Applies a person's correction; omitted fields keep their values. Returns the line in force. */
export async function correctSource(
  tx: Tx,
  number: number,
  { newSource, ...said }: Correction,
): Promise<SourceLogLine> {
  const line = await tx.em.findOne(SourceLogLine, { number });
  if (!line) throw notFound('line of the source log');
  const added = newSource ? await addSource(tx, newSource) : null;
  await tx.em.flush();
  const correction = added ? { ...said, sourceId: added.source.id } : said;
  const root = line.corrects ?? line.number;
  const holds = (await latestLine(tx, root)) ?? line;
  const named = correction.sourceId !== undefined || correction.sourceKind !== undefined;
  const known = await resolveSource(tx, correction);
  const before = { kind: kindOf(holds), ref: holds.sourceRef ?? null };
  const source = { ...(named ? known : before), hops: correction.hops ?? holds.hops ?? null };
  const held = await correctLine(tx, line, source);
  if (correction.answer) await saveWords(tx, line, root, correction.answer);
  audit(tx, 'correct', { entity: 'source_log_line', id: line.id }, Object.keys(correction));
  await tx.em.flush();
  return tx.em.findOneOrFail(SourceLogLine, { number: held });
}

function kindOf({ sourceKind }: SourceLogLine) {
  return sourceKind === 'unknown' ? null : (SOURCE_ANSWERS.find((kind) => kind === sourceKind) ?? null);
}

async function saveWords(tx: Tx, line: SourceLogLine, root: number, words: string): Promise<void> {
  const enquiry = await tx.em.findOne(Enquiry, { sourceLine: root });
  const client = line.clientId ? await tx.em.findOne(Client, { id: line.clientId }) : null;
  saveAnswer(tx, {
    lineNumber: root,
    words,
    ...(enquiry ? { enquiry } : {}),
    ...(client ? { client } : {}),
  });
}
