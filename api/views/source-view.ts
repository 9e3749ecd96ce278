import { Source } from '../../entities/source.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import type { Me } from '../route.ts';

type Origin = {
  sourceKind?: SourceAnswer | null | undefined;
  sourceRef?: string | null | undefined;
  sourceLine?: number | null | undefined;
};

/** Which of these name a source of the list, and not a person: a surgery is a source, the doctor there may be a colleague. */
export async function namedSources({ em }: Tx, origins: readonly Origin[]): Promise<ReadonlySet<string>> {
  const refs = origins.flatMap(({ sourceRef }) => sourceRef ?? []);
  const found = refs.length > 0 ? await em.find(Source, { id: { $in: refs } }, { fields: ['id'] }) : [];
  return new Set(found.map(({ id }) => id));
}

/** Where somebody came from. Which client sent them is for the desk and the owner; a practitioner sees that it was one (S25). */
export function sourceView(
  { sourceKind, sourceRef, sourceLine }: Origin,
  me: Me,
  sources: ReadonlySet<string>,
) {
  const kind = sourceKind ?? null;
  const shared = { kind, number: sourceLine ?? null };
  if (!sourceRef) return shared;
  if (sources.has(sourceRef) || (kind !== 'client' && kind !== 'professional'))
    return { ...shared, sourceId: sourceRef };
  if (kind === 'professional') return { ...shared, professionalId: sourceRef };
  return me.ownOnly ? shared : { ...shared, clientId: sourceRef };
}
