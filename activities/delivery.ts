import { Message } from '../entities/message.ts';
import { Practice } from '../entities/practice.ts';
import { leavesInEveryMode } from '../policy/outbound-mail/delivery.ts';
import type { MessageFacts } from '../policy/outbound-mail/mail-first.ts';
import { messageFacts } from '../facts/outbound-mail/message-facts.ts';
import { reconciler } from './reconcile.ts';

type State = { messages: readonly MessageFacts[]; rules: { paused: boolean } };

/** An e-mail that stands for itself: a practitioner's Friday list, a trial of somebody's words, a sign-in link. It has no rules of its own. */
export const delivery = reconciler<State, never>({
  async read({ em, practiceId }, id) {
    const message = await em.findOne(Message, { practiceId, id });
    const { sending } = await em.findOneOrFail(Practice, practiceId);
    if (!message) return null;
    const paused = sending === 'paused' && !leavesInEveryMode(message.purpose);
    return { messages: [messageFacts(message)], rules: { paused } };
  },
  decide: () => ({ do: 'close' }),
  acts: {},
});
