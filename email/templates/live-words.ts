import type { EntityManager } from '@mikro-orm/postgresql';
import { TemplateVersion } from '../../entities/template-version.ts';
import { BoundedCache } from '../bounded-cache.ts';
import { lintTemplate } from '../lint.ts';
import type { TemplateId } from './catalogue.ts';
import { ownWords, wordsOf, type Words } from './words-of.ts';

/** A version without words means the built-in ones, of whatever release is running. */
export const BUILT_IN_SOURCE = '';

const permitted = new BoundedCache<boolean>(200);

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
  return inForce(id, latest);
}

/**
 * The words in force: the practice's latest version, or the built-in ones where this release's lint would refuse that.
 */
export function inForce<Id extends TemplateId>(
  id: Id,
  latest: Pick<TemplateVersion, 'source' | 'version'> | null,
): Words<Id> {
  if (latest === null || latest.source === BUILT_IN_SOURCE) return wordsOf(id);
  const { source, version } = latest;
  const mayBeSent = permitted.get(`${id} ${source}`, () => lintTemplate(id, source).length === 0);
  return mayBeSent ? ownWords(id, source, version) : wordsOf(id);
}
