import { z } from 'zod';
import { Passkey } from '../../entities/passkey.ts';
import { Staff } from '../../entities/staff.ts';
import { addPasskey, optionsToAdd, removePasskey } from '../../facts/sign-in/add-passkey.ts';
import { Refusal } from '../../facts/refusal.ts';
import { id } from '../../http/fields.ts';
import type { Session } from '../../http/session.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import { NewPasskey, OwnListQuery, PasskeyOptions, PasskeyView } from '../schemas/me.ts';

const ById = z.object({ id: id() });
const UNNAMED = 'Passkey';

/** Passkeys of one's own address. A program's key adds none: it would outlast the key. */
export const passkeyRoutes = [
  route({
    name: 'GET /me/passkeys',
    tag: 'Signing in',
    summary: 'List the passkeys of your address',
    query: OwnListQuery,
    answers: { 200: pageOf(PasskeyView) },
    async handle({ tx, me, query }) {
      const { emailHash } = await tx.em.findOneOrFail(Staff, { id: me.staffId });
      const { found, nextCursor } = await listPage(tx.em, Passkey, { emailHash }, query);
      return ok({ items: found.map(passkeyView), nextCursor });
    },
  }),

  route({
    name: 'POST /me/passkeys/options',
    tag: 'Signing in',
    summary: 'What a browser needs to make a passkey',
    description:
      'Good for five minutes and for this session. 409 where the program is reached by an IP address.',
    answers: { 200: PasskeyOptions },
    async handle({ tx, me, session, publicUrl }) {
      const { id: sessionId } = inBrowser(session);
      return ok({ ...(await optionsToAdd(tx, { staffId: me.staffId, sessionId, publicUrl })) });
    },
  }),

  route({
    name: 'POST /me/passkeys',
    tag: 'Signing in',
    summary: 'Add a passkey',
    body: NewPasskey,
    answers: { 201: PasskeyView },
    async handle({ tx, me, session, body, publicUrl }) {
      const { id: sessionId } = inBrowser(session);
      const { name = UNNAMED, response: made } = body;
      const response = { ...made, rawId: made.id, clientExtensionResults: {} };
      const adding = { staffId: me.staffId, sessionId, publicUrl, name, response };
      return created(passkeyView(await addPasskey(tx, adding)));
    },
  }),

  route({
    name: 'DELETE /me/passkeys/:id',
    tag: 'Signing in',
    summary: 'Remove a passkey',
    params: ById,
    answers: { 204: null },
    async handle({ tx, me, params }) {
      const { emailHash } = await tx.em.findOneOrFail(Staff, { id: me.staffId });
      await removePasskey(tx, emailHash, params.id);
      return gone;
    },
  }),
];

function inBrowser(session: Session | null): Session {
  if (!session) throw new Refusal(403, 'A passkey is added in a browser in which you have signed in.');
  return session;
}

function passkeyView({ id: passkeyId, name, createdAt, lastUsedAt }: Passkey): z.output<typeof PasskeyView> {
  return {
    id: passkeyId,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
