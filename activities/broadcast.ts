import { finishBroadcast } from '../facts/broadcasts/finish-broadcast.ts';
import { holdLost } from '../facts/broadcasts/hold-broadcast.ts';
import { readBroadcast, type BroadcastState } from '../facts/broadcasts/read-broadcast.ts';
import { decideBroadcast, type BroadcastStep } from '../policy/broadcasts/broadcast.ts';
import { CALL_OUT, CONTINUE, NO_MAIL, reconciler, type OwnSteps } from './reconcile.ts';

type State = BroadcastState & Pick<typeof NO_MAIL, 'messages'>;

/** Many hear one thing, each once, at the pace that the desk can answer; its e-mails leave many at a time. */
export const broadcast = reconciler<State, OwnSteps<BroadcastStep>>({
  async read(tx, id) {
    const state = await readBroadcast(tx, id);
    return state && { ...state, messages: NO_MAIL.messages };
  },
  decide: ({ facts, rules }, { now, searchLagMs }) => decideBroadcast(facts, { ...rules, searchLagMs }, now),
  acts: {
    send_batch: CALL_OUT,
    look_up: CALL_OUT,
    give_up: async (tx, _, id, { mailer }) =>
      (await holdLost(tx, id, mailer.searchLagMs)) ? CONTINUE : null,
    finish: (tx, _, id) => finishBroadcast(tx, id),
  },
});
