import type { SuccessOf } from '../../api/ask.ts';
import type { Markup } from '../../http/markup.ts';
import { copyBox } from '../parts/copy-box.ts';
import { row } from '../parts/row.ts';
import { act, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';

export const noteUpdated = act({
  does: 'POST /capacity/places/:place/updated',
  said: 'capacity.said.updated',
});

type Wording = SuccessOf<'GET /capacity/wording'>;
type Place = Wording['places'][number];

/** The words to copy into a place that cannot change by itself, and whether it says what we say (S72). */
export function placeRow(
  { place, words: text }: Wording['texts'][number],
  state: Place | undefined,
  { words, form, said }: PageAsked,
): Markup {
  const id = `place-${place}`;
  return row({
    id,
    clock: state ? stateInWords(state, words) : null,
    ...(state?.says === 'current' ? {} : { tone: 'warm' as const }),
    title: term(words, 'place', place),
    body: copyBox({
      id: `${id}-words`,
      label: words.say('capacity.page.place.words'),
      text,
      copy: words.say('capacity.page.copy'),
      copied: words.say('capacity.page.copied'),
      rows: place === 'website' ? 2 : 4,
    }),
    acts: form(noteUpdated, {
      params: { place },
      row: id,
      label: words.say('capacity.page.updated'),
      describedBy: `${id}-title`,
    }),
    hasFocus: said?.at === place,
  });
}

function stateInWords({ says, updatedAt }: Place, words: Words): string {
  if (says === 'never' || updatedAt === null) return words.say('capacity.page.place.never');
  const day = words.day(new Date(updatedAt));
  return words.say(says === 'old' ? 'capacity.page.place.old' : 'capacity.page.place.current', { day });
}
