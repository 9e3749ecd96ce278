import { randomUUID } from 'node:crypto';
import { outcomesFor } from './fate.ts';
import type { Fault } from './faults.ts';
import { recipientsOf, type Mail } from './mail.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store/store.ts';
import { easternStamp } from './time.ts';

export type Sent = { To: string; SubmittedAt: string; MessageID: string; ErrorCode: number; Message: string };
export type Timing = { deliverAfterMs: number; lateIndexMs: number };

export type PostOffice = ReturnType<typeof postOffice>;

/** Takes mails in: what it answers for has been committed, with everything that is still to happen to it. */
export function postOffice(store: Store, timing: Timing) {
  function accept(mail: Mail, faults: readonly Fault[]): Sent {
    const inactive = recipientsOf(mail).filter(
      (email) => faults.includes('406') || store.suppressions.find(mail.MessageStream, email) !== null,
    );
    const active = recipientsOf(mail).filter((email) => !inactive.includes(email));
    if (active.length === 0) throw allInactive(inactive);
    const sent = take(mail, active, faults);
    if (inactive.length > 0) throw someInactive(inactive);
    return sent;
  }

  function take(mail: Mail, active: readonly string[], faults: readonly Fault[]): Sent {
    const id = randomUUID();
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

  return { accept };
}

/** The answer to Postmark's test token: checked, and gone. */
export function testAnswer(mail: Mail): Sent {
  return sentAnswer(mail, { id: randomUUID(), at: Date.now(), message: 'Test job accepted' });
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

function allInactive(emails: readonly string[]): Refusal {
  return new Refusal(
    406,
    `You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: ${emails.join(', ')}. ` +
      'Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.',
  );
}

function someInactive(emails: readonly string[]): Refusal {
  return new Refusal(
    406,
    `Message OK, but will not deliver to these inactive addresses: ${emails.join(', ')}.`,
  );
}
