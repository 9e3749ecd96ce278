import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TemplateVersion } from '../../entities/template-version.ts';
import { findingText, lintTemplate } from '../../email/lint.ts';
import type { TemplateId } from '../../email/templates/catalogue.ts';
import { BUILT_IN_SOURCE } from '../../email/templates/live-words.ts';
import { ownWords, wordsOf, type Words } from '../../email/templates/words-of.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { wrongFields } from '../refusal.ts';

/** Saves the practice's words for a template; null for the built-in ones. Unchanged words are no new version. */
export async function saveTemplate(tx: Tx, id: TemplateId, source: string | null): Promise<void> {
  const next = source === null || isBuiltIn(id, source) ? BUILT_IN_SOURCE : acceptedWords(id, source).source;
  await lockPractice(tx);
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
export function acceptedWords<Id extends TemplateId>(id: Id, source: string): Words<Id> {
  const findings = lintTemplate(id, source);
  if (findings.length === 0) return ownWords(id, source);
  throw wrongFields(
    findings.map((finding) => {
      const { line, column } = finding;
      return { path: 'source', message: findingText(finding), ...(line === null ? {} : { line, column }) };
    }),
  );
}

export async function latestVersion(em: EntityManager, id: TemplateId): Promise<TemplateVersion | null> {
  return em.findOne(TemplateVersion, { template: id }, { orderBy: { version: 'desc' } });
}

function isBuiltIn(id: TemplateId, source: string): boolean {
  return source.trim() === wordsOf(id).source.trim();
}
