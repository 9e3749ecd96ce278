import { z } from 'zod';
import { CONSENT_STATUSES } from '../../policy/clients/client-terms.ts';
import { at, line, pastInstant } from '../../http/fields.ts';

export const NewPromptConsent = z
  .strictObject({
    status: z.enum(CONSENT_STATUSES),
    channel: line(40).meta({ description: 'Where they said so: intake form, spoken at the desk, slip.' }),
    wordingVersion: line(60).meta({ description: 'Which words they read or heard.' }),
    at: pastInstant().optional().meta({ description: 'When they said so; left out, now.' }),
  })
  .meta({
    id: 'NewPromptConsent',
    example: { status: 'given', channel: 'spoken', wordingVersion: 'm5-1' },
  });

const consent = {
  id: z.uuid(),
  status: z.enum(CONSENT_STATUSES),
  channel: z.string(),
  wordingVersion: z.string(),
  at,
  recordedAt: at,
  by: z.uuid().nullable().meta({ description: 'Who recorded it; null: they did so themselves.' }),
};
const EXAMPLE = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  status: 'given' as const,
  channel: 'spoken',
  wordingVersion: 'm5-1',
  at: '2026-11-20T11:00:00.000Z',
  recordedAt: '2026-11-20T11:05:00.000Z',
  by: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
};

export const PromptConsentView = z.object(consent).meta({ id: 'PromptConsent', example: EXAMPLE });

export const consentStatus = z
  .enum([...CONSENT_STATUSES, 'not_asked'])
  .meta({ description: 'What they said last about being prompted.' });

export const PromptConsentHistory = z
  .object({
    status: consentStatus,
    history: z.array(PromptConsentView),
    asking: z
      .object({ words: z.string(), version: z.string() })
      .meta({ description: 'The words to ask with today (M5), and which version they are.' }),
  })
  .meta({
    id: 'PromptConsentHistory',
    example: {
      status: 'given',
      history: [EXAMPLE],
      asking: { words: 'May we, now and then, add a line that you could pass on?', version: 'm5-1' },
    },
  });
