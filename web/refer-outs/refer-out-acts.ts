import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { REFER_OUT_OUTCOMES } from '../../policy/refer-outs/refer-out-terms.ts';
import { choices } from '../parts/choices.ts';
import { named } from '../parts/named.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

export type ReferOut = SuccessOf<'GET /refer-outs/:id'>;

/** The names that they were written (M13), or heard at the desk. */
const WRITTEN = 'm13';
const SPOKEN = 'spoken';

export const offer = act({ does: 'POST /refer-outs/:id/offer', said: 'referOuts.said.offered' });
export const takeOfferBack = act({
  does: 'POST /messages/:id/take-back',
  address: '/messages/:id/names-taken-back',
  said: 'referOuts.said.takenBack',
});
export const agree = act({ does: 'POST /refer-outs/:id/consent', said: 'referOuts.said.agreed' });
export const withdraw = act({
  does: 'DELETE /refer-outs/:id/consent',
  address: '/refer-outs/:id/consent/withdraw',
  said: 'referOuts.said.withdrawn',
});
export const end = act({ does: 'POST /refer-outs/:id/outcome', said: 'referOuts.said.ended' });

/** Up to three names by e-mail, for somebody who wrote to us; or, until they have left, the way back. */
export function offering({ form, words, may }: PageAsked, referOut: ReferOut): Markup | null {
  const { id, enquiryId, suggestions, messages } = referOut;
  const waiting = messages.find(({ takeBackUntil }) => takeBackUntil !== undefined);
  if (waiting && may('POST /messages/:id/take-back'))
    return form(takeOfferBack, {
      params: { id: waiting.id },
      label: words.say('referOuts.takeBack'),
      hasFocus: true,
    });
  if (referOut.status !== 'choosing' || enquiryId === null || suggestions.length === 0) return null;
  return form(offer, {
    params: { id },
    label: words.say('referOuts.send'),
    kind: 'main',
    hidden: { takeBack: 'yes' },
    fields: (filled) =>
      markup`<fieldset><legend>${words.say('referOuts.names')}</legend>${suggestions.map(({ professionalId, name }) => tick({ name: 'professionalIds', value: professionalId, label: named(name) }, filled))}</fieldset>`,
  });
}

/** Their yes to one colleague, and the way back from it. */
export function consent({ form, words }: PageAsked, referOut: ReferOut): Markup | null {
  const { id, status, suggestions, consentedAt, messages } = referOut;
  if (status === 'closed') return null;
  if (consentedAt !== null) return form(withdraw, { params: { id }, label: words.say('referOuts.withdraw') });
  if (suggestions.length === 0) return null;
  const wordingVersion = messages.some(({ template }) => template === WRITTEN) ? WRITTEN : SPOKEN;
  const options = suggestions.map((one) => ({
    value: one.professionalId,
    label: named(one.name),
    hint: knownOf(words, one),
  }));
  return form(agree, {
    params: { id },
    label: words.say('referOuts.recordYes'),
    hidden: { wordingVersion },
    fields: (filled) =>
      choices(
        {
          name: 'toProfessionalId',
          legend: words.say('referOuts.yesTo'),
          hint: words.say('referOuts.yesHint'),
          options,
        },
        filled,
      ),
  });
}

/** What helps to choose: what they work with, whether they have places, and since when that is known. */
function knownOf(
  words: Words,
  { focus, placesKnown, lastConfirmedOn }: ReferOut['suggestions'][number],
): string {
  const facts = [
    ...(focus.length > 0 ? [focus.join(', ')] : []),
    ...(placesKnown === null ? [] : [words.say('referOuts.places', { places: placesKnown })]),
    ...(lastConfirmedOn === null
      ? []
      : [words.say('referOuts.confirmed', { day: words.day(lastConfirmedOn) })]),
  ];
  return facts.join(' · ');
}

/** How it ended. A colleague says no only after they were asked. */
export function ending(
  { form, words }: PageAsked,
  { id, status, outcome, toProfessionalId }: ReferOut,
): Markup | null {
  if (status === 'closed' && outcome !== 'unknown' && outcome !== 'accepted') return null;
  const possible = REFER_OUT_OUTCOMES.filter(
    (one) => one !== outcome && (one !== 'declined' || (toProfessionalId !== null && outcome === null)),
  );
  const options = possible.map((value) => ({ value, label: words.say(`terms.referOutOutcome.${value}`) }));
  return form(end, {
    params: { id },
    label: words.say('referOuts.end'),
    fields: (filled) => select({ name: 'outcome', label: words.say('referOuts.howEnded'), options }, filled),
  });
}
