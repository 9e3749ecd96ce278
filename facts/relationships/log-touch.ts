import { randomUUIDv7 } from 'node:crypto';
import type { Practice } from '../../entities/practice.ts';
import type { Professional } from '../../entities/professional.ts';
import { ProfessionalTouch } from '../../entities/professional-touch.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import type { TouchKind } from '../../policy/network/network-terms.ts';
import { lockProfessional } from '../locks/lock-professional.ts';
import { dateIn } from '../practice/practice-today.ts';
import { wrongFields } from '../refusal.ts';
import { reevaluate } from '../signal.ts';
import { audit, type Tx } from '../transaction.ts';

/**
 * Notes a contact with a colleague; nothing is sent. `on`: a day of the practice's calendar, from whose end the rhythm
 * counts, or today, from now (4.5c). A day ahead is refused.
 */
export async function logTouch(
  tx: Tx,
  practice: Practice,
  professionalId: string,
  { kind, on }: { kind: TouchKind; on: string },
): Promise<ProfessionalTouch> {
  const today = dateIn(practice.timezone, tx.now);
  if (on > today) throw wrongFields([{ path: 'on', message: 'must not lie in the future' }]);
  const professional = await lockProfessional(tx, professionalId);
  return addTouch(tx, professional, {
    kind,
    on,
    at: on === today ? tx.now : endOfDay(on, practice.timezone),
  });
}

/** The same of a colleague whose row is locked. */
export function addTouch(
  tx: Tx,
  professional: Professional,
  { kind, on, at }: { kind: TouchKind; on: string; at: Date },
): ProfessionalTouch {
  const touch = tx.em.create(ProfessionalTouch, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    professional,
    kind,
    on,
    at,
    createdBy: tx.actor.staffId,
    createdAt: tx.now,
  });
  reevaluate(tx, 'relationship', professional.id);
  audit(tx, 'create', { entity: 'professional_touch', id: touch.id }, ['kind', 'on']);
  return touch;
}
