import { Router } from 'express';
import { z } from 'zod';
import type { Tx } from '../facts/transaction.ts';
import type { SentForm } from '../facts/posted-forms/keep-form.ts';
import { address } from './address.ts';
import {
  Enquiring,
  EnquiringByLink,
  ENQUIRY_FAULTS,
  enquiryFields,
  enquiryOf,
  suggestedFields,
} from './enquire-form.ts';
import { statementAbove } from './capacity/statement.ts';
import { answeredWithin, ifUrgent, inParagraphs, whatWeKeep, whoWeAre } from './first-contact-words.ts';
import type { Filled } from './parts/filled.ts';
import { markup, type Markup } from '../http/markup.ts';
import { openForm } from './open-form.ts';
import { readTyped } from './read-typed.ts';
import { sourceWords } from './source-question.ts';
import { atDesk, behindLink, type LinkVisit, type Served, type Visit } from './visit.ts';

const shared = { name: 'enquire', title: () => 'Get in touch', words, thanks };

/** "Get in touch": the door of whoever may become a client; alone, or behind a link that somebody passed on. */
export function enquirePages(served: Served): Router {
  const router = Router();
  const own = openForm<Visit, z.output<typeof Enquiring>>({
    ...shared,
    fields,
    read: (typed) => readTyped(Enquiring, typed, ENQUIRY_FAULTS),
    sent,
  });
  const byLink = openForm<LinkVisit, z.output<typeof EnquiringByLink>>({
    ...shared,
    beforehand: { suggested: 'yes' },
    fields: fieldsByLink,
    read: (typed) => readTyped(EnquiringByLink, typed, ENQUIRY_FAULTS),
    sent: sentByLink,
  });
  router.use(
    address('/p/:practice/enquire', { get: atDesk(served, own.show), post: atDesk(served, own.take) }),
  );
  router.use(
    address('/p/:practice/r/:token/enquire', {
      get: behindLink(served, 'referrer', byLink.show),
      post: behindLink(served, 'referrer', byLink.take),
    }),
  );
  return router;
}

async function words(visit: Visit): Promise<Markup> {
  const { practice } = visit;
  return markup`${await statementAbove(visit)}
<p>Your first name, and one way for ${practice.name} to reach you, are enough. You needn’t say why.</p>
<p>What happens next: you hear from us within ${answeredWithin(practice)}.</p>
${inParagraphs(practice.whatToExpect)}
${whoWeAre(practice)}
${ifUrgent(practice)}`;
}

async function fields({ practice, inTransaction }: Visit, filled: Filled): Promise<Markup> {
  const m4 = await inTransaction(sourceWords);
  return markup`${enquiryFields(m4, filled)}
${whatWeKeep(practice)}`;
}

async function fieldsByLink({ practice, inTransaction }: LinkVisit, filled: Filled): Promise<Markup> {
  const m4 = await inTransaction(sourceWords);
  return markup`${enquiryFields(m4, filled)}
${suggestedFields(m4, filled)}
${whatWeKeep(practice)}`;
}

async function sent(tx: Tx, typed: z.output<typeof Enquiring>): Promise<SentForm> {
  return { form: 'enquire', said: enquiryOf(await sourceWords(tx), typed), byLinkOf: null };
}

async function sentByLink(
  tx: Tx,
  typed: z.output<typeof EnquiringByLink>,
  { subjectId }: LinkVisit,
): Promise<SentForm> {
  if (!typed.suggested) return sent(tx, typed);
  const m4 = await sourceWords(tx);
  const { mayThank, mayName } = typed;
  const permission = mayThank ? { mayThank, mayName, wordingVersion: m4.version } : {};
  return { form: 'enquire', said: { ...enquiryOf(m4, typed), ...permission }, byLinkOf: subjectId };
}

async function thanks({ practice }: Visit): Promise<Markup> {
  return markup`<p>That’s all. You hear from us within ${answeredWithin(practice)}.</p>
${ifUrgent(practice)}`;
}
