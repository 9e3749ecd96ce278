import { randomUUIDv7 } from 'node:crypto';
import { ServiceLine } from '../../entities/service-line.ts';
import type { Stage } from '../../policy/journeys/stage.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { manualFollows } from '../manual/keep-manual.ts';
import { conflict, notFound } from '../refusal.ts';
import { reevaluatePractice } from '../commitments/reevaluate-subjects.ts';

export type ServiceLineFields = { name: string; stages: Stage[] };
export type ServiceLineChange = { name?: string | undefined; stages?: Stage[] | undefined };

/** The practice offers something; no two lines have one name. */
export function addServiceLine(tx: Tx, fields: ServiceLineFields): Promise<ServiceLine> {
  return manualFollows(tx, () => createLine(tx, fields));
}

async function createLine(tx: Tx, { name, stages }: ServiceLineFields): Promise<ServiceLine> {
  await lockPractice(tx);
  await refuseTakenName(tx, name, null);
  const line = tx.em.create(ServiceLine, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    name,
    stages,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  audit(tx, 'create', { entity: 'service_line', id: line.id }, ['name', 'stages']);
  return line;
}

/** Changes a service line. A stage may now map to another phase, so every open journey is reevaluated. */
export function changeServiceLine(tx: Tx, lineId: string, change: ServiceLineChange): Promise<ServiceLine> {
  return manualFollows(tx, () => changeLine(tx, lineId, change));
}

async function changeLine(tx: Tx, lineId: string, change: ServiceLineChange): Promise<ServiceLine> {
  await lockPractice(tx);
  const line = await tx.em.findOne(ServiceLine, { id: lineId });
  if (!line) throw notFound('service line');
  await refuseTakenName(tx, change.name ?? line.name, line.id);
  line.name = change.name ?? line.name;
  line.stages = change.stages ?? line.stages;
  line.updatedAt = tx.now;
  if (change.stages) await reevaluatePractice(tx);
  audit(tx, 'change', { entity: 'service_line', id: line.id }, Object.keys(change));
  return line;
}

/** Names that differ only in case count as the same. */
async function refuseTakenName(tx: Tx, name: string, own: string | null): Promise<void> {
  const lines = await tx.em.find(ServiceLine, {});
  const taken = lines.find(({ id, name: other }) => id !== own && other.toLowerCase() === name.toLowerCase());
  if (taken)
    throw conflict(`Service line ${taken.id} is called "${taken.name}" already. Choose another name.`);
}
