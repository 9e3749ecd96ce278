import { defineEntity, p } from '@mikro-orm/postgresql';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { Staff } from './staff.ts';

const FridayListSchema = defineEntity({
  name: 'FridayList',
  tableName: 'friday_list',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'practitioner', 'on'] }],
  properties: {
    ...inPractice,
    practitionerId: idIn('practitioner_id'),
    practitioner: () => inSamePractice(Staff, 'practitioner_id'),
    /** The day it was made, in the practice's time zone. */
    on: p.date(),
    clientIds: p.array().columnType('uuid[]'),
    messageId: p.uuid().nullable(),
    /** "Nothing this week", or every line answered. */
    closedAt: moment().nullable(),
    createdAt: moment(),
  },
});

/** The clients a practitioner is asked about on a Friday, from counts and diary only (§6a.1); unanswered means nothing asked. */
export class FridayList extends FridayListSchema.class {
  /** Nothing more is asked about it. */
  close(now: Date): void {
    this.closedAt = now;
  }
}
FridayListSchema.setClass(FridayList);
