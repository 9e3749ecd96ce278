import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import { Practice } from '../../entities/practice.ts';
import { Satisfaction } from '../../entities/satisfaction.ts';
import {
  floorScore,
  isLowScore,
  type Instrument,
  mayBeNamed,
  scoreFault,
} from '../../policy/clients/instruments.ts';
import { audit, type Tx } from '../transaction.ts';
import { resolveAssignment } from '../practice/resolve-assignment.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { raiseCareMatter } from './raise-care-matter.ts';
import { type WrongField, wrongFields } from '../refusal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

export type NamedScore = {
  clientId: string;
  instrument: Instrument;
  /** null: "I'd rather not say". */
  score: number | null;
  at: Date;
  kindWords?: string | null | undefined;
  mayShare?: boolean | undefined;
  /** Recognises the same answer sent twice. */
  rowKey?: string | null | undefined;
};

export type PseudonymousScore = {
  instrument: Instrument;
  score: number;
  month: string;
  practitionerId?: string | null | undefined;
  serviceLineId?: string | null | undefined;
  stage?: string | null | undefined;
};

/** Records a client's score; a low one is a matter of care for their practitioner (E14), and no figure for the desk. */
export async function recordSatisfaction(tx: Tx, given: NamedScore): Promise<Satisfaction> {
  const { clientId, instrument, score, at, rowKey = null } = given;
  const client = await lockClient(tx, clientId);
  const wrong = [...wrongName(instrument), ...wrongScore(instrument, score)];
  if (wrong.length > 0) throw wrongFields(wrong);
  const known = rowKey === null ? null : await tx.em.findOne(Satisfaction, { rowKey });
  if (known) return known;
  const { timezone, policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const row = tx.em.create(Satisfaction, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    instrument,
    score,
    at,
    month: dateIn(timezone, at).slice(0, 7),
    practitionerId: client.practitioner?.id ?? null,
    serviceLineId: client.serviceLineId ?? null,
    stage: client.stage ?? null,
    kindWords: given.kindWords ?? null,
    mayShare: given.mayShare ?? false,
    rowKey,
    createdAt: tx.now,
  });
  if (isLow(row, policy.prompt.satisfactionFloor, tx.now)) await handleLowScore(tx, client);
  audit(tx, 'create', { entity: 'satisfaction', id: row.id }, Object.keys(given));
  return row;
}

/** Records an anonymous score: a row of the practice's own figures (§5.6). */
export async function addPseudonymousScore(tx: Tx, given: PseudonymousScore): Promise<Satisfaction> {
  const { timezone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const isAhead = given.month > dateIn(timezone, tx.now).slice(0, 7);
  const wrong = [
    ...wrongScore(given.instrument, given.score),
    ...(isAhead ? [{ path: 'month', message: 'must not lie in the future' }] : []),
  ];
  if (wrong.length > 0) throw wrongFields(wrong);
  await resolveAssignment(tx, given);
  const row = tx.em.create(Satisfaction, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    instrument: given.instrument,
    score: given.score,
    month: given.month,
    practitionerId: given.practitionerId ?? null,
    serviceLineId: given.serviceLineId ?? null,
    stage: given.stage ?? null,
    mayShare: false,
    createdAt: tx.now,
  });
  audit(tx, 'create', { entity: 'satisfaction', id: row.id }, Object.keys(given));
  return row;
}

async function handleLowScore(tx: Tx, client: Client): Promise<void> {
  await raiseCareMatter(tx, client);
  await reevaluateJourney(tx, client.id);
}

/** Whether the practitioner hears of it: low, and not from long ago. */
export function isLow({ instrument, score, at }: Satisfaction, floor: number, now: Date): boolean {
  const counted = typeof score === 'number' ? floorScore(instrument, score) : null;
  if (counted === null || !at) return false;
  return isLowScore({ score: counted, at: at.getTime() }, floor, now.getTime());
}

function wrongName(instrument: Instrument): WrongField[] {
  if (mayBeNamed(instrument)) return [];
  const message = `${instrument} measures an outcome and is never kept of a named client; send it without one: POST /satisfaction.`;
  return [{ path: 'instrument', message }];
}

function wrongScore(instrument: Instrument, score: number | null): WrongField[] {
  const message = score === null ? null : scoreFault(instrument, score);
  return message === null ? [] : [{ path: 'score', message }];
}
