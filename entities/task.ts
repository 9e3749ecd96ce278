import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { ReferOut } from './refer-out.ts';
import { Referral } from './referral.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { Staff } from './staff.ts';
import { TASK_KINDS } from '../policy/tasks/task-kinds.ts';

export const TASK_STATUSES = ['open', 'done', 'cancelled'] as const;

const TaskSchema = defineEntity({
  name: 'Task',
  tableName: 'task',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'status', 'dueAt'] },
    { properties: ['practiceId', 'referral'] },
    { properties: ['practiceId', 'enquiry'] },
    { properties: ['practiceId', 'referOut'] },
    { properties: ['practiceId', 'professional'] },
    { properties: ['practiceId', 'subjectId'] },
    { properties: ['practiceId', 'absenceId'] },
  ],
  properties: {
    ...inPractice,
    kind: p.enum(TASK_KINDS).columnType('text'),
    status: p.enum(TASK_STATUSES).columnType('text'),
    referralId: idIn('referral_id').nullable(),
    referral: () => inSamePractice(Referral, 'referral_id').nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    referOutId: idIn('refer_out_id').nullable(),
    referOut: () => inSamePractice(ReferOut, 'refer_out_id').nullable(),
    professionalId: idIn('professional_id').nullable(),
    professional: () => inSamePractice(Professional, 'professional_id').nullable(),
    messageId: p.uuid().nullable(),
    /** Any other subject: an inbound e-mail, a complaint, an incident, a webhook. */
    subjectId: p.uuid().nullable(),
    assigneeId: idIn('assignee_id').nullable(),
    assignee: () => inSamePractice(Staff, 'assignee_id').nullable(),
    /** The absence because of which it moved: of two that run, the one of whoever had it first. */
    absenceId: p.uuid().nullable(),
    /** Why a person is needed: an enum of the rules, never free text. */
    why: p.text().nullable(),
    dueAt: moment(),
    /** Put off by a person: not to be seen to before. */
    notBefore: moment().nullable(),
    /** Who gave it to whoever has it now; null: it fell to them. */
    givenBy: p.uuid().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
    doneAt: moment().nullable(),
    doneBy: p.uuid().nullable(),
  },
});

/** What needs a person: who, and by when; the words are made when it is read, so that no name is stored here. */
export class Task extends TaskSchema.class {
  /** It was decided not to do it, so that nothing counts as done because of it. */
  letBe(): void {
    this.why = 'let_be';
  }

  /** Not today. */
  putOff(until: Date, now: Date): void {
    this.notBefore = until;
    this.updatedAt = now;
  }

  /** Given to somebody by somebody; what was put off is theirs to see at once. */
  give(to: Staff, by: string | null, now: Date): void {
    this.assignee = to;
    this.givenBy = by;
    this.notBefore = null;
    this.updatedAt = now;
  }

  /** What completed it was undone. */
  reopen(now: Date): void {
    this.status = 'open';
    this.doneAt = null;
    this.doneBy = null;
    this.updatedAt = now;
  }

  complete(by: string | null, now: Date): void {
    this.status = 'done';
    this.doneAt = now;
    this.doneBy = by;
    this.updatedAt = now;
  }
}
TaskSchema.setClass(Task);
