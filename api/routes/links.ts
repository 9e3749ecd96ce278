import { z } from 'zod';
import {
  revokeClientLinks,
  revokeProfessionalLinks,
  revokeStaffLinks,
} from '../../facts/outbound-mail/revoke-links.ts';
import { id } from '../../http/fields.ts';
import { gone, route } from '../route.ts';
import { refuseOthersClient } from '../visibility.ts';

const ById = z.object({ id: id() });

export const linkRoutes = [
  route({
    name: 'POST /clients/:id/links/revoked',
    tag: 'People',
    summary: 'End every link that was made for a client',
    description:
      'Also the one that they hand on. A new e-mail address ends the others by itself. Only the link that says stop goes on working.',
    params: ById,
    answers: { 204: null },
    async handle({ tx, me, params }) {
      await refuseOthersClient(tx, me, params.id);
      await revokeClientLinks(tx, params.id);
      return gone;
    },
  }),

  route({
    name: 'POST /professionals/:id/links/revoked',
    tag: 'People',
    summary: 'End every link that was sent to a colleague',
    description: 'A new e-mail address ends them by itself.',
    params: ById,
    answers: { 204: null },
    async handle({ tx, params }) {
      await revokeProfessionalLinks(tx, params.id);
      return gone;
    },
  }),

  route({
    name: 'POST /staff/:id/links/revoked',
    tag: 'Practice',
    summary: 'End every link that was sent to a member of staff',
    description: 'A new e-mail address ends them by itself.',
    params: ById,
    answers: { 204: null },
    async handle({ tx, params }) {
      await revokeStaffLinks(tx, params.id);
      return gone;
    },
  }),
];
