import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { RELEASE_SCOPES } from '../../policy/disclosures/disclosure.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { region } from '../parts/region.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import { timeline } from '../parts/timeline.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import type { Enquiry } from './next-step.ts';

/** The person's yes to a colleague being told something; the words beside it are those on this page. */
const WORDING = 'desk-1';
const VIAS = ['phone', 'letter', 'in_person', 'email'] as const;

export const allowTelling = act({
  does: 'POST /enquiries/:id/feedback-consent',
  said: 'enquiries.said.allowed',
});
export const withdrawTelling = act({
  does: 'DELETE /enquiries/:id/feedback-consent',
  address: '/enquiries/:id/feedback-consent/withdraw',
  said: 'enquiries.said.withdrawn',
});
export const noteTold = act({ does: 'POST /enquiries/:id/disclosures', said: 'enquiries.said.told' });

/** What whoever sent them may be told, the words to say, and what they were told; nothing where nobody is known. */
export async function telling(asked: PageAsked, enquiry: Enquiry): Promise<Markup | null> {
  const { ask, words } = asked;
  const { kind, clientId, professionalId } = enquiry.source;
  if (clientId === undefined && professionalId === undefined && kind !== 'client') return null;
  const params = { id: enquiry.id };
  const answer = await ask('GET /enquiries/:id/may-tell', { params });
  const { items: told } = await ask('GET /enquiries/:id/disclosures', { params });
  return region({
    id: 'telling',
    title: words.say('enquiries.telling'),
    body: markup`<p>${words.say('enquiries.telling.say')}</p><blockquote>${answer.words}</blockquote>
${professionalId === undefined ? null : ofColleague(asked, enquiry, answer, professionalId)}${toldBefore(words, told)}`,
  });
}

type MayTell = SuccessOf<'GET /enquiries/:id/may-tell'>;

/** A colleague is told what the person has allowed, and each telling is written down. */
function ofColleague(
  { form, words }: PageAsked,
  { id }: Enquiry,
  { tells, consentId }: MayTell,
  recipient: string,
): Markup {
  const { say } = words;
  const params = { id };
  const allowed = tells.filter(({ may }) => may).map(({ what }) => what);
  const told =
    allowed.length === 0
      ? null
      : form(noteTold, {
          params,
          label: say('enquiries.telling.told'),
          hidden: { recipient },
          fields: (
            filled,
          ) => markup`${select({ name: 'what', label: say('enquiries.telling.what'), options: allowed.map((value) => ({ value, label: say(`terms.feedback.${value}`) })) }, filled)}
${select({ name: 'via', label: say('enquiries.telling.via'), options: VIAS.map((value) => ({ value, label: say(`terms.via.${value}`) })) }, filled)}`,
        });
  const consent =
    consentId === null
      ? form(allowTelling, {
          params,
          label: say('enquiries.telling.allow'),
          hidden: { recipient, wordingVersion: WORDING },
          fields: (filled) => scopeFields(words, filled),
        })
      : form(withdrawTelling, { params, label: say('enquiries.telling.withdraw') });
  return markup`${told}${folded(say(consentId === null ? 'enquiries.telling.ask' : 'enquiries.telling.allowed'), markup`${consent}`)}`;
}

function scopeFields({ say }: Words, filled: Filled): Markup {
  const boxes = RELEASE_SCOPES.map((value) =>
    tick({ name: 'scope', value, label: say(`terms.feedback.${value}`) }, filled),
  );
  return markup`<fieldset><legend>${say('enquiries.telling.scope')}</legend>${boxes}</fieldset>`;
}

function toldBefore(words: Words, told: SuccessOf<'GET /enquiries/:id/disclosures'>['items']): Markup | null {
  if (told.length === 0) return null;
  return timeline(
    told.map(({ at, what }) => ({ at: words.time(at), what: words.say(`terms.told.${what}`) })),
  );
}
