import { z } from 'zod';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { StaffAddress } from '../../entities/staff-address.ts';
import { WebSession } from '../../entities/web-session.ts';
import { savePreferences } from '../../facts/practice/save-preferences.ts';
import { endAllSessions, endOwnSession } from '../../facts/sign-in/end-sessions.ts';
import type { Tx } from '../../facts/transaction.ts';
import { id } from '../../http/fields.ts';
import { preferencesOf } from '../../policy/practice/preferences.ts';
import { listPage } from '../page.ts';
import { gone, ok, route, type Me } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import { MePatch, OwnListQuery, PreferencesView, SignedInView, WorkplaceView } from '../schemas/me.ts';

const ById = z.object({ id: id() });

/** What somebody sees and changes of themselves: how they like their pages, where they are signed in, where they work. */
export const meRoutes = [
  route({
    name: 'PATCH /me',
    tag: 'Signing in',
    summary: 'How you like your pages',
    description: 'What is left out stays as it is.',
    body: MePatch,
    answers: { 200: PreferencesView },
    handle: async ({ tx, me, body }) => {
      const chosen = await savePreferences(tx, me.staffId, body.preferences);
      return ok(preferencesOf(chosen));
    },
  }),

  route({
    name: 'GET /me/sessions',
    tag: 'Signing in',
    summary: 'List the browsers in which your address has signed in',
    query: OwnListQuery,
    answers: { 200: pageOf(SignedInView) },
    async handle({ tx, me, session, query }) {
      const emailHash = await addressHashOf(tx, me);
      const where = { emailHash, revokedAt: null, endsAt: { $gt: tx.now }, idleEndsAt: { $gt: tx.now } };
      const { found, nextCursor } = await listPage(tx.em, WebSession, where, query);
      return ok({ items: found.map((one) => signedInView(one, session?.id ?? null)), nextCursor });
    },
  }),

  route({
    name: 'DELETE /me/sessions',
    tag: 'Signing in',
    summary: 'Sign out everywhere',
    description: 'Every session of your address ends at once, this one too, in every practice.',
    answers: { 204: null },
    async handle({ tx, me }) {
      await endAllSessions(tx, await addressHashOf(tx, me));
      return gone;
    },
  }),

  route({
    name: 'DELETE /me/sessions/:id',
    tag: 'Signing in',
    summary: 'Sign out in one browser',
    params: ById,
    answers: { 204: null },
    async handle({ tx, me, params }) {
      await endOwnSession(tx, await addressHashOf(tx, me), params.id);
      return gone;
    },
  }),

  route({
    name: 'GET /me/practices',
    tag: 'Signing in',
    summary: 'List where your address works',
    description: 'In a browser one changes from one to another at /practices.',
    answers: { 200: z.object({ items: z.array(WorkplaceView) }) },
    async handle({ tx, me }) {
      const emailHash = await addressHashOf(tx, me);
      const places = await tx.em.find(StaffAddress, { emailHash });
      const ids = places.map(({ practiceId }) => practiceId);
      const practices = await tx.em.find(Practice, { id: { $in: ids } }, { orderBy: { name: 'asc' } });
      const items = practices.flatMap(({ id: practiceId, name, sending }) =>
        places
          .filter((place) => place.practiceId === practiceId)
          .map(({ staffId }) => ({
            staffId,
            practice: { id: practiceId, name, sending },
            isThis: staffId === me.staffId,
          })),
      );
      return ok({ items });
    },
  }),
];

async function addressHashOf(tx: Tx, { staffId }: Me): Promise<string> {
  return (await tx.em.findOneOrFail(Staff, { id: staffId })).emailHash;
}

function signedInView(one: WebSession, thisId: string | null): z.output<typeof SignedInView> {
  return {
    id: one.id,
    device: one.device,
    practiceId: one.practiceId,
    createdAt: one.createdAt.toISOString(),
    lastUsedAt: one.lastUsedAt.toISOString(),
    endsAt: one.endsAt.toISOString(),
    isThis: one.id === thisId,
  };
}
