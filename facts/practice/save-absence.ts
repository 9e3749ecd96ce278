import { randomUUIDv7 } from 'node:crypto';
import { Absence } from '../../entities/absence.ts';
import { Staff } from '../../entities/staff.ts';
import { coverLoops } from '../../policy/practice/duty.ts';
import { reevaluate } from '../signal.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { manualFollows } from '../manual/keep-manual.ts';
import { awayDays } from './practice-today.ts';
import { notFound, wrongFields } from '../refusal.ts';

export type AbsenceFields = { from: string; to: string; coverStaffId?: string | null | undefined };

/** Records an absence and its cover; duties and open tasks move by themselves on the day (S40). */
export function addAbsence(tx: Tx, staffId: string, fields: AbsenceFields): Promise<Absence> {
  return manualFollows(tx, () => recordAbsence(tx, staffId, fields));
}

async function recordAbsence(
  tx: Tx,
  staffId: string,
  { from, to, coverStaffId }: AbsenceFields,
): Promise<Absence> {
  await lockPractice(tx);
  const staff = await tx.em.findOne(Staff, { id: staffId });
  if (!staff) throw notFound('member of staff');
  const coverStaff = coverStaffId ? await standIn(tx, coverStaffId) : null;
  const overlapping = await tx.em.find(Absence, { from: { $lte: to }, to: { $gte: from } });
  if (
    coverLoops({ staffId: staff.id, from, to, coverStaffId: coverStaff?.id ?? null }, awayDays(overlapping))
  ) {
    throw wrongCover('On one of these days they would end up standing in for themselves.');
  }
  const absence = tx.em.create(Absence, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    staff,
    from,
    to,
    coverStaff,
    createdAt: tx.now,
  });
  audit(tx, 'create', { entity: 'absence', id: absence.id }, [
    'from',
    'to',
    ...(coverStaff ? ['coverStaffId'] : []),
  ]);
  reevaluate(tx, 'housekeeping', tx.practiceId);
  return absence;
}

/** Deletes an absence. */
export function removeAbsence(tx: Tx, staffId: string, absenceId: string): Promise<void> {
  return manualFollows(tx, () => deleteAbsence(tx, staffId, absenceId));
}

async function deleteAbsence(tx: Tx, staffId: string, absenceId: string): Promise<void> {
  const absence = await tx.em.findOne(Absence, { id: absenceId, staffId });
  if (!absence) throw notFound('absence');
  tx.em.remove(absence);
  audit(tx, 'remove', { entity: 'absence', id: absence.id });
}

async function standIn(tx: Tx, id: string): Promise<Staff> {
  const cover = await tx.em.findOne(Staff, { id, active: true });
  if (!cover) throw wrongCover('There is nobody with this id who works here.');
  return cover;
}

function wrongCover(message: string) {
  return wrongFields([{ path: 'coverStaffId', message }]);
}
