import { randomUUIDv7 } from 'node:crypto';
import { Absence } from '../../entities/absence.ts';
import { Staff } from '../../entities/staff.ts';
import { coverLoops } from '../../policy/practice/duty.ts';
import { audit, type Fact } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { awayDays } from './practice-today.ts';
import { notFound, wrongFields } from '../refusal.ts';

export type AbsenceFields = { from: string; to: string; coverStaffId?: string | null | undefined };

/** Somebody is away and somebody else stands in; duties move by themselves on the day (S40). */
export async function addAbsence(
  fact: Fact,
  staffId: string,
  { from, to, coverStaffId }: AbsenceFields,
): Promise<Absence> {
  await lockPractice(fact);
  const staff = await fact.em.findOne(Staff, { id: staffId });
  if (!staff) throw notFound('member of staff');
  const coverStaff = coverStaffId ? await standIn(fact, coverStaffId) : null;
  const overlapping = await fact.em.find(Absence, { from: { $lte: to }, to: { $gte: from } });
  if (
    coverLoops({ staffId: staff.id, from, to, coverStaffId: coverStaff?.id ?? null }, awayDays(overlapping))
  ) {
    throw wrongCover('On one of these days they would end up standing in for themselves.');
  }
  const absence = fact.em.create(Absence, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    staff,
    from,
    to,
    coverStaff,
    createdAt: fact.now,
  });
  audit(fact, 'create', { entity: 'absence', id: absence.id }, [
    'from',
    'to',
    ...(coverStaff ? ['coverStaffId'] : []),
  ]);
  return absence;
}

/** They are not away after all, or are back. */
export async function removeAbsence(fact: Fact, staffId: string, absenceId: string): Promise<void> {
  const absence = await fact.em.findOne(Absence, { id: absenceId, staffId });
  if (!absence) throw notFound('absence');
  fact.em.remove(absence);
  audit(fact, 'remove', { entity: 'absence', id: absence.id });
}

async function standIn(fact: Fact, id: string): Promise<Staff> {
  const cover = await fact.em.findOne(Staff, { id, active: true });
  if (!cover) throw wrongCover('There is nobody with this id who works here.');
  return cover;
}

function wrongCover(message: string) {
  return wrongFields([{ path: 'coverStaffId', message }]);
}
