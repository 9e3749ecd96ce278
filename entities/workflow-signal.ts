import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { WORKFLOWS } from './commitment.ts';
import { moment } from './scope.ts';

const SIGNAL_STATUSES = ['pending', 'sent', 'dead_letter'] as const;

const WorkflowSignalSchema = defineEntity({
  name: 'WorkflowSignal',
  tableName: 'workflow_signal',
  indexes: [{ properties: ['status', 'dueAt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    practiceId: p.uuid(),
    workflow: p.enum(WORKFLOWS).columnType('text'),
    subjectId: p.uuid(),
    status: p.enum(SIGNAL_STATUSES).columnType('text'),
    dueAt: moment(),
    attempts: p.integer(),
    createdAt: moment(),
  },
});

/** A signal to a workflow, committed with the fact that made it necessary and deleted once it was sent. */
export class WorkflowSignal extends WorkflowSignalSchema.class {}
WorkflowSignalSchema.setClass(WorkflowSignal);
