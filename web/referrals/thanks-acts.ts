import { markup, type Markup } from '../../http/markup.ts';
import { BY_HAND } from '../../policy/referrals/acknowledgement-terms.ts';
import type { SuccessOf } from '../../api/ask.ts';
import { field } from '../parts/field.ts';
import { select } from '../parts/select.ts';
import { act, type FormOptions, type PageAsked } from '../staff-page.ts';

export type Referral = SuccessOf<'GET /referrals/:id'>;

/** Thanks them now, perhaps with a line of one's own, or says that it was done by hand; what leaves can be taken back first. */
export const thank = act({
  does: 'POST /referrals/:id/acknowledgement',
  said: ({ answer }) =>
    answer.acknowledgement.status === 'done_by_hand' ? 'referrals.said.byHand' : 'referrals.said.thanked',
});

/** What has not left yet is as it was; its line is kept. The id is the message's. */
export const takeBack = act({
  does: 'POST /messages/:id/take-back',
  address: '/messages/:id/thanks-taken-back',
  said: 'referrals.said.takenBack',
});

/** Thank now, or take it back while it has not left; nothing where it is settled or nobody may be thanked. */
export function thankNow(
  { form, words }: PageAsked,
  { id, acknowledgement }: Referral,
  options: Pick<FormOptions, 'row' | 'describedBy' | 'hasFocus'> & { withLine: boolean },
): Markup | null {
  const { status, takeBackUntil, messageId } = acknowledgement;
  const { withLine, ...others } = options;
  if (takeBackUntil !== undefined && messageId !== undefined)
    return form(takeBack, { params: { id: messageId }, label: words.say('referrals.takeBack'), ...others });
  if (status !== 'due' && status !== 'would_send') return null;
  return form(thank, {
    params: { id },
    label: words.say('referrals.thankNow'),
    kind: 'main',
    hidden: { takeBack: 'yes' },
    ...(withLine
      ? {
          fields: (filled) =>
            field(
              {
                name: 'addLine',
                label: words.say('referrals.line'),
                hint: words.say('referrals.lineHint'),
                max: 200,
              },
              filled,
            ),
        }
      : {}),
    ...others,
  });
}

/** A person has thanked them otherwise. */
export function thankedByHand({ form, words }: PageAsked, { id, acknowledgement }: Referral): Markup | null {
  const { status } = acknowledgement;
  if (status !== 'due' && status !== 'needs_person' && status !== 'would_send') return null;
  const options = BY_HAND.map((value) => ({ value, label: words.say(`terms.byHand.${value}`) }));
  const byHand = form(thank, {
    params: { id },
    label: words.say('referrals.byHand.note'),
    fields: (filled) => select({ name: 'byHand', label: words.say('referrals.byHand'), options }, filled),
  });
  return byHand && markup`<div class="inline">${byHand}</div>`;
}
