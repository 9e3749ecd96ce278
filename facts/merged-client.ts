import { Client } from '../entities/client.ts';
import type { Tx } from './transaction.ts';
import { conflict, notFound, type Refusal } from './refusal.ts';

const MERGED = { filters: { present: false }, disableIdentityMap: true } as const;

/** Into whom the clients with these references were merged, by reference: their old system goes on naming them. */
export async function mergedReferences(
  { em }: Tx,
  references: readonly string[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const merged = await em.find(
    Client,
    { externalRef: { $in: [...references] }, mergedInto: { $ne: null } },
    { ...MERGED, fields: ['externalRef', 'mergedInto'] },
  );
  return new Map(
    merged.flatMap((one): [string, string][] =>
      one.externalRef && one.mergedInto ? [[one.externalRef, one.mergedInto]] : [],
    ),
  );
}

/** Into whom this client was merged; null: they were not. */
export async function mergedInto({ em }: Tx, clientId: string): Promise<string | null> {
  const merged = await em.findOne(
    Client,
    { id: clientId, mergedInto: { $ne: null } },
    { ...MERGED, fields: ['mergedInto'] },
  );
  return merged?.mergedInto ?? null;
}

/** Why there is no client with this id: it says where somebody went who was merged into another. */
export async function noSuchClient(tx: Tx, clientId: string): Promise<Refusal> {
  const into = await mergedInto(tx, clientId);
  return into === null
    ? notFound('client')
    : conflict(`This client is one with ${into} now: use that id. Everything about them is there.`);
}
