import type { SourceAnswer } from '../../policy/source-kinds.ts';
import type { Me } from '../route.ts';

type Origin = {
  sourceKind?: SourceAnswer | null | undefined;
  sourceRef?: string | null | undefined;
  sourceLine?: number | null | undefined;
};

/** Where somebody came from. Which client sent them is for the desk and the owner; a practitioner sees that it was one (S25). */
export function sourceView({ sourceKind, sourceRef, sourceLine }: Origin, me: Me) {
  const kind = sourceKind ?? null;
  const shared = { kind, number: sourceLine ?? null };
  if (!sourceRef || (kind === 'client' && me.ownOnly)) return shared;
  const field = kind === 'client' ? 'clientId' : kind === 'professional' ? 'professionalId' : 'sourceId';
  return { ...shared, [field]: sourceRef };
}
