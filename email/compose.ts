import type { EntityManager } from '@mikro-orm/postgresql';
import type { Message } from '../entities/message.ts';
import { Practice } from '../entities/practice.ts';
import { Referral } from '../entities/referral.ts';
import { CHANGE_NOTICE } from './change-notice.ts';
import { composeCheckIn } from './compose-check-in.ts';
import { composeNote } from './compose-note.ts';
import { composeReferOut } from './compose-refer-out.ts';
import { composeFridayList, composeStaffNote } from './compose-staff-mail.ts';
import { composeThanks } from './compose-thanks.ts';
import { stamped, type Envelope } from './envelope.ts';

export type { Envelope } from './envelope.ts';

/** Renders a message from the present facts, as they are at `now`; null where there is no recipient, no address, nothing to send, or it is for one alone, or one of many. */
export async function composeMessage(
  em: EntityManager,
  message: Message,
  publicUrl: string,
  now: Date,
): Promise<Envelope | null> {
  const practice = await em.findOneOrFail(Practice, message.practiceId);
  switch (message.purpose) {
    case 'friday_list':
      return composeFridayList(em, message, { practice, publicUrl });
    case 'test':
      return asWritten(message, practice);
    case 'staff_note':
      if (message.template === CHANGE_NOTICE) return asWritten(message, practice);
      return composeStaffNote(em, message, { practice, publicUrl });
    case 'thanks': {
      const { practiceId } = message;
      const referral = message.referral
        ? await em.findOne(Referral, { practiceId, id: message.referral.id })
        : null;
      return referral && composeThanks(em, message, { referral, practice, publicUrl, now });
    }
    case 'refer_out':
      return composeReferOut(em, message, { practice, publicUrl });
    case 'check_in':
      return composeCheckIn(em, message, { practice, publicUrl, now });
    case 'broadcast':
    case 'team_note':
    case 'sign_in':
      return null;
    case 'carrier':
      return composeNote(em, message, practice, publicUrl);
  }
}

/** A test send, or a warning, was rendered when it was made. */
function asWritten(message: Message, practice: Practice): Envelope | null {
  const { to, subject, text, html } = message;
  if (!to || !subject || !text || !html) return null;
  return {
    ...stamped(message, practice),
    to,
    subject,
    text,
    html,
    templateVersion: message.templateVersion ?? '',
    tag: message.purpose === 'test' ? 'test' : 'change-notice',
    links: [],
    unsubscribeUrl: null,
    prompt: null,
  };
}
