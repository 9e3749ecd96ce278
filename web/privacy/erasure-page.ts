import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import { privateText } from '../parts/private-text.ts';
import { summaryList } from '../parts/summary-list.ts';
import { table } from '../parts/table.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { erasureState } from './erasure-row.ts';

const lift = act({ does: 'POST /erasures/:id/lifted', said: 'privacy.said.lifted' });

/** One erasure with its proof, and what is still to be done by hand. */
export const erasurePage = staffPage({
  address: '/privacy/erasures/:id',
  acts: [lift],
  async show(asked) {
    const { ask, params, words } = asked;
    const { say } = words;
    const erasure = await ask('GET /erasures/:id', { params: { id: params['id'] ?? '' } });
    return {
      title: say('privacy.erasure.title'),
      body: markup`<p>${say(`privacy.erasure.explain.${erasure.status}`)}</p>
${factsOf(erasure, words)}${byHand(erasure, words)}${proofOf(erasure, words)}${returned(erasure, words)}${lifting(erasure, asked)}
<p><a href="/privacy">${say('privacy.back')}</a></p>`,
    };
  },
});

type Erasure = SuccessOf<'GET /erasures/:id'>;

function factsOf(erasure: Erasure, words: Words): Markup {
  const { say, time } = words;
  const { subject, askedAt, doneAt, liftedAt, liftedBecause } = erasure;
  return summaryList([
    { term: say('privacy.erasure.state'), detail: erasureState(erasure, words) },
    { term: say('privacy.erasure.whom'), detail: say(`privacy.subject.${subject}`) },
    { term: say('privacy.erasure.asked'), detail: time(askedAt) },
    ...(doneAt === null ? [] : [{ term: say('privacy.erasure.done'), detail: time(doneAt) }]),
    ...(liftedAt === null
      ? []
      : [
          {
            term: say('privacy.erasure.liftedAt'),
            detail: markup`${time(liftedAt)} ${privateText(liftedBecause ?? '')}`,
          },
        ]),
  ]);
}

function byHand({ removeByHand }: Erasure, { say }: Words): Markup | null {
  if (removeByHand.length === 0) return null;
  return markup`<h2>${say('privacy.erasure.byHand')}</h2><p>${say('privacy.erasure.byHandHint')}</p><ul>${removeByHand.map((address) => markup`<li>${privateText(address)}</li>`)}</ul>`;
}

function proofOf({ proof }: Erasure, { say }: Words): Markup | null {
  const rows = Object.entries(proof).map(([what, count]) => [what.replaceAll('_', ' '), count] as const);
  if (rows.length === 0) return null;
  const columns = [
    { head: say('privacy.erasure.what') },
    { head: say('privacy.erasure.count'), isNumber: true },
  ];
  return markup`<h2>${say('privacy.erasure.proof')}</h2>${table({ caption: say('privacy.erasure.proof'), columns, rows })}`;
}

/** What came through a public form from whoever was erased; nothing of it was entered. */
function returned({ returned: forms }: Erasure, { say, time }: Words): Markup | null {
  if (forms.length === 0) return null;
  const lines = forms.map(({ at, typed }) => {
    const fields = Object.entries(typed).filter(([, value]) => typeof value === 'string' && value !== '');
    return markup`<li>${time(at)}: ${privateText(fields.map(([, value]) => String(value)).join(' · '))}</li>`;
  });
  return markup`<h2>${say('privacy.erasure.returned')}</h2><p>${say('privacy.erasure.returnedHint')}</p><ul>${lines}</ul>`;
}

function lifting({ id, liftedAt }: Erasure, { form, words }: PageAsked): Markup | null {
  if (liftedAt !== null) return null;
  const { say } = words;
  const lifts = form(lift, {
    params: { id },
    label: say('privacy.erasure.lift'),
    fields: (filled) => field({ name: 'reason', label: say('privacy.erasure.reason'), max: 500 }, filled),
  });
  return (
    lifts &&
    markup`<h2>${say('privacy.erasure.again')}</h2><p>${say('privacy.erasure.againHint')}</p>${lifts}`
  );
}
