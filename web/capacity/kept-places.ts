import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { named } from '../parts/named.ts';
import { tick } from '../parts/tick.ts';
import type { PageAsked } from '../staff-page.ts';

export type Colleagues = SuccessOf<'GET /professionals'>['items'];

/** As many as one page of the API holds; whoever keeps places for others keeps them. */
const MOST = '200';

/** Colleagues for whose people places can be kept. */
export async function readColleagues({ ask }: PageAsked): Promise<Colleagues> {
  return (await ask('GET /professionals', { query: { limit: MOST } })).items;
}

/** For whose people places are kept while somebody is full; those who are not listed stay as they were. */
export function keptPlaces(colleagues: Colleagues, { words }: PageAsked, filled: Filled): Markup | null {
  if (colleagues.length === 0) return null;
  const kept = (filled.fields['placesFor'] ?? '').split('\n').filter((id) => id !== '');
  const unlisted = kept.filter((one) => !colleagues.some(({ id }) => id === one));
  const boxes = colleagues
    .toSorted((one, other) => one.lastName.localeCompare(other.lastName, words.language))
    .map((one) => tick({ name: 'placesFor', value: one.id, label: named(one) }, filled));
  const others = unlisted.map((id) => markup`<input type="hidden" name="placesFor" value="${id}">`);
  return folded(
    words.say('capacity.change.keep'),
    markup`<p class="hint">${words.say('capacity.change.keep.hint')}</p>${others}<fieldset><legend class="unseen">${words.say('capacity.change.keep')}</legend>${boxes}</fieldset>`,
  );
}
