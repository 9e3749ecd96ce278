import { z } from 'zod';
import { PRIVACY_DOCUMENTS } from '../../policy/privacy/text.ts';
import { at } from '../../http/fields.ts';

export const PrivacyTextView = z
  .object({
    document: z.enum(PRIVACY_DOCUMENTS),
    policyVersion: z.int().meta({ description: 'Of the settings that it was made from.' }),
    settingsChangedAt: at,
    markdown: z.string(),
  })
  .meta({
    id: 'PrivacyText',
    example: {
      document: 'notice',
      policyVersion: 3,
      settingsChangedAt: '2026-11-23T09:00:00.000Z',
      markdown: '# Privacy notice of Willow\n',
    },
  });
