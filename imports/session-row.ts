import { z } from 'zod';
import type { ImportedSession } from './import-sessions.ts';
import { FUTURE_STATUSES } from '../policy/calendar/future-dates.ts';
import { line } from '../http/fields.ts';
import { isAhead, instantOf, type Wall, WrittenTime } from './written-times.ts';
import type { RecordKind } from './read-records.ts';
import { SESSION_CELLS, SESSION_COLUMNS, SESSION_WORDS } from './session-columns.ts';
import { statusOf, STATUS_WORDS } from './session-status.ts';
import { NAMES_A_CLIENT, namesClient, clientIdFields } from './client-cells.ts';

/** How the appointments of a practice are read out of a file. */
export function sessionRecords(wall: Wall): RecordKind<ImportedSession> {
  return {
    entity: 'session',
    columns: SESSION_COLUMNS,
    cells: SESSION_CELLS,
    words: SESSION_WORDS,
    mayBeLeftOut: ['externalRef'],
    dates: ['at', 'date'],
    /** An empty "Did not arrive" cell means that the client arrived. */
    blanks: { didNotArrive: false },
    schema: sessionRow(wall),
    needs: [
      { oneOf: NAMES_A_CLIENT, called: 'a client (a reference, an e-mail address or a full name)' },
      { oneOf: ['at', 'date'], called: 'the time of an appointment' },
      { oneOf: ['status', 'didNotArrive'], called: 'a status' },
    ],
  };
}

function sessionRow(wall: Wall): z.ZodType<ImportedSession> {
  return z
    .object({
      ...clientIdFields,
      externalRef: line(100).optional(),
      at: WrittenTime.optional(),
      date: WrittenTime.optional(),
      time: WrittenTime.optional(),
      status: z.enum(STATUS_WORDS).optional(),
      didNotArrive: z.boolean().optional(),
      cancelled: z.boolean().optional(),
    })
    .transform(({ externalRef, at, date, time, status: word, didNotArrive, cancelled, ...who }, context) => {
      const wrong = (path: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message });
      const moment = instantOf([at, date, time], wall.zone);
      const isOver = moment !== null && moment.at <= wall.now;
      const status = statusOf({ status: word, didNotArrive, cancelled }, isOver);
      if (!namesClient(who)) wrong('clientRef', 'name a client by reference, e-mail address or full name');
      if (!moment) wrong('at', 'must say the day');
      if (!status) wrong('status', 'must not be empty');
      if (!moment || !status) return z.NEVER;
      if (!FUTURE_STATUSES.has(status) && isAhead(moment, wall))
        wrong('at', `must not lie in the future: until it is over, a session is booked, and not ${status}`);
      return { who, at: moment.at, status, externalRef: externalRef ?? null };
    });
}
