import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TemplateVersion } from '../../entities/template-version.ts';
import { findingText, type Finding } from '../../email/lint.ts';
import { CannotWrite, lintOwn } from '../../email/write.ts';
import type { TemplateId } from '../../email/templates/catalogue.ts';
import { BUILT_IN_SOURCE } from '../../email/templates/live-words.ts';
import { ownWords, wordsOf, type Words } from '../../email/templates/words-of.ts';
import { audit, type Tx } from '../transaction.ts';
import { manualFollows } from '../manual/keep-manual.ts';
import { wrongFields } from '../refusal.ts';

/** Saves the practice's words for a template; null for the built-in ones. Unchanged words are no new version. */
export async function saveTemplate(tx: Tx, id: TemplateId, source: string | null): Promise<void> {
  const next =
    source === null || isBuiltIn(id, source) ? BUILT_IN_SOURCE : (await acceptedWords(tx, id, source)).source;
  await manualFollows(tx, () => keepWords(tx, id, next));
}

async function keepWords(tx: Tx, id: TemplateId, next: string): Promise<void> {
  const latest = await latestVersion(tx.em, id);
  if (next === (latest?.source ?? BUILT_IN_SOURCE)) return;
  tx.em.create(TemplateVersion, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    template: id,
    version: (latest?.version ?? 0) + 1,
    source: next,
    createdBy: tx.actor.staffId,
    createdAt: tx.now,
  });
  audit(tx, 'change', { entity: 'template', id: null }, [id]);
}

/** Refuses words with lint findings, each with its place; what is in force stays. */
export async function acceptedWords<Id extends TemplateId>(
  { practiceId }: Tx,
  id: Id,
  source: string,
): Promise<Words<Id>> {
  const findings = await findingsAbout({ practiceId }, id, source);
  if (findings.length === 0) return ownWords(id, source, { writtenBy: practiceId });
  throw wrongFields(
    findings.map((finding) => {
      const { line, column } = finding;
      return { path: 'source', message: findingText(finding), ...(line === null ? {} : { line, column }) };
    }),
  );
}

/** Everything that speaks against words that a practice writes. */
export function findingsAbout(
  { practiceId }: Pick<Tx, 'practiceId'>,
  id: TemplateId,
  source: string,
): Promise<Finding[]> {
  return lintOwn(id, source, practiceId).catch(tooMuch);
}

function tooMuch(error: unknown): Finding[] {
  if (!(error instanceof CannotWrite) || error.why === 'busy') throw error;
  return [
    {
      line: null,
      column: null,
      message: 'It takes too long, or too much memory, to fill in: make it simpler.',
    },
  ];
}

export async function latestVersion(em: EntityManager, id: TemplateId): Promise<TemplateVersion | null> {
  return em.findOne(TemplateVersion, { template: id }, { orderBy: { version: 'desc' } });
}

function isBuiltIn(id: TemplateId, source: string): boolean {
  return source.trim() === wordsOf(id).source.trim();
}
