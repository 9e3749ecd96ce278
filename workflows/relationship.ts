import type { Subject } from '../activities/evaluate.ts';
import type { RelationshipStep } from '../policy/relationships/relationship.ts';
import { reconcile, type Promised } from './reconcile.ts';

const RELATIONSHIP: Promised<RelationshipStep> = {
  steps: {
    choose: { happens: 'The list of the week is made: five names at most, each a task.', attention: true },
    withdraw: {
      happens: 'They were in touch by themselves, or a pause was set: the check-in is taken back.',
    },
  },
  waits: {
    contact: () => 'Until somebody is to get in touch next',
    week: () => 'Until the list of the next week is made',
  },
};

/** Colleagues are kept in touch with: a hello now and then, by a person, and never more than they would like. */
export function relationship(subject: Subject): Promise<void> {
  return reconcile('relationship', subject, RELATIONSHIP);
}
