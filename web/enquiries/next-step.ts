import type { SuccessOf } from '../../api/ask.ts';
import type { Markup } from '../../http/markup.ts';
import type { EnquiryStage, ProgressStage } from '../../policy/enquiries/enquiry-terms.ts';
import type { FormOptions } from '../staff-page.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { WordKey } from '../words/catalogue.ts';

export type Enquiry = SuccessOf<'GET /enquiries/:id'>;

const SAID: Readonly<Record<EnquiryStage, WordKey>> = {
  received: 'enquiries.said.changed',
  contacted: 'enquiries.said.contacted',
  booked: 'enquiries.said.booked',
  attended: 'enquiries.said.attended',
  kept: 'enquiries.said.changed',
  closed: 'enquiries.said.changed',
};

/** The one act that moves an enquiry on. */
export const advance = act({
  does: 'POST /enquiries/:id/progress',
  said: ({ answer }) => SAID[answer.stage],
});

/** Who was tried and not reached. */
export const noAnswer = act({ does: 'POST /enquiries/:id/attempts', said: 'enquiries.said.attempted' });

/** What a person reports next; that somebody stays is seen from their sessions. */
const NEXT: Readonly<Partial<Record<EnquiryStage, Exclude<ProgressStage, 'kept'>>>> = {
  received: 'contacted',
  contacted: 'booked',
  booked: 'attended',
};

/** The button of the next step; nothing where none is left, or a conflict has to be looked at first. */
export function nextStep(
  { form, words }: PageAsked,
  { id, stage, conflict }: Enquiry,
  options: Pick<FormOptions, 'row' | 'describedBy' | 'fields'> = {},
): Markup | null {
  const next = NEXT[stage];
  if (!next || (conflict === 'open' && next !== 'contacted')) return null;
  return form(advance, {
    params: { id },
    label: words.say(`enquiries.next.${next}`),
    kind: 'main',
    hidden: { stage: next },
    ...options,
  });
}
