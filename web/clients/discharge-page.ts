import { markup } from '../../http/markup.ts';
import { ENDINGS, sendsEndingNote } from '../../policy/journeys/ending.ts';
import { choices } from '../parts/choices.ts';
import { dateField } from '../parts/date-field.ts';
import { initialsOf, named } from '../parts/named.ts';
import { tick } from '../parts/tick.ts';
import { act, staffPage } from '../staff-page.ts';

const discharge = act({
  does: 'POST /clients/:id/discharge',
  address: '/clients/:id/discharge',
  said: 'clients.said.discharged',
  to: ({ params }) => `/clients/${params['id']}`,
});

/** Notes how the work with a client ended, and says beforehand what follows from it. */
export const dischargePage = staffPage({
  address: '/clients/:id/discharge',
  acts: [discharge],
  async show({ ask, words, form, params }) {
    const { id = '' } = params;
    const client = await ask('GET /clients/:id', { params: { id } });
    const { mayTick } = await ask('GET /clients/:id/journey', { params: { id } });
    const options = ENDINGS.map((ending) => ({
      value: ending,
      label: words.say(`terms.ending.${ending}`),
      hint: words.say(
        sendsEndingNote(ending) ? 'clients.discharge.noteGoes' : 'clients.discharge.nothingGoes',
      ),
    }));
    const body = form(discharge, {
      params: { id },
      label: words.say('clients.discharge.save'),
      kind: 'main',
      initial: { ending: client.ending, on: client.endedOn },
      fields: (
        filled,
      ) => markup`${choices({ name: 'ending', legend: words.say('clients.discharge.ending'), options }, filled)}
${dateField({ name: 'on', label: words.say('clients.discharge.on') }, filled)}
${mayTick ? tick({ name: 'practitionerTick', label: words.say('clients.tick'), hint: words.say('clients.tickHint') }, filled) : null}`,
    });
    return {
      title: words.say('clients.discharge.title', { who: initialsOf(client) }),
      heading: words.rich('clients.discharge.title', { who: named(client) }),
      body: markup`<p>${words.say('clients.discharge.intro')}</p>${body}<p><a href="/clients/${id}">${words.say('clients.back')}</a></p>`,
    };
  },
});
