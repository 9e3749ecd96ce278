import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { nameHash } from '../../entities/crypto/look-up.ts';
import { Source } from '../../entities/source.ts';
import type { SourceKind } from '../../policy/source-log/source-kinds.ts';
import { audit, type Tx } from '../transaction.ts';
import { conflict, notFound, wrongFields, type WrongField } from '../refusal.ts';
import { reevaluateRelationshipsOf } from '../commitments/reevaluate-relationships.ts';
import { lockKey } from '../locks/lock-key.ts';

type Meant = { clientId?: string | undefined; professionalId?: string | undefined };
export type NewSource = Meant & { kind: SourceKind; name: string };
export type SourceChange = Meant & { name?: string | undefined };

/** Adds a source; idempotent by kind and name. */
export async function addSource(
  tx: Tx,
  fields: NewSource,
): Promise<{ source: Source; outcome: 'added' | 'known' }> {
  const whom = await personMeant(tx, fields.kind, fields);
  await oneOfAName(tx, fields.kind);
  const known = await tx.em.findOne(Source, { kind: fields.kind, nameHash: nameHash(fields.name) });
  if (known) {
    if (meansAnother(known, fields))
      throw conflict(
        `Source ${known.id} has this name and means somebody else, or nobody yet: change it, or name this one apart.`,
      );
    return { source: known, outcome: 'known' };
  }
  const source = tx.em.create(Source, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    kind: fields.kind,
    name: fields.name,
    nameHash: nameHash(fields.name),
    ...whom,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await reevaluateRelationshipsOf(tx, [whom.professional?.id]);
  audit(tx, 'create', { entity: 'source', id: source.id }, Object.keys(fields));
  return { source, outcome: 'added' };
}

/** Renames a source or links it to a person; log lines that refer to it stay as they are. */
export async function changeSource(tx: Tx, sourceId: string, change: SourceChange): Promise<Source> {
  const source = await tx.em.findOne(Source, { id: sourceId });
  if (!source) throw notFound('source');
  const whom = await personMeant(tx, source.kind, change);
  if (change.name !== undefined) {
    await oneOfAName(tx, source.kind);
    const hash = nameHash(change.name);
    const same = await tx.em.findOne(Source, { kind: source.kind, nameHash: hash });
    if (same && same.id !== source.id)
      throw conflict(`Source ${same.id} is of this kind and has this name already.`);
    tx.em.assign(source, { name: change.name, nameHash: hash });
  }
  await reevaluateRelationshipsOf(tx, [source.professional?.id, whom.professional?.id]);
  tx.em.assign(source, { ...whom, updatedAt: tx.now });
  audit(tx, 'change', { entity: 'source', id: source.id }, Object.keys(change));
  return source;
}

/** Advisory lock on the kind: concurrent additions of one name become one source. */
async function oneOfAName(tx: Tx, kind: SourceKind): Promise<void> {
  await lockKey(tx, `source/${kind}`);
}

function meansAnother(known: Source, { clientId, professionalId }: Meant): boolean {
  return (
    (clientId !== undefined && clientId !== known.client?.id) ||
    (professionalId !== undefined && professionalId !== known.professional?.id)
  );
}

/** Only a source of kind client is a client, and only one of kind professional a colleague. */
async function personMeant(
  { em }: Tx,
  kind: SourceKind,
  { clientId, professionalId }: Meant,
): Promise<{ client?: Client; professional?: Professional }> {
  const client = clientId ? await em.findOne(Client, { id: clientId }) : null;
  const professional = professionalId ? await em.findOne(Professional, { id: professionalId }) : null;
  const faults: [string, string | undefined, SourceKind, object | null][] = [
    ['clientId', clientId, 'client', client],
    ['professionalId', professionalId, 'professional', professional],
  ];
  const wrong = faults.flatMap(([path, given, wanted, found]): WrongField[] => {
    if (given === undefined) return [];
    if (kind !== wanted) return [{ path, message: `is for a source of kind ${wanted}` }];
    return found ? [] : [{ path, message: `There is no ${wanted} with this id.` }];
  });
  if (wrong.length > 0) throw wrongFields(wrong);
  return { ...(client ? { client } : {}), ...(professional ? { professional } : {}) };
}
