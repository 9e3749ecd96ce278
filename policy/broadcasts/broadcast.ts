import { DAY_MS } from '../calendar/units.ts';
import { earliest, type Close, type Rest, type Wait } from '../next-step.ts';
import { decideDelivery, type DeliveryFacts } from '../outbound-mail/delivery.ts';
import type { BroadcastStatus } from './broadcast-terms.ts';

/** E-mails of a broadcast that are under way and alike. `hasPlace`: they took a place of today already. */
export type MailsUnderWay = DeliveryFacts & { hasPlace: boolean };

/** How far one broadcast has come. */
export type BroadcastFacts = {
  status: BroadcastStatus;
  /** Somebody on its list has not been written to yet. */
  isLeft: boolean;
  underWay: readonly MailsUnderWay[];
};

/**
 * `place`: when the next e-mail may leave (policy/broadcasts/pace.ts); `opening`: when one may that has its place already;
 * null: never, as the windows are now. `searchLagMs`: how long the mail provider's search may lag.
 */
export type BroadcastRules = {
  paused: boolean;
  place: Date | null;
  opening: Date | null;
  searchLagMs: number;
};

/** `send_batch`: as many as may leave now; `give_up`: what was never found waits for a person. */
export type BroadcastStep =
  | { do: 'look_up' }
  | { do: 'give_up' }
  | { do: 'send_batch' }
  | { do: 'finish' }
  | BroadcastWait
  | Rest
  | Close;

/** `place`: a day with room for it; `outcome`: the fate of some e-mail becomes known. */
type BroadcastWait = Wait<'place' | 'outcome'>;

const LOOK_AGAIN_MS = DAY_MS;

/**
 * Many hear one thing, each once, at the pace that the desk can answer: what comes next. Outcomes that are open are found
 * out whatever else holds. A person's pause, and the practice's, freeze the rest where it is; no run stays open for that.
 * Nobody new is written to while an e-mail that did not leave waits for its next try.
 */
export function decideBroadcast(facts: BroadcastFacts, rules: BroadcastRules, now: Date): BroadcastStep {
  const mails = facts.underWay.map((mail) => ({ mail, step: decideDelivery(mail, now, rules.searchLagMs) }));
  const asks = (what: string): boolean => mails.some(({ step }) => step.do === what);
  if (asks('look_up')) return { do: 'look_up' };
  if (asks('hold')) return { do: 'give_up' };

  const paused = rules.paused || facts.status === 'paused';
  const isNow = (at: Date | null): boolean => at !== null && at <= now;
  const placeOf = ({ hasPlace }: MailsUnderWay): Date | null => (hasPlace ? rules.opening : rules.place);
  const isDue = mails.some(
    ({ mail, step }) => step.do === 'resend' || (step.do === 'send' && isNow(placeOf(mail))),
  );
  const isBlocked = mails.some(({ mail }) => mail.status === 'queued');
  const isNext = facts.status === 'running' && facts.isLeft && !isBlocked;
  if (!paused && (isDue || (isNext && isNow(rules.place)))) return { do: 'send_batch' };

  const waits = mails.flatMap(({ mail, step }): BroadcastWait[] => {
    const tryAt = step.do === 'wait' ? step.at : now;
    if (mail.status !== 'queued') return step.do === 'wait' ? [{ ...step, for: 'outcome' }] : [];
    const place = paused ? null : placeOf(mail);
    return place === null ? [] : [{ do: 'wait', at: place > tryAt ? place : tryAt, for: 'place' }];
  });
  if (isNext && !paused && rules.place) waits.push({ do: 'wait', at: rules.place, for: 'place' });
  const next = earliest(waits);
  if (next) return next;
  if (
    mails.length > 0 ||
    (facts.status !== 'done' && facts.status !== 'cancelled' && (paused || facts.isLeft))
  )
    return { do: 'rest', until: new Date(now.getTime() + LOOK_AGAIN_MS) };
  return facts.status === 'running' ? { do: 'finish' } : { do: 'close' };
}
