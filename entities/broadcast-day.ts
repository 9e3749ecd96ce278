import { defineEntity, p } from '@mikro-orm/postgresql';
import { practiceScope } from './scope.ts';

const BroadcastDaySchema = defineEntity({
  name: 'BroadcastDay',
  tableName: 'broadcast_day',
  primaryKeys: ['practiceId', 'day'],
  filters: practiceScope,
  properties: {
    practiceId: p.uuid().primary(),
    /** A calendar day of the practice. */
    day: p.date().primary(),
    /** How many e-mails of all broadcasts have taken a place of this day, and how many did so in rehearsal alone. */
    taken: p.integer(),
    rehearsed: p.integer(),
  },
});

/** How much of a day's pace is used up. */
export class BroadcastDay extends BroadcastDaySchema.class {}
BroadcastDaySchema.setClass(BroadcastDay);
