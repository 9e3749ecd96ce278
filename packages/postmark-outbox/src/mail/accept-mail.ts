import { easternStamp } from '../eastern-time.ts';
import { outcomesFor } from '../events/outcome-tags.ts';
import type { Fault } from '../faults/faults.ts';
import { ApiError } from '../http/api-error.ts';
import type { Store } from '../store/store.ts';
import { recipientsOf, type Mail } from './mail.ts';

export type Sent = { To: string; SubmittedAt: string; MessageID: string; ErrorCode: number; Message: string };
export type AcceptMail = (mail: Mail, faults: readonly Fault[]) => Sent;

/** Accepts mails: by the time of the answer the mail is committed, with every outcome it is to have. */
export function mailAcceptor(
  store: Store,
  timing: { deliverAfterMs: number; lateIndexMs: number },
): AcceptMail {
  function insert(mail: Mail, active: readonly string[], faults: readonly Fault[]): Sent {
    const id = crypto.randomUUID();
    const now = Date.now();
    const hiddenUntil = faults.includes('late-index') ? now + timing.lateIndexMs : 0;
    store.database.transaction(() => {
      store.mails.insert({ id, mail, receivedAt: now, hiddenUntil });
      for (const recipient of active) {
        for (const [index, kind] of outcomesFor(recipient).entries()) {
          const dueAt = now + (index + 1) * timing.deliverAfterMs;
          store.outcomes.plan({ mailId: id, recipient, kind, dueAt });
        }
      }
    });
    return sentAnswer(mail, { id, at: now, message: 'OK' });
  }

  return (mail, faults) => {
    const recipients = recipientsOf(mail);
    const inactive = recipients.filter(
      (email) => faults.includes('406') || store.suppressions.find(mail.MessageStream, email) !== null,
    );
    if (inactive.length === recipients.length) throw allInactive(inactive);
    const active = recipients.filter((email) => !inactive.includes(email));
    const sent = insert(mail, active, faults);
    if (inactive.length > 0) throw someInactive(inactive);
    return sent;
  };
}

/** The answer to Postmark's test token: checked, and not stored. */
export function testAnswer(mail: Mail): Sent {
  return sentAnswer(mail, { id: crypto.randomUUID(), at: Date.now(), message: 'Test job accepted' });
}

function sentAnswer(mail: Mail, { id, at, message }: { id: string; at: number; message: string }): Sent {
  return {
    To: mail.ToText,
    SubmittedAt: easternStamp(at),
    MessageID: id,
    ErrorCode: 0,
    Message: message,
  };
}

function allInactive(emails: readonly string[]): ApiError {
  return new ApiError(
    406,
    `You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: ${emails.join(', ')}. ` +
      'Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.',
  );
}

function someInactive(emails: readonly string[]): ApiError {
  return new ApiError(
    406,
    `Message OK, but will not deliver to these inactive addresses: ${emails.join(', ')}.`,
  );
}
