import type { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { SignInLink } from '../../entities/sign-in-link.ts';
import { Staff } from '../../entities/staff.ts';
import { composeSignInMail } from '../../email/sign-in-mail.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import type { Tx } from '../transaction.ts';

/** M28, while its link works and its address is still that of somebody who works here. */
export async function prepareSignInMail(tx: Tx, message: Message, publicUrl: string): Promise<Prepared> {
  const { em, practiceId, now } = tx;
  const link = await em.findOne(SignInLink, { messageId: message.id });
  if (!link || link.usedAt || link.expiresAt <= now) return { stop: 'too_late' };
  const member = await em.findOne(Staff, {
    id: message.staffId ?? '',
    emailHash: link.emailHash ?? '',
    active: true,
  });
  if (!member) return { stop: 'nobody_to_write_to' };
  const practice = await em.findOneOrFail(Practice, practiceId);
  return composeSignInMail(message, {
    practice,
    publicUrl,
    to: member.email,
    linkId: link.id,
    kind: link.kind,
  });
}
