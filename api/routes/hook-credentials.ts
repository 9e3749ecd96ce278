import { z } from 'zod';
import { HookCredential } from '../../entities/hook-credential.ts';
import { issueHookCredential, revokeHookCredential } from '../../facts/practice/save-hook-credential.ts';
import { id } from '../../http/fields.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route } from '../route.ts';
import { HookCredentialQuery, HookCredentialView, IssuedHookCredential } from '../schemas/hook-credential.ts';
import { pageOf } from '../schemas/list.ts';

export const hookCredentialRoutes = [
  route({
    name: 'GET /practice/hook-credentials',
    tag: 'Practice',
    summary: "List the credentials of the practice's own mail server",
    query: HookCredentialQuery,
    answers: { 200: pageOf(HookCredentialView) },
    async handle({ tx, query }) {
      const where = { practiceId: tx.practiceId, revokedAt: null };
      const { found, nextCursor } = await listPage(tx.em, HookCredential, where, query);
      return ok({ items: found.map(credentialView), nextCursor });
    },
  }),

  route({
    name: 'POST /practice/hook-credentials',
    tag: 'Practice',
    summary: "Issue credentials for the webhooks of the practice's own mail server",
    description:
      'User and password for the basic auth of the webhooks at the mail provider, where the practice has a server of its own (`postmarkServerToken`). What is posted with them touches this practice alone; and once it has both, a server and credentials, the installation’s own no longer touch it. Two may be valid at once, while one is changed; a third is 409. The password is shown in this answer only.',
    answers: { 201: IssuedHookCredential },
    secretFields: ['password'],
    async handle({ tx }) {
      const { credential, password } = await issueHookCredential(tx);
      return created({ ...credentialView(credential), password });
    },
  }),

  route({
    name: 'DELETE /practice/hook-credentials/:id',
    tag: 'Practice',
    summary: 'End credentials',
    params: z.object({ id: id() }),
    answers: { 204: null },
    async handle({ tx, params }) {
      await revokeHookCredential(tx, params.id);
      return gone;
    },
  }),
];

function credentialView(credential: HookCredential): z.output<typeof HookCredentialView> {
  return {
    id: credential.id,
    user: credential.id,
    createdAt: credential.createdAt.toISOString(),
    lastUsedAt: credential.lastUsedAt?.toISOString() ?? null,
  };
}
