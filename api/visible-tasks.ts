import type { z } from 'zod';
import type { Me } from './route.ts';
import type { TaskQuery } from './schemas/task.ts';

/** Not typed by entity: comparing such conditions takes the compiler minutes. */
type Condition = Record<string, unknown>;

const BETWEEN_TWO = ['care_matter', 'review_action'] as const;

/**
 * A matter of care (E14), and what a review decided in words of its own, is for whoever has it and the owner; every other
 * list leaves it out.
 */
export function visibleTo(me: Me): Condition {
  if (me.roles.includes('owner')) return {};
  return { $or: [{ kind: { $nin: [...BETWEEN_TWO] } }, { assigneeId: me.staffId }] };
}

/** The tasks that a list was asked for, of those that the caller may see. */
export function tasksAsked(
  me: Me,
  query: z.output<typeof TaskQuery>,
  now: Date,
): { $and: Condition[] } {
  const { kind, number } = query;
  const assignee = me.ownOnly || query.assignee === 'me' ? me.staffId : query.assignee;
  return {
    $and: [
      visibleTo(me),
      query.updatedSince ? {} : { status: query.status },
      assignee ? { assigneeId: assignee } : {},
      query.overdue === 'true' ? { status: 'open', dueAt: { $lt: now } } : {},
      query.overdue === 'false' ? { dueAt: { $gte: now } } : {},
      kind ? { kind } : {},
      query.enquiryId ? { enquiryId: query.enquiryId } : {},
      query.referralId ? { referralId: query.referralId } : {},
      number === undefined ? {} : { $or: [{ referral: { number } }, { enquiry: { sourceLine: number } }] },
      query.when === 'later' ? { notBefore: { $gt: now } } : {},
      query.when === 'today' ? { $or: [{ notBefore: null }, { notBefore: { $lte: now } }] } : {},
    ],
  };
}
