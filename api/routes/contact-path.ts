import type { z } from 'zod';
import { ContactCheck } from '../../entities/contact-check.ts';
import { CONTACT_PARTS } from '../../policy/contact-path/contact-parts.ts';
import { ok, route } from '../route.ts';
import { readPracticeHealth } from '../../facts/mail-outcomes/practice-health.ts';
import { PracticeHealthView } from '../schemas/practice-health.ts';
import { ContactPathView } from '../schemas/contact-path.ts';

export const contactPathRoutes = [
  route({
    name: 'GET /contact-path',
    tag: 'Practice',
    summary: 'Read whether people can reach the practice (S81)',
    description:
      'Every part is tried from outside, every `contactPath.every`: forms are filled in and sent, mail is written to the inbound address, pages and links are opened. Tests are marked, and are nobody’s.',
    answers: { 200: ContactPathView },
    async handle({ tx }) {
      const checks = await tx.em.find(ContactCheck, { checkedAt: { $ne: null } });
      const inOrder = CONTACT_PARTS.flatMap((part) => checks.find((one) => one.part === part) ?? []);
      return ok({ parts: inOrder.map(partView) });
    },
  }),

  route({
    name: 'GET /practice/health',
    tag: 'Practice',
    summary: 'Read in one look whether the diary, the mail and the form are well',
    description:
      'And which e-mail goes by itself next. Every part of the way to the practice: GET /contact-path.',
    answers: { 200: PracticeHealthView },
    async handle({ tx }) {
      const { diary, mail, form, next } = await readPracticeHealth(tx);
      return ok({
        diary: { readAt: diary.readAt?.toISOString() ?? null },
        mail: { ok: mail.isWell, why: mail.why },
        form: form && { ok: form.isWell, checkedAt: form.checkedAt.toISOString() },
        next: next && { purpose: next.purpose, at: next.at.toISOString() },
      });
    },
  }),
];

function partView({
  part,
  ok: works,
  checkedAt,
  failingSince,
  why,
}: ContactCheck): z.output<typeof ContactPathView>['parts'][number] {
  return {
    part,
    ok: works,
    checkedAt: checkedAt?.toISOString() ?? '',
    ...(failingSince ? { failingSince: failingSince.toISOString() } : {}),
    ...(why ? { why } : {}),
  };
}
