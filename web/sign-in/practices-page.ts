import { markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { staffPage } from '../staff-page.ts';

/** Where this address works: one acts in one practice at a time. */
export const practicesPage = staffPage({
  address: '/practices',
  async show({ ask, words }) {
    const { say } = words;
    const { items } = await ask('GET /me/practices');
    const rows = items.map(({ staffId, practice, isThis }) =>
      row({
        id: `place-${staffId}`,
        title: practice.name,
        body: markup`<p>${say(`signIn.practices.${practice.sending}`)}</p>`,
        acts: isThis
          ? markup`<p>${say('signIn.practices.here')}</p>`
          : markup`<form method="post" action="/practices"><input type="hidden" name="place" value="${staffId}"><button class="quiet" aria-describedby="place-${staffId}-title">${say('signIn.practices.go')}</button></form>`,
      }),
    );
    const places = list({ id: 'places', label: say('signIn.practices.title'), rows, empty: '' });
    return { title: say('signIn.practices.title'), body: places };
  },
});
