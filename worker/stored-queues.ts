import {
  applyStoredEvent,
  postponeStoredEvent,
  releaseStoredEvent,
  STORED_EVENTS,
} from '../facts/mail-outcomes/apply-stored-event.ts';
import {
  applyPostedForm,
  POSTED_FORMS,
  releasePostedForm,
  type LeasedForm,
} from '../facts/posted-forms/apply-posted-form.ts';
import { postponePostedForm } from '../facts/posted-forms/give-up-form.ts';
import type { Logger } from 'pino';
import type { Database } from '../facts/database.ts';
import { LeasedQueue } from './leased-queue.ts';
import type { Outage } from './outage.ts';

/** `mailbox`: the address at which mail comes in. */
type Parts = { database: Database; mailbox: string | null; log: Logger };

const FORMS_AT_ONCE = { atOnce: 8, batch: 4 };
const EVENTS_AT_ONCE = { atOnce: 8, batch: 8 };

/** What the mail provider told and was kept. */
export function storedEvents({ database, mailbox }: Parts, outage: Outage): LeasedQueue<{ id: string }> {
  return new LeasedQueue(
    database,
    {
      rows: STORED_EVENTS,
      ...EVENTS_AT_ONCE,
      reaches: 'the database',
      work: ({ id }) => applyStoredEvent(database, id, mailbox, new Date()),
      release: ({ id }) => releaseStoredEvent(database, id),
      postpone: ({ id }) => postponeStoredEvent(database, id, new Date()),
      ids: ({ id }) => ({ eventId: id }),
    },
    outage,
  );
}

/** The lease is the backoff. */
export function postedForms({ database, log }: Parts, outage: Outage): LeasedQueue<LeasedForm> {
  return new LeasedQueue(
    database,
    {
      rows: POSTED_FORMS,
      ...FORMS_AT_ONCE,
      reaches: 'the database',
      work: (form) => applyPostedForm(database, form),
      release: ({ id }) => releasePostedForm(database, id),
      async postpone(form) {
        if (await postponePostedForm(database, form, new Date()))
          log.error(
            { formId: form.id },
            'a public form cannot be taken in: it is given up, and its practice has a task',
          );
      },
      ids: ({ id }) => ({ formId: id }),
    },
    outage,
  );
}
