import type { Practice } from '../../entities/practice.ts';
import { privacyText } from '../../policy/privacy/documents.ts';
import type { PrivacyDocument, PrivacySettings } from '../../policy/privacy/text.ts';
import { ok, route } from '../route.ts';
import { PrivacyTextView } from '../schemas/privacy-text.ts';

const SUMMARIES = {
  notice: 'What people read about their data here',
  dpia: 'What could go wrong for people, and what holds it back',
  record: 'The record of processing activities',
} as const;
const VARIES = { Vary: 'Accept' };

/** Made from the settings in force at the moment of asking, so that text and program never part. */
export const privacyTextRoutes = [textRoute('notice'), textRoute('dpia'), textRoute('record')];

function textRoute(document: PrivacyDocument) {
  return route({
    name: `GET /privacy/${document}`,
    tag: 'Privacy',
    summary: SUMMARIES[document],
    description:
      'JSON, or with `Accept: text/markdown` the text alone. No legal advice: the practice’s own adviser signs it off.',
    answers: { 200: PrivacyTextView },
    alsoAs: ['text/markdown'],
    async handle({ practice, accepts }) {
      const markdown = privacyText(document, settingsOf(practice));
      if (accepts(['application/json', 'text/markdown']) === 'text/markdown')
        return { status: 200, text: markdown, type: 'text/markdown', headers: VARIES };
      const { policyVersion, updatedAt } = practice;
      const settingsChangedAt = updatedAt.toISOString();
      return ok({ document, policyVersion, settingsChangedAt, markdown }, VARIES);
    },
  });
}

function settingsOf(practice: Practice): PrivacySettings {
  return {
    name: practice.name,
    legalName: practice.legalName ?? null,
    postalAddress: practice.postalAddress ?? null,
    replyTo: practice.replyTo,
    phone: practice.phone ?? null,
    website: practice.website ?? null,
    profile: practice.profile,
    policy: practice.policy,
    ownMailAccount: Boolean(practice.postmarkServerToken),
  };
}
