import { Practice } from '../entities/practice.ts';
import { noteContent } from '../facts/capacity/places.ts';
import { readCapacity } from '../facts/capacity/read-capacity.ts';
import { readNotice } from '../facts/capacity-notices/read-notice.ts';
import { NOTICE_ACTS } from '../facts/capacity-notices/take-notice-step.ts';
import type { Tx } from '../facts/transaction.ts';
import { decideNotice, type NoticeFacts, type NoticeStep } from '../policy/capacity/capacity-notice.ts';
import { NO_MAIL, reconciler, type OwnSteps } from './reconcile.ts';

type State = typeof NO_MAIL & { facts: NoticeFacts };
type Step = OwnSteps<NoticeStep>;

const take = async (tx: Tx, step: Step): Promise<unknown> => NOTICE_ACTS[step.do](tx, await practiceOf(tx));

/** Who was told that the practice is full is told once that it has room again, and somebody says anew what has expired. */
export const capacityNotice = reconciler<State, Step>({
  async read(tx) {
    await noteContent(tx, await readCapacity(tx));
    return { ...NO_MAIL, facts: await readNotice(tx, await practiceOf(tx)) };
  },
  decide: ({ facts }, { now }) => decideNotice(facts, now),
  attention: ({ facts }) => (facts.isAsked ? 'confirm' : null),
  acts: {
    begin: take,
    restate: take,
    tell: take,
    end: take,
    tell_again: take,
    confirm: take,
    confirmed: take,
    remind: take,
    updated: take,
  },
});

function practiceOf(tx: Tx): Promise<Practice> {
  return tx.em.findOneOrFail(Practice, tx.practiceId);
}
