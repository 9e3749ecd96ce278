import { Router } from 'express';
import { z } from 'zod';
import { isEmail } from '../address.ts';
import { jsonBody } from '../body.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';

const Removal = z.object({
  RequestedBy: z.string().refine(isEmail),
  RequestedFor: z.string().refine(isEmail),
  NotifyWhenCompleted: z.boolean().optional(),
});

/** A recipient's data is removed at once; like Postmark it says "Pending" first and "Done" when asked again. */
export function dataRemovalRoutes(store: Store): Router {
  const router = Router();

  router.post('/data-removals', ...jsonBody('1mb'), (req, res) => {
    const asked = Removal.safeParse(req.body);
    if (!asked.success) throw new Refusal(300, 'A valid RequestedBy and RequestedFor are needed.');
    res.json({ ID: store.removals.request(asked.data.RequestedFor, Date.now()), Status: 'Pending' });
  });

  router.get('/data-removals/:id', (req, res) => {
    const id = Number(req.params.id);
    if (!Number.isSafeInteger(id) || !store.removals.isKnown(id))
      throw new Refusal(404, 'This data removal request was not found.', 404);
    res.json({ ID: id, Status: 'Done' });
  });

  return router;
}
