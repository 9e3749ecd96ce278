import { z } from 'zod';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Suppression } from '../../entities/suppression.ts';
import { liftSuppression } from '../../facts/outbound-mail/lift-suppression.ts';
import { listPage } from '../page.ts';
import { gone, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { SuppressionQuery, SuppressionView } from '../schemas/suppression.ts';
import { happenedElsewhere, suppressionViews } from '../views/suppression-view.ts';

export const suppressionRoutes = [
  route({
    name: 'GET /suppressions',
    tag: 'People',
    summary: 'Why an address is not written to, and since when',
    description:
      'Those that stand; with `updatedSince` also those that were lifted. What happened at another practice is shown for an address that somebody here has, when `email` asks for it, as `suppressed` and without a date.',
    query: SuppressionQuery,
    answers: { 200: pageOf(SuppressionView) },
    async handle({ tx, query }) {
      const { email, reason, cursor, updatedSince } = query;
      const hash = email === undefined ? null : emailHash(email);
      const asksOnce = cursor === undefined && updatedSince === undefined;
      const elsewhere = hash !== null && asksOnce ? await happenedElsewhere(tx, hash) : [];
      if (reason === 'suppressed') return ok({ items: elsewhere, nextCursor: null });
      const where = {
        $and: [
          updatedSince ? {} : { liftedAt: null, $or: [{ until: null }, { until: { $gt: tx.now } }] },
          hash === null ? {} : { emailHash: hash },
          reason ? { reason } : {},
        ],
      };
      const { found, nextCursor } = await listPage(tx.em, Suppression, where, query);
      const ours = await suppressionViews(tx, found);
      return ok({ items: ours.length === 0 && !reason ? elsewhere : ours, nextCursor });
    },
  }),

  route({
    name: 'DELETE /suppressions/:id',
    tag: 'People',
    summary: 'Write to an address again: an owner lifts what may be lifted',
    description:
      'A bounce or an inactive address, at any time; a "stop" that was heard in a mail, within thirty days. The mail provider is asked to take the address again before the next e-mail goes there. An unsubscription, a complaint or an erasure is 409, and says why.',
    params: z.object({ id: id() }),
    answers: { 204: null },
    async handle({ tx, params }) {
      await liftSuppression(tx, params.id);
      return gone;
    },
  }),
];
