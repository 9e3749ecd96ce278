import type { z } from 'zod';
import { ContactCheck } from '../../entities/contact-check.ts';
import { CONTACT_PARTS } from '../../policy/contact-path/contact-parts.ts';
import { ok, route } from '../route.ts';
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
