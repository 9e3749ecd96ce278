import { z } from 'zod';
import type { PromptConsent } from '../../entities/prompt-consent.ts';
import { consentWords } from '../../email/consent-words.ts';
import { consentHistory, recordPromptConsent } from '../../facts/clients/prompt-consent.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { NewPromptConsent, PromptConsentHistory, PromptConsentView } from '../schemas/prompt-consent.ts';
import { visibleClient, refuseOthersClient } from '../visibility.ts';

const ById = z.object({ id: id() });

export const promptConsentRoutes = [
  route({
    name: 'GET /clients/:id/prompt-consent',
    tag: 'People',
    summary: 'What a client said about being prompted',
    description: 'Everything they ever said, the latest first; what was recorded last counts.',
    params: ById,
    answers: { 200: PromptConsentHistory },
    async handle({ tx, me, params }) {
      const client = await visibleClient(tx, me, params.id);
      const history = await consentHistory(tx, [client.id]);
      const { label, version } = await consentWords(tx);
      return ok({
        status: history[0]?.status ?? 'not_asked',
        history: history.map(consentView),
        asking: { words: label, version },
      });
    },
  }),

  route({
    name: 'POST /clients/:id/prompt-consent',
    tag: 'People',
    summary: 'Record a yes, a no or a stop',
    description:
      'Counts at once: what is queued goes without the prompt. A yes from before their last no or stop is 409.',
    params: ById,
    body: NewPromptConsent,
    answers: { 201: PromptConsentView },
    async handle({ tx, me, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      const at = body.at === undefined ? tx.now : new Date(body.at);
      return created(consentView(await recordPromptConsent(tx, { ...body, clientId: params.id, at })));
    },
  }),
];

function consentView(consent: PromptConsent): z.output<typeof PromptConsentView> {
  return {
    id: consent.id,
    status: consent.status,
    channel: consent.channel,
    wordingVersion: consent.wordingVersion,
    at: consent.at.toISOString(),
    recordedAt: consent.recordedAt.toISOString(),
    by: consent.by ?? null,
  };
}
