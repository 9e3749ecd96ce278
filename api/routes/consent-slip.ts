import { z } from 'zod';
import { lockLivingClient } from '../../facts/locks/living-client.ts';
import { audit } from '../../facts/transaction.ts';
import { makeLinkWork, worksNow } from '../../facts/outbound-mail/make-link-work.ts';
import { consentHistory } from '../../facts/clients/prompt-consent.ts';
import { conflict } from '../../facts/refusal.ts';
import { clientInLink, publicLink } from '../../email/public-link.ts';
import { consentSlip } from '../views/consent-slip-view.ts';
import { consentWords } from '../../email/consent-words.ts';
import { ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { qrCode } from '../../http/qr-code.ts';
import { refuseOthersClient, visibleClient } from '../visibility.ts';

const SlipView = z
  .object({
    url: z.url().optional().meta({
      description:
        'Where the client says yes or no; the link is theirs alone. An answer repeated for an Idempotency-Key leaves the link out.',
    }),
    html: z
      .string()
      .optional()
      .meta({ description: 'A page of A6 to print, with the words of M5 and the code.' }),
    svg: z.string().optional().meta({ description: 'The code alone.' }),
  })
  .meta({
    id: 'ConsentSlip',
    example: {
      url: 'https://kindword.example/p/willow/consent/6dW1xZkq0mJ9s2vR4tYb7uHc3nLpQeAf',
      html: '<!doctype html>…',
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 450 450">…</svg>',
    },
  });

const MadeSlipView = z
  .object({
    mayAsk: z.boolean().meta({ description: 'false: they have said no, or stop, and nobody asks twice.' }),
    words: z.object({ label: z.string(), smallPrint: z.string() }),
    svg: z
      .string()
      .nullable()
      .meta({ description: 'The code of the slip that was made last; null while there is none that works.' }),
  })
  .meta({
    id: 'MadeConsentSlip',
    example: {
      mayAsk: true,
      words: {
        label: 'Yes, you may add a line that I could pass on.',
        smallPrint: 'You can stop at any time.',
      },
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 450 450">…</svg>',
    },
  });

export const consentSlipRoutes = [
  route({
    name: 'GET /clients/:id/consent-slip',
    tag: 'People',
    summary: 'The slip that was made for a client, to print it again',
    params: z.object({ id: id() }),
    answers: { 200: MadeSlipView },
    showsLinks: true,
    async handle({ tx, me, practice, params, publicUrl }) {
      const client = await visibleClient(tx, me, params.id);
      const [latest] = await consentHistory(tx, [client.id]);
      const link = publicLink(publicUrl, practice, 'consent', clientInLink(client, 'consent'));
      const { label, smallPrint } = await consentWords(tx);
      const svg = (await worksNow(tx, link)) ? qrCode(link.url) : null;
      return ok({ mayAsk: !latest || latest.status === 'given', words: { label, smallPrint }, svg });
    },
  }),

  route({
    name: 'POST /clients/:id/consent-slip',
    tag: 'People',
    summary: 'Make a slip on which a client says yes or no to prompts',
    description:
      'To be printed and handed over, never e-mailed: no e-mail asks for this consent. Whoever said no, or stop, is not asked again (409).',
    params: z.object({ id: id() }),
    answers: { 200: SlipView },
    showsLinks: true,
    secretFields: ['url', 'html', 'svg'],
    async handle({ tx, me, practice, params, publicUrl }) {
      await refuseOthersClient(tx, me, params.id);
      const client = await lockLivingClient(tx, params.id);
      const [latest] = await consentHistory(tx, [client.id]);
      if (latest && latest.status !== 'given')
        throw conflict(
          'They have said no, or stop, and nobody asks twice. If they change their mind by themselves, record it: POST /clients/:id/prompt-consent.',
        );
      const link = publicLink(publicUrl, practice, 'consent', clientInLink(client, 'consent'));
      await makeLinkWork(tx, link);
      audit(tx, 'create', { entity: 'consent_slip', id: client.id });
      const words = await consentWords(tx);
      return ok({ url: link.url, ...consentSlip({ practiceName: practice.name, url: link.url, words }) });
    },
  }),
];
