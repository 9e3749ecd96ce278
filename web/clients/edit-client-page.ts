import { markup } from '../../http/markup.ts';
import { initialsOf, named } from '../parts/named.ts';
import { act, staffPage } from '../staff-page.ts';
import { choiceFor, clientFields } from './client-fields.ts';

const changeClient = act({
  does: 'PATCH /clients/:id',
  address: '/clients/:id/edit',
  said: 'clients.said.changed',
  to: ({ params }) => `/clients/${params['id']}`,
});

/** Changes what is known of a client. */
export const editClientPage = staffPage({
  address: '/clients/:id/edit',
  acts: [changeClient],
  async show(asked) {
    const { ask, words, form, params } = asked;
    const { id = '' } = params;
    const client = await ask('GET /clients/:id', { params: { id } });
    const choice = await choiceFor(asked);
    const { birthYear, plannedShort } = client;
    const body = form(changeClient, {
      params: { id },
      label: words.say('clients.edit.save'),
      kind: 'main',
      initial: {
        ...stringsOf(client),
        birthYear: birthYear === null ? null : String(birthYear),
        plannedShort: plannedShort ? 'yes' : null,
      },
      fields: (filled) => clientFields(asked, choice, { filled }),
    });
    return {
      title: words.say('clients.edit.title', { who: initialsOf(client) }),
      heading: words.rich('clients.edit.title', { who: named(client) }),
      body: markup`${body}<p><a href="/clients/${id}">${words.say('clients.back')}</a></p>`,
    };
  },
});

function stringsOf(client: object): Record<string, string> {
  return Object.fromEntries(Object.entries(client).filter(([, value]) => typeof value === 'string'));
}
