import { isPause, type Pause, type Send, type Wait } from '../next-step.ts';
import {
  decideDelivery,
  DELIVERY_BY_PURPOSE,
  type DeliveryFacts,
  type DeliveryStep,
  type MessagePurpose,
  type MessageStatus,
} from './delivery.ts';
import { DAY_MS } from '../calendar/units.ts';

/** An e-mail of a promise, with when it is meant to leave and who asked for it to leave now. */
export type MessageFacts = DeliveryFacts & {
  id: string;
  purpose: MessagePurpose;
  dueAt: Date;
  askedBy: string | null;
};

/**
 * What the rules of a promise know of an e-mail. `nextTryAt`: it cannot leave before. `again`: it may have left, was
 * never found, and may be sent a second and last time.
 */
export type Mail = Pick<MessageFacts, 'id' | 'purpose' | 'dueAt' | 'askedBy' | 'nextTryAt'> & {
  status: Exclude<MessageStatus, 'sending' | 'unknown'>;
  again: boolean;
};

export type MailRules = { paused: boolean; searchLagMs: number };

/** `outcome`: an e-mail's fate becomes known; `mail`: one that goes by itself is due. */
type MailWait = Wait<'outcome' | 'mail'>;

/**
 * Looks after the e-mails of a promise before its own rules are asked: what goes by itself and is due leaves, and an
 * outcome that is open is found out, also while the practice pauses and after the promise has ended.
 */
export function decideMailFirst<Step extends { do: string }>(
  messages: readonly MessageFacts[],
  rules: MailRules,
  now: Date,
  decide: (mails: readonly Mail[]) => Step | Send | Pause,
): Step | Send | Pause {
  const byThemselves = messages.filter(({ purpose }) => DELIVERY_BY_PURPOSE[purpose].byItself);
  const own = messages.filter(({ purpose }) => !DELIVERY_BY_PURPOSE[purpose].byItself);
  const due = byThemselves.find((message) => isDue(message, rules, now));
  if (due) return { do: 'send', messageId: due.id };

  const moments = byThemselves.flatMap((message) => nextMoment(message, rules, now) ?? []);
  for (const message of own.filter(isInFlight)) {
    const step = deliveryOf(message, rules, now);
    if (step.do === 'wait') return sooner({ do: 'wait', at: step.at, for: 'outcome' }, moments);
    if (step.do !== 'resend') return { do: 'send', messageId: message.id };
  }
  const step = decide(own.map(asMail));
  return isPause(step) ? sooner(step, moments) : step;
}

function deliveryOf(message: MessageFacts, { searchLagMs }: MailRules, now: Date): DeliveryStep {
  return decideDelivery(message, now, searchLagMs, DELIVERY_BY_PURPOSE[message.purpose].ifNeverFound);
}

function isInFlight({ status }: DeliveryFacts): boolean {
  return status === 'sending' || status === 'unknown';
}

function isDue(message: MessageFacts, rules: MailRules, now: Date): boolean {
  const step = deliveryOf(message, rules, now);
  if (isInFlight(message)) return step.do !== 'wait' && !(step.do === 'resend' && rules.paused);
  return step.do === 'send' && !rules.paused && message.dueAt <= now;
}

/** When an e-mail that goes by itself is looked at again; null where nothing more becomes of it. */
function nextMoment(message: MessageFacts, rules: MailRules, now: Date): Date | null {
  if (message.status !== 'queued' && !isInFlight(message)) return null;
  const step = deliveryOf(message, rules, now);
  if (isInFlight(message) && step.do === 'wait') return step.at;
  if (rules.paused) return new Date(now.getTime() + DAY_MS);
  return step.do === 'wait' && step.at > message.dueAt ? step.at : message.dueAt;
}

function asMail({ id, purpose, dueAt, askedBy, nextTryAt, status }: MessageFacts): Mail {
  const again = status === 'unknown';
  return {
    id,
    purpose,
    dueAt,
    askedBy,
    nextTryAt,
    again,
    status: status === 'unknown' || status === 'sending' ? 'queued' : status,
  };
}

/** An e-mail that is still to leave keeps the run open, and may come before whatever else is waited for. */
function sooner(step: Pause | MailWait, moments: readonly Date[]): Pause {
  if (moments.length === 0) return step;
  const at = new Date(Math.min(...moments.map(Number)));
  if (step.do === 'wait' && step.at <= at) return step;
  const mail: MailWait = { do: 'wait', at, for: 'mail' };
  return mail;
}
