import type { SuccessOf } from '../../api/ask.ts';
import { act, type AnyAct } from '../staff-page.ts';

export type Task = SuccessOf<'GET /tasks'>['items'][number];

/** A press that sends something can be taken back for a moment (POST /messages/:id/take-back). */
export const TAKEABLE = { takeBack: 'yes' } as const;

export const finish = act({
  does: 'POST /tasks/:id/done',
  said: ({ answer }) => (answer.takeBackUntil ? 'tasks.said.goes' : 'tasks.said.done'),
});
export const notToday = act({ does: 'POST /tasks/:id/not-today', said: 'tasks.said.putOff' });
export const give = act({ does: 'POST /tasks/:id/give', said: 'tasks.said.given' });
export const reopen = act({ does: 'POST /tasks/:id/reopen', said: 'tasks.said.reopened' });
export const takeBack = act({ does: 'POST /messages/:id/take-back', said: 'tasks.said.takenBack' });
export const sendAgain = act({ does: 'POST /messages/:id/resend', said: 'tasks.said.goesAgain' });
export const doNotSend = act({ does: 'POST /messages/:id/cancel', said: 'tasks.said.notSent' });
export const noAnswer = act({ does: 'POST /enquiries/:id/attempts', said: 'tasks.said.noAnswer' });
export const theyBooked = act({ does: 'POST /enquiries/:id/progress', said: 'tasks.said.booked' });

/** Everything that a row of Today can do. */
export const ROW_ACTS: readonly AnyAct[] = [
  finish,
  notToday,
  give,
  reopen,
  takeBack,
  sendAgain,
  doNotSend,
  noAnswer,
  theyBooked,
];
