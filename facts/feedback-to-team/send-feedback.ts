import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { periodBounds } from '../../policy/reviews/review-period.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { nextStaffHour } from '../outbound-mail/write-to-staff.ts';
import { audit, type Tx } from '../transaction.ts';

/**
 * Feedback to the team (S60): when a quarterly review is held, each active practitioner gets a note of their own (M20) about
 * that quarter (`2026-Q4`). Once for a quarter and a person, however often it is asked for.
 */
export async function sendFeedbackToTeam(tx: Tx, period: string): Promise<void> {
  const { em, practiceId } = tx;
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const { from } = periodBounds('quarterly', period, timezone);
  const active = await em.find(Staff, { practiceId, active: true }, { orderBy: { id: 'asc' } });
  for (const { id: staffId, roles } of active) {
    if (!roles.includes('practitioner')) continue;
    const key = `team-note/${period}/${staffId}`;
    if ((await em.count(Message, { practiceId, key })) > 0) continue;
    const message = em.create(Message, {
      ...newMail(tx, key),
      purpose: 'team_note',
      template: TEMPLATE.teamNote,
      staffId,
      countsFrom: from,
      dueAt: nextStaffHour(tx, timezone),
    });
    await openDelivery(tx, message.id);
    audit(tx, 'create', { entity: 'message', id: message.id }, ['team_note']);
  }
}
