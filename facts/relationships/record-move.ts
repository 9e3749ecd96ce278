import { randomUUIDv7 } from 'node:crypto';
import { emailHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Professional } from '../../entities/professional.ts';
import { ProfessionalMove } from '../../entities/professional-move.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { reevaluateReferOutsOf, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';
import { refuseErased } from '../erased-people.ts';
import { lockProfessional } from '../locks/lock-professional.ts';
import { dateIn, practiceToday } from '../practice/practice-today.ts';
import { wrongFields } from '../refusal.ts';
import { openTask } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';

/** A successor is found at leisure. */
const FIND_WITHIN_MS = 14 * DAY_MS;

type Moved = {
  toOrganisation: string;
  on: string;
  email?: string | undefined;
  phone?: string | undefined;
};

/**
 * A colleague works elsewhere now (S66): they stay a contact with their history. Without a new address the old one is
 * dropped, because somebody else may read it, and a new one ends the links that went to the old (a trigger of the table).
 * What made the old place fragile goes with its successor's task, not with the person.
 */
export async function recordMove(
  tx: Tx,
  practice: Practice,
  professionalId: string,
  moved: Moved,
): Promise<Professional> {
  const { toOrganisation, on, email = null, phone } = moved;
  if (on > dateIn(practice.timezone, tx.now))
    throw wrongFields([{ path: 'on', message: 'must not lie in the future' }]);
  const professional = await lockProfessional(tx, professionalId);
  const hash = email === null ? null : emailHash(email);
  if (email && hash !== professional.emailHash)
    await refuseErased(tx, { email, firstName: professional.firstName });
  const move = tx.em.create(ProfessionalMove, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    professional,
    fromOrganisation: professional.organisation ?? null,
    toOrganisation,
    on,
    createdBy: tx.actor.staffId,
    createdAt: tx.now,
  });
  await askForSuccessor(tx, professional, move.id);
  tx.em.assign(professional, {
    organisation: toOrganisation,
    email,
    emailHash: hash,
    ...(phone === undefined ? {} : { phone }),
    riskFlags: [],
    searchTokens: prefixTokens(professional.firstName, professional.lastName, toOrganisation),
    updatedAt: tx.now,
  });
  await reevaluateThanksOf(tx, { referrerProfessionalId: professional.id });
  await reevaluateReferOutsOf(tx, { toProfessionalId: professional.id });
  audit(tx, 'moved', { entity: 'professional', id: professional.id }, Object.keys(moved));
  return professional;
}

/** Where nobody knows the old place, there is none to find a successor at. */
async function askForSuccessor(tx: Tx, professional: Professional, moveId: string): Promise<void> {
  if (!professional.organisation) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'find_successor',
    professional,
    subjectId: moveId,
    assignee: today.dutyHolder('relationships') ?? today.owners()[0] ?? null,
    ...(professional.riskFlags.includes('single_contact') ? { why: 'single_contact' } : {}),
    dueAt: new Date(tx.now.getTime() + FIND_WITHIN_MS),
  });
}
