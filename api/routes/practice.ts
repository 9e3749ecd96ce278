import type { z } from 'zod';
import type { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { askAgainWhatFails } from '../../facts/contact-path/ask-again.ts';
import { changePracticeAndTell } from '../../facts/outbound-mail/tell-owners.ts';
import { practiceSettings } from '../../facts/practice-settings.ts';
import { Refusal } from '../../facts/refusal.ts';
import { OWNER_SETTINGS } from '../../policy/access/owner-settings.ts';
import { preferencesOf } from '../../policy/practice/preferences.ts';
import { inboundAddressOf } from '../../policy/inbound-mail/inbound-address.ts';
import { ok, route } from '../route.ts';
import { MeView, PracticePatch, PracticeView } from '../schemas/practice.ts';

export const practiceRoutes = [
  route({
    name: 'GET /me',
    tag: 'Practice',
    summary: 'Who asks, by a key or a browser',
    answers: { 200: MeView },
    async handle({ tx, me, practice }) {
      const { name, email, roles, preferences } = await tx.em.findOneOrFail(Staff, { id: me.staffId });
      const { id, slug, sending } = practice;
      return ok({
        staffId: me.staffId,
        name,
        email,
        roles,
        actsAs: [...me.roles],
        practice: { id, slug, name: practice.name, sending },
        preferences: preferencesOf(preferences),
      });
    },
  }),

  route({
    name: 'GET /practice',
    tag: 'Practice',
    summary: 'Read the practice',
    answers: { 200: PracticeView },
    handle: async ({ practice, mailbox }) => ok(practiceView(practice, mailbox)),
  }),

  route({
    name: 'PATCH /practice',
    tag: 'Practice',
    summary: 'Change the practice',
    description: `A new practice is in rehearsal: everything is decided, rendered and shown, and nothing leaves. \`sending: live\` lets it leave. Who the practice is, how it is reached and by what its mails leave is for the owner alone (403): ${OWNER_SETTINGS.join(', ')}.`,
    body: PracticePatch,
    answers: { 200: PracticeView },
    async handle({ tx, me, body, mailbox }) {
      const owners = OWNER_SETTINGS.filter((field) => body[field] !== undefined);
      if (owners.length > 0 && !me.roles.includes('owner')) {
        const named = owners.join(', ');
        throw new Refusal(
          403,
          `Only the owner, or a deputy while the owner is away, may set ${named}; leave ${named} out.`,
        );
      }
      const changed = await changePracticeAndTell(tx, body);
      await askAgainWhatFails(tx);
      return ok(practiceView(changed, mailbox));
    },
  }),
];

function practiceView(practice: Practice, mailbox: string | null): z.output<typeof PracticeView> {
  return {
    id: practice.id,
    ...practiceSettings(practice),
    postmarkServerToken: practice.postmarkServerToken ? 'set' : null,
    inboundAddress: inboundAddressOf(mailbox, practice.slug),
    wentLiveAt: practice.wentLiveAt?.toISOString() ?? null,
    promptsSignedOffAt: practice.promptsSignedOffAt?.toISOString() ?? null,
    updatedAt: practice.updatedAt.toISOString(),
  };
}
