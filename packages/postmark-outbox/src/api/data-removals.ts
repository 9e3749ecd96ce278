import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { jsonBody, MEGABYTE } from '../http/body.ts';
import { get, post, type Route } from '../http/router.ts';
import { isEmail } from '../mail/address.ts';
import { boolean, object, optional, readOr, string, type Shaped } from '../shape.ts';
import type { Store } from '../store/store.ts';

const Removal = object({ RequestedBy: string, RequestedFor: string, NotifyWhenCompleted: optional(boolean) });

/** A recipient's data is removed at once; like Postmark it says "Pending" first and "Done" when asked again. */
export function dataRemovalRoutes(store: Store): Route[] {
  return [
    post('/data-removals', jsonBody(MEGABYTE), ({ body }) => {
      const { RequestedFor } = readRemoval(body);
      return json({ ID: store.removals.request(RequestedFor, Date.now()), Status: 'Pending' });
    }),

    get('/data-removals/:id', (_request, given) => {
      const id = Number(given);
      if (!Number.isSafeInteger(id) || !store.removals.isKnown(id)) {
        throw new ApiError(404, 'This data removal request was not found.', 404);
      }
      return json({ ID: id, Status: 'Done' });
    }),
  ];
}

function readRemoval(body: unknown): Shaped<typeof Removal> {
  const refusal = new ApiError(300, 'A valid RequestedBy and RequestedFor are needed.');
  const removal = readOr(Removal, body, refusal);
  if (!isEmail(removal.RequestedBy) || !isEmail(removal.RequestedFor)) throw refusal;
  return removal;
}
