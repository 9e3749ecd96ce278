import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

export const DECISIONS = ['accepted', 'declined', 'replaced'] as const;

const ProposalSchema = defineEntity({
  name: 'Proposal',
  tableName: 'proposal',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'about', 'version'] }],
  properties: {
    ...inPractice,
    /** `policy`, or a template's id. */
    about: p.text(),
    /** Counts the proposals about the same thing. */
    version: p.integer(),
    /** The source of the words, empty for the built-in ones; or the policy as JSON. */
    content: p.text(),
    proposedBy: p.uuid().nullable(),
    createdAt: moment(),
    decision: p.enum(DECISIONS).columnType('text').nullable(),
    decidedBy: p.uuid().nullable(),
    decidedAt: moment().nullable(),
  },
});

/** A change that an agency proposes: not in force until an owner accepts it. A newer one replaces one that waits. */
export class Proposal extends ProposalSchema.class {
  decide(decision: (typeof DECISIONS)[number], by: string | null, now: Date): void {
    this.decision = decision;
    this.decidedBy = by;
    this.decidedAt = now;
  }
}
ProposalSchema.setClass(Proposal);
