import { answerWithFaults, refusalByFault } from '../faults/fault-answers.ts';
import { faultsOf, type Fault } from '../faults/faults.ts';
import { ApiError } from '../http/api-error.ts';
import { jsonBody, MEGABYTE } from '../http/body.ts';
import { post, type Route } from '../http/router.ts';
import { testAnswer, type AcceptMail, type Sent } from '../mail/accept-mail.ts';
import { checkLimits } from '../mail/limits.ts';
import { readMail, type Mail } from '../mail/mail.ts';
import type { Store } from '../store/store.ts';
import { isTest } from './tokens.ts';

const BATCH_MAX = 500;

type Item = { mail: Mail; faults: Fault[] };

/** Sending, one mail or up to five hundred. */
export function emailRoutes(store: Store, accept: AcceptMail, notify: () => void): Route[] {
  function readItem(body: unknown, isTesting: boolean): Item {
    const mail = readMail(body);
    checkLimits(mail);
    return { mail, faults: isTesting ? [] : faultsOf(mail, store.database) };
  }

  function submit({ mail, faults }: Item, isTesting: boolean): Sent {
    return isTesting ? testAnswer(mail) : accept(mail, faults);
  }

  return [
    post('/email', jsonBody(10 * MEGABYTE), (request) => {
      const item = readItem(request.body, isTest(request));
      const refusal = refusalByFault(item.faults);
      if (refusal) return refusal;
      try {
        return answerWithFaults(item.faults, submit(item, isTest(request)));
      } finally {
        notify();
      }
    }),

    post('/email/batch', jsonBody(50 * MEGABYTE), (request) => {
      const bodies = request.body;
      if (!Array.isArray(bodies)) throw new ApiError(402, 'Invalid JSON: an array of messages is expected.');
      if (bodies.length > BATCH_MAX) {
        throw new ApiError(410, `You may only send up to ${BATCH_MAX} messages in a single batched request.`);
      }
      const isTesting = isTest(request);
      const items = bodies.map((body: unknown) => orError(() => readItem(body, isTesting)));
      const faults = items.flatMap((item) => (item instanceof ApiError ? [] : item.faults));
      const refusal = refusalByFault(faults);
      if (refusal) return refusal;
      const results = store.database.transaction(() =>
        items.map((item) => (item instanceof ApiError ? item : orError(() => submit(item, isTesting)))),
      );
      notify();
      return answerWithFaults(faults, results.map(resultInBatch));
    }),
  ];
}

/** In a batch an error is the result of one mail and does not stop the others. */
function orError<T>(work: () => T): T | ApiError {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function resultInBatch(result: Sent | ApiError) {
  return result instanceof ApiError ? { ErrorCode: result.code, Message: result.message } : result;
}
