import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { Source } from '../../entities/source.ts';
import type { KnownSource } from '../../policy/source-log/shown-source.ts';
import type { SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import type { Tx } from '../transaction.ts';

type Kept = { sourceKind?: SourceAnswer | null | undefined; sourceRef?: string | null | undefined };

/** A person's source with the professional's or place's name; policy decides what is shown. */
export async function originOf(
  tx: Tx,
  { sourceKind, sourceRef }: Kept,
  referral?: Referral,
): Promise<KnownSource> {
  const kind = sourceKind ?? null;
  if (referral?.referrerProfessional)
    return {
      kind: 'professional',
      name: await nameOf(tx, referral.referrerProfessional.id),
      isPersonal: false,
    };
  if (referral) return { kind, name: null, isPersonal: true };
  if (!sourceRef) return { kind, name: null, isPersonal: kind === 'client' || kind === 'friend' };
  const source = await tx.em.findOne(Source, { id: sourceRef });
  const isPersonal = kind === 'client' || kind === 'friend' || Boolean(source?.client);
  if (kind !== 'professional') return { kind, name: source?.name || null, isPersonal };
  return { kind, name: (await nameOf(tx, sourceRef)) ?? (source?.name || null), isPersonal };
}

/** A professional's display name. */
export async function nameOf({ em }: Tx, professionalId: string): Promise<string | null> {
  const colleague = await em.findOne(Professional, { id: professionalId });
  if (!colleague) return null;
  const { title, firstName, lastName, organisation } = colleague;
  return [[title, firstName, lastName].filter(Boolean).join(' '), organisation].filter(Boolean).join(', ');
}
