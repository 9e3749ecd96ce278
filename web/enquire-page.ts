import { Router } from 'express';
import { z } from 'zod';
import { enquireByLink } from '../facts/intake/enquire-by-link.ts';
import type { Tx } from '../facts/transaction.ts';
import { recordEnquiry } from '../facts/intake/record-enquiry.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { address } from './address.ts';
import {
  Enquiring,
  EnquiringByLink,
  ENQUIRY_FAULTS,
  enquiryFields,
  enquiryOf,
  suggestedFields,
} from './enquire-form.ts';
import { answeredWithin, ifUrgent, inParagraphs, whatWeKeep } from './first-contact-words.ts';
import type { Filled } from './form.ts';
import { markup, type Markup } from '../http/markup.ts';
import { openForm } from './open-form.ts';
import { readTyped } from './read-typed.ts';
import { sourceWords } from './source-question.ts';
import { atDesk, behindClientLink, type LinkVisit, type Served, type Visit } from './visit.ts';

const shared = { name: 'enquire', title: () => 'Get in touch', words, thanks };

/** "Get in touch": the door of whoever may become a client; alone, or behind a link that somebody passed on. */
export function enquirePages(served: Served): Router {
  const router = Router();
  const own = openForm<Visit, z.output<typeof Enquiring>>({
    ...shared,
    fields,
    read: (typed) => readTyped(Enquiring, typed, ENQUIRY_FAULTS),
    record,
  });
  const byLink = openForm<LinkVisit, z.output<typeof EnquiringByLink>>({
    ...shared,
    beforehand: { suggested: 'yes' },
    fields: fieldsByLink,
    read: (typed) => readTyped(EnquiringByLink, typed, ENQUIRY_FAULTS),
    record: recordByLink,
  });
  router.use(
    address('/p/:practice/enquire', { get: atDesk(served, own.show), post: atDesk(served, own.take) }),
  );
  router.use(
    address('/p/:practice/r/:token/enquire', {
      get: behindClientLink(served, 'referrer', byLink.show),
      post: behindClientLink(served, 'referrer', byLink.take),
    }),
  );
  return router;
}

async function words({ practice }: Visit): Promise<Markup> {
  return markup`<p>Your first name, and one way for ${practice.name} to reach you, are enough. You needn’t say why.</p>
<p>What happens next: you hear from us within ${answeredWithin(practice)}.</p>
${inParagraphs(practice.whatToExpect)}
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

async function record(tx: Tx, typed: z.output<typeof Enquiring>, { practice }: Visit): Promise<void> {
  const enquiry = enquiryOf(await sourceWords(tx), typed, tx.now);
  await recordEnquiry(tx, enquiry, toMs(practice.policy.acknowledgement.deadline));
}

async function recordByLink(
  tx: Tx,
  typed: z.output<typeof EnquiringByLink>,
  visit: LinkVisit,
): Promise<void> {
  if (!typed.suggested) return record(tx, typed, visit);
  const m4 = await sourceWords(tx);
  const { mayThank, mayName } = typed;
  const permission = mayThank ? { mayThank, mayName, wordingVersion: m4.version } : {};
  const enquiry = { ...enquiryOf(m4, typed, tx.now), ...permission };
  const deadlineMs = toMs(visit.practice.policy.acknowledgement.deadline);
  await enquireByLink(tx, enquiry, visit.subjectId, deadlineMs);
}

async function thanks({ practice }: Visit): Promise<Markup> {
  return markup`<p>That’s all. You hear from us within ${answeredWithin(practice)}.</p>
${ifUrgent(practice)}`;
}
