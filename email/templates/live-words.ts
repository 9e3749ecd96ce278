import type { EntityManager } from '@mikro-orm/postgresql';
import { TemplateVersion } from '../../entities/template-version.ts';
import { BoundedCache } from '../bounded-cache.ts';
import { CannotWrite, lintOwn } from '../write.ts';
import { TEMPLATES, type TemplateId } from './catalogue.ts';
import { ownWords, wordsOf, type Words } from './words-of.ts';

/** A version without words means the built-in ones, of whatever release is running. */
export const BUILT_IN_SOURCE = '';

const permitted = new BoundedCache<Promise<boolean>>(200);

type Latest = Pick<TemplateVersion, 'source' | 'version' | 'practiceId'> | null;

/** The words a practice uses: its own latest ones, or the built-in. */
export async function liveWords<Id extends TemplateId>(
  em: EntityManager,
  practiceId: string,
  id: Id,
): Promise<Words<Id>> {
  const latest = await em.findOne(
    TemplateVersion,
    { practiceId, template: id },
    { orderBy: { version: 'desc' } },
  );
  return TEMPLATES[id].form === 'page' ? wordsToShow(id, latest) : inForce(id, latest);
}

/** The same where a reader must find something: the built-in words while nobody can tell whether the own ones may be used. */
export async function wordsToShow<Id extends TemplateId>(id: Id, latest: Latest): Promise<Words<Id>> {
  try {
    return await inForce(id, latest);
  } catch (error) {
    if (error instanceof CannotWrite) return wordsOf(id);
    throw error;
  }
}

/**
 * The words in force: the practice's latest version, or the built-in ones where this release's lint would refuse that.
 * Throws `CannotWrite` where the lint had to be stopped.
 */
async function inForce<Id extends TemplateId>(id: Id, latest: Latest): Promise<Words<Id>> {
  if (latest === null || latest.source === BUILT_IN_SOURCE) return wordsOf(id);
  const { source, version, practiceId } = latest;
  const key = `${id} ${source}`;
  const lint = permitted.get(key, async () => (await lintOwn(id, source, practiceId)).length === 0);
  const mayBeSent = await lint.catch((error: unknown) => {
    permitted.forget(key);
    throw error;
  });
  return mayBeSent ? ownWords(id, source, { writtenBy: practiceId, number: version }) : wordsOf(id);
}
