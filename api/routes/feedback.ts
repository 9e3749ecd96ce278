import { z } from 'zod';
import { Disclosure } from '../../entities/disclosure.ts';
import type { FeedbackConsent } from '../../entities/feedback-consent.ts';
import { allowFeedback, withdrawFeedback } from '../../facts/disclosures/feedback-consent.ts';
import { wrongFields } from '../../facts/refusal.ts';
import {
  recipientOf,
  discloseToProfessional,
  outcomeOf,
} from '../../facts/disclosures/disclose-to-professional.ts';
import type { Recipient } from '../../policy/disclosures/disclosure.ts';
import { releaseAnswer } from '../../policy/disclosures/release.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  DisclosureQuery,
  DisclosureView,
  FeedbackConsentView,
  MayTellQuery,
  MayTellView,
  NewDisclosure,
  NewFeedbackConsent,
  WithdrawQuery,
} from '../schemas/feedback.ts';
import { visibleEnquiry } from '../visibility.ts';

const ById = z.object({ id: id() });
const TAG = 'Enquiries';
/** Whoever is nobody we can name is told what a friend is told. */
const SOMEBODY: Recipient = { as: 'personal_referrer', mayName: false };

export const feedbackRoutes = [
  route({
    name: 'POST /enquiries/:id/feedback-consent',
    tag: TAG,
    summary: 'The person allows a professional to be told something',
    description:
      'For twelve months; what was said last counts. The only door to telling a professional anything.',
    params: ById,
    body: NewFeedbackConsent,
    answers: { 201: FeedbackConsentView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      return created(consentView(await allowFeedback(tx, params.id, body)));
    },
  }),

  route({
    name: 'DELETE /enquiries/:id/feedback-consent',
    tag: TAG,
    summary: 'The person takes it back, for one professional or for all',
    params: ById,
    query: WithdrawQuery,
    answers: { 204: null },
    async handle({ tx, me, params, query }) {
      await visibleEnquiry(tx, me, params.id);
      await withdrawFeedback(tx, params.id, query.recipient);
      return gone;
    },
  }),

  route({
    name: 'GET /enquiries/:id/may-tell',
    tag: TAG,
    summary: 'What somebody may be told now, and the words to say',
    params: ById,
    query: MayTellQuery,
    answers: { 200: MayTellView },
    async handle({ tx, me, params, query }) {
      const enquiry = await visibleEnquiry(tx, me, params.id);
      const recipientId = query.recipient ?? enquiry.sourceRef ?? null;
      const to = await recipientOf(tx, enquiry, recipientId);
      if (!to && query.recipient) throw unknownRecipient('query.recipient');
      const answer = releaseAnswer(to ?? SOMEBODY, await outcomeOf(tx, enquiry));
      return ok({ recipientId: to && recipientId, ...answer, consentId: consentOf(to) });
    },
  }),

  route({
    name: 'POST /enquiries/:id/disclosures',
    tag: TAG,
    summary: 'A professional was told something',
    description: 'Written down for good, and only where the person has allowed it; else 409, which says why.',
    params: ById,
    body: NewDisclosure,
    answers: { 201: DisclosureView },
    async handle({ tx, me, params, body }) {
      await visibleEnquiry(tx, me, params.id);
      const told = await discloseToProfessional(tx, params.id, body);
      if (!told) throw unknownRecipient('recipient');
      return created(disclosureView(told));
    },
  }),

  route({
    name: 'GET /enquiries/:id/disclosures',
    tag: TAG,
    summary: 'Who was told what about this person, and by which consent',
    params: ById,
    query: DisclosureQuery,
    answers: { 200: pageOf(DisclosureView) },
    async handle({ tx, me, params, query }) {
      const enquiry = await visibleEnquiry(tx, me, params.id);
      const where = { enquiryId: enquiry.id };
      const { found, nextCursor } = await listPage(tx.em, Disclosure, where, query);
      return ok({ items: found.map(disclosureView), nextCursor });
    },
  }),
];

function consentOf(to: Recipient | null): string | null {
  return to?.as === 'professional_referrer' && to.consent.is === 'given' ? to.consent.consentId : null;
}

function unknownRecipient(path: string) {
  return wrongFields([{ path, message: 'There is neither a professional nor a client with this id.' }]);
}

function consentView(consent: FeedbackConsent): z.output<typeof FeedbackConsentView> {
  return {
    id: consent.id,
    enquiryId: consent.enquiry.id,
    recipientId: consent.recipient.id,
    scope: consent.scope,
    wordingVersion: consent.wordingVersion,
    givenAt: consent.givenAt.toISOString(),
    expiresAt: consent.expiresAt.toISOString(),
    withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
  };
}

function disclosureView(disclosure: Disclosure): z.output<typeof DisclosureView> {
  return {
    id: disclosure.id,
    enquiryId: disclosure.enquiryId ?? null,
    referOutId: disclosure.referOutId ?? null,
    recipientId: disclosure.recipientId,
    what: disclosure.what,
    via: disclosure.via,
    consentId: disclosure.consentId ?? null,
    at: disclosure.at.toISOString(),
    by: disclosure.by ?? null,
  };
}
