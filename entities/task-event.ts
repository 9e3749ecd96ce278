import { defineEntity, p } from '@mikro-orm/postgresql';
import { appendOnly } from './append-only.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

export const TASK_EVENTS = ['put_off', 'given', 'reopened', 'taken_back'] as const;

const TaskEventSchema = defineEntity({
  name: 'TaskEvent',
  tableName: 'task_event',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: appendOnly,
  indexes: [{ properties: ['practiceId', 'taskId'] }],
  properties: {
    ...inPractice,
    taskId: p.uuid(),
    what: p.enum(TASK_EVENTS).columnType('text'),
    at: moment(),
    by: p.uuid().nullable(),
    /** To whom it was given. */
    toStaffId: p.uuid().nullable(),
    /** Until when it was put off. */
    until: moment().nullable(),
  },
});

/** Who put a task off, gave it away or opened it again, and when: ids, enums and moments, append-only. */
export class TaskEvent extends TaskEventSchema.class {}
TaskEventSchema.setClass(TaskEvent);
