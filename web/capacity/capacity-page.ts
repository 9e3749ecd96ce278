import { markup, type Markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { section } from '../parts/section.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { noteUpdated, placeRow } from './place-row.ts';
import { roomRow } from './room-row.ts';
import { takeNoteSection } from './take-note.ts';

/** One true statement everywhere: what everybody here says of their places, and the words for each place that says so. */
export const capacityPage = staffPage({
  address: '/capacity',
  acts: [noteUpdated],
  async show(asked) {
    const { ask, words, may } = asked;
    const { practice, items, takeNote } = await ask('GET /capacity');
    const wording = await ask('GET /capacity/wording');
    const rooms = list({
      id: 'rooms',
      label: words.say('capacity.page.who'),
      rows: items.map((item) => roomRow(item, asked)),
      empty: words.say('capacity.page.empty'),
    });
    const places = list({
      id: 'places',
      label: words.say('capacity.page.places'),
      rows: wording.texts.map((text) =>
        placeRow(
          text,
          wording.places.find(({ place }) => place === text.place),
          asked,
        ),
      ),
      empty: '',
    });
    const news = may('GET /broadcasts')
      ? markup`<p><a href="/broadcasts">${words.say('capacity.page.broadcasts')}</a></p>`
      : null;
    return {
      title: words.say('capacity.page.title'),
      body: markup`${section('says', words.say('capacity.page.saysNow'), markup`<p class="words">${practice.statement}</p>${room(practice.room, asked)}`)}
${section('who', words.say('capacity.page.who'), rooms)}
${takeNote && takeNoteSection(takeNote, words)}
${section('where', words.say('capacity.page.places'), markup`<p>${words.say('capacity.page.places.hint')}</p>${places}`)}
${news}`,
    };
  },
});

function room(names: readonly string[], { words }: PageAsked): Markup | null {
  if (names.length === 0) return null;
  return markup`<p>${words.say('capacity.page.room')}</p><ul>${names.map((name) => markup`<li>${named(name)}</li>`)}</ul>`;
}
