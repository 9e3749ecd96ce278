import { weekOf } from '../policy/relationships/weekly-choice.ts';
import {
  decideRelationship,
  type RelationshipState,
  type RelationshipStep,
} from '../policy/relationships/relationship.ts';
import { chooseCheckIns, readRhythmRules, readUsed } from '../facts/relationships/choose-check-ins.ts';
import { readRelationship } from '../facts/relationships/read-relationships.ts';
import { withdrawCheckIn } from '../facts/relationships/withdraw-check-in.ts';
import { NO_MAIL, reconciler, type OwnSteps } from './reconcile.ts';

type State = typeof NO_MAIL & { relationship: RelationshipState };

/** Colleagues are kept in touch with, at a rhythm that suits both (§4.5). */
export const relationship = reconciler<State, OwnSteps<RelationshipStep>>({
  async read(tx, id) {
    const facts = await readRelationship(tx, id);
    if (facts === null) return null;
    const rules = await readRhythmRules(tx);
    const used = await readUsed(tx, rules.zone);
    const { until: weekEndsAt } = weekOf(tx.now, rules.zone);
    return { ...NO_MAIL, relationship: { id, facts, rules, used, weekEndsAt } };
  },
  decide: ({ relationship: state }, { now, done }) => decideRelationship(state, done.has('choose'), now),
  attention: ({ relationship: { facts } }) => (facts.checkIn ? 'choose' : null),
  acts: {
    choose: (tx, _, id) => chooseCheckIns(tx, id),
    withdraw: (tx, _, id) => withdrawCheckIn(tx, id),
  },
});
