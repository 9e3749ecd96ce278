import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { Source } from '../../entities/source.ts';
import type { Tx } from '../../facts/transaction.ts';
import { fullName } from '../../policy/network/full-name.ts';
import type { SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import type { Me } from '../route.ts';

type Origin = { sourceKind?: SourceAnswer | null | undefined; sourceRef?: string | null | undefined };

/** What these sources are called, by their ids. Which client it was is for the desk and the owner (S25). */
export async function sourceNames(
  tx: Tx,
  me: Me,
  origins: readonly Origin[],
): Promise<ReadonlyMap<string, string>> {
  const refs = origins.flatMap(({ sourceRef }) => sourceRef ?? []);
  if (refs.length === 0) return new Map();
  const listed = await tx.em.find(Source, { id: { $in: refs } });
  const names = new Map(
    listed.flatMap(({ id, kind, name }) => (kind === 'client' && me.ownOnly ? [] : [[id, name] as const])),
  );
  const others = refs.filter((ref) => !listed.some(({ id }) => id === ref));
  for (const [id, name] of await namesOfPeople(tx, me, { clientIds: others, professionalIds: others }))
    names.set(id, name);
  return names;
}

type People = { clientIds: readonly string[]; professionalIds: readonly string[] };

/** The names of clients and colleagues by their ids; of clients, not for whoever sees their own people only (S25). */
export async function namesOfPeople(
  { em }: Tx,
  { ownOnly }: Pick<Me, 'ownOnly'>,
  { clientIds, professionalIds }: People,
): Promise<Map<string, string>> {
  const colleagues =
    professionalIds.length > 0 ? await em.find(Professional, { id: { $in: [...professionalIds] } }) : [];
  const names = new Map(colleagues.map((one) => [one.id, fullName(one)]));
  if (ownOnly || clientIds.length === 0) return names;
  const clients = await em.find(Client, { id: { $in: [...clientIds] } });
  for (const { id, firstName, lastName } of clients)
    names.set(id, [firstName, lastName].filter(Boolean).join(' '));
  return names;
}
