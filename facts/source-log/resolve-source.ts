import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { Source } from '../../entities/source.ts';
import type { Hop, SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import type { Tx } from '../transaction.ts';
import { wrongFields, type WrongField } from '../refusal.ts';

export type SourceInput = {
  sourceKind?: SourceAnswer | undefined;
  sourceId?: string | undefined;
  hops?: Hop[] | undefined;
};

/** A source as the log can hold it: a kind and, where it is known, which one. */
export type KnownSource = { kind: SourceAnswer | null; ref: string | null };

/** Resolves a source by id or kind; unknown ids are field errors, all at once. */
export async function resolveSource(
  tx: Tx,
  { sourceKind, sourceId, hops }: SourceInput,
): Promise<KnownSource> {
  const source = sourceId ? await tx.em.findOne(Source, { id: sourceId }) : null;
  const wrong: WrongField[] = [
    ...(sourceId && !source ? [{ path: 'sourceId', message: 'There is no source with this id.' }] : []),
    ...(source && sourceKind && sourceKind !== source.kind
      ? [{ path: 'sourceKind', message: `This source is of kind ${source.kind}; leave sourceKind out.` }]
      : []),
    ...(await wrongHops(tx, hops ?? [])),
  ];
  if (wrong.length > 0) throw wrongFields(wrong);
  if (!source) return { kind: sourceKind ?? null, ref: null };
  return { kind: source.kind, ref: source.client?.id ?? source.professional?.id ?? source.id };
}

async function wrongHops(tx: Tx, hops: readonly Hop[]): Promise<WrongField[]> {
  const wrong: WrongField[] = [];
  for (const [index, hop] of hops.entries()) {
    const counts = [
      ['sourceId', hop.sourceId ? await tx.em.count(Source, { id: hop.sourceId }) : 1],
      ['clientId', hop.clientId ? await tx.em.count(Client, { id: hop.clientId }) : 1],
      [
        'professionalId',
        hop.professionalId ? await tx.em.count(Professional, { id: hop.professionalId }) : 1,
      ],
    ] as const;
    for (const [field, count] of counts)
      if (count === 0) wrong.push({ path: `hops.${index}.${field}`, message: 'Nothing here has this id.' });
  }
  return wrong;
}
