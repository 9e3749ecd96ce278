import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import { Practice } from '../../entities/practice.ts';
import { Satisfaction } from '../../entities/satisfaction.ts';
import {
  floorScore,
  type Instrument,
  mayBeNamed,
  SCORE_COUNTS_MS,
  scoreFault,
} from '../../policy/clients/instruments.ts';
import { audit, type Tx } from '../transaction.ts';
import { knownWork } from '../practice/known-work.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { raiseCareMatter } from './raise-care-matter.ts';
import { type WrongField, wrongFields } from '../refusal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-journey.ts';

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

/** What a client said of how we did; a low score is a matter of care for their practitioner (E14), and no figure for the desk. */
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
  if (isLow(row, policy.prompt.satisfactionFloor, tx.now)) await takeCare(tx, client);
  audit(tx, 'create', { entity: 'satisfaction', id: row.id }, Object.keys(given));
  return row;
}

/** A number of somebody who is not named: a row of the practice's own figures (§5.6). */
export async function addPseudonymousScore(tx: Tx, given: PseudonymousScore): Promise<Satisfaction> {
  const { timezone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const isAhead = given.month > dateIn(timezone, tx.now).slice(0, 7);
  const wrong = [
    ...wrongScore(given.instrument, given.score),
    ...(isAhead ? [{ path: 'month', message: 'must not lie in the future' }] : []),
  ];
  if (wrong.length > 0) throw wrongFields(wrong);
  await knownWork(tx, given);
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

async function takeCare(tx: Tx, client: Client): Promise<void> {
  await raiseCareMatter(tx, client);
  await reevaluateJourney(tx, client.id);
}

function isLow({ instrument, score, at }: Satisfaction, floor: number, now: Date): boolean {
  const counted = typeof score === 'number' ? floorScore(instrument, score) : null;
  const isRecent = Boolean(at) && now.getTime() - (at?.getTime() ?? 0) < SCORE_COUNTS_MS;
  return counted !== null && counted <= floor && isRecent;
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
