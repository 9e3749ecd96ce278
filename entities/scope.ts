import { randomUUIDv7 } from 'node:crypto';
import { p } from '@mikro-orm/postgresql';

type EntityTarget = Parameters<typeof p.manyToOne>[0];

/** The primary key of everything that belongs to a practice: a row of one practice cannot point at another's. */
export const inPractice = {
  practiceId: p.uuid().primary(),
  id: p
    .uuid()
    .primary()
    .onCreate(() => randomUUIDv7()),
};

/** Both locks on a practice's rows: the filter that is always on, and PostgreSQL's row-level security with the same condition. */
export const practiceScope = {
  practice: {
    name: 'practice',
    cond: (args: { id: string }) => ({ practiceId: args.id }),
    default: true,
    rls: true,
  },
};

/** The same for people: erased rows are hidden from every query that does not switch `present` off. */
export const peopleScope = {
  ...practiceScope,
  present: { name: 'present', cond: { erasedAt: null }, default: true },
};

/** An instant, stored to the millisecond. */
export function moment() {
  return p.datetime().length(3);
}

/**
 * A reference to a row of the same practice through `column`; the other half of the key is the practice, which is this
 * row's own and stays when the reference is cleared.
 */
export function inSamePractice<Target extends EntityTarget>(target: Target, column: string) {
  return p
    .manyToOne(target)
    .joinColumns('practice_id', column)
    .ownColumns(column)
    .referencedColumnNames('practice_id', 'id')
    .deleteRule('no action')
    .updateRule('no action');
}

/**
 * The id inside such a reference, for conditions only: comparable with null, which a composite key is not. Read the
 * reference itself (`referral.referrerClient?.id`): a row that was first seen as a reference does not fill this one in.
 */
export function idIn(column: string) {
  return p.uuid().persist(false).fieldName(column);
}
