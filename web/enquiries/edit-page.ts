import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { initialsOf, named } from '../parts/named.ts';
import { tick } from '../parts/tick.ts';
import { practitionersOf } from '../practice/practitioners.ts';
import { act, staffPage } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { onBehalfField, practitionerField, serviceLineField, type Offer } from './new-fields.ts';

const change = act({
  does: 'PATCH /enquiries/:id',
  address: '/enquiries/:id/edit',
  said: 'enquiries.said.changed',
  to: ({ params }) => `/enquiries/${params['id'] ?? ''}`,
});

/** Puts right what is known of somebody who got in touch. */
export const editPage = staffPage({
  address: '/enquiries/:id/edit',
  acts: [change],
  async show({ ask, params, words, form }) {
    const id = params['id'] ?? '';
    const enquiry = await ask('GET /enquiries/:id', { params: { id } });
    const offer = {
      practitioners: await practitionersOf(ask),
      lines: (await ask('GET /service-lines')).items,
    };
    const { person, knowsACurrentClient, severalNames } = enquiry;
    const who = person ?? words.say('enquiries.erased');
    return {
      title: words.say('enquiries.edit.title', { who: initialsOf(who) }),
      heading: words.rich('enquiries.edit.title', { who: named(who) }),
      body: markup`${form(change, {
        params: { id },
        label: words.say('enquiries.edit.save'),
        kind: 'main',
        initial: {
          'person.firstName': person?.firstName,
          'person.lastName': person?.lastName,
          'person.phone': person?.phone,
          'person.email': person?.email,
          onBehalf: enquiry.onBehalf,
          practitionerId: enquiry.practitionerId,
          serviceLineId: enquiry.serviceLineId,
          knowsACurrentClient: knowsACurrentClient ? 'yes' : null,
          severalNames: severalNames ? 'yes' : null,
        },
        fields: (filled) => fields(words, offer, filled),
      })}<p><a href="/enquiries/${id}">${words.say('enquiries.back')}</a></p>`,
    };
  },
});

function fields(words: Words, { practitioners, lines }: Offer, filled: Filled): Markup {
  const { say } = words;
  return markup`${field({ name: 'person.firstName', label: say('enquiries.new.firstName'), max: 100 }, filled)}
${field({ name: 'person.lastName', label: say('enquiries.new.lastName'), max: 100 }, filled)}
${field({ name: 'person.phone', label: say('enquiries.edit.phone'), type: 'tel', max: 40 }, filled)}
${field({ name: 'person.email', label: say('enquiries.edit.email'), type: 'email', max: 254 }, filled)}
${onBehalfField(words, filled)}
${practitionerField(words, practitioners, filled)}
${serviceLineField(words, lines, filled)}
${tick({ name: 'knowsACurrentClient', label: say('enquiries.new.knows'), saysNo: true }, filled)}
${tick({ name: 'severalNames', label: say('enquiries.new.severalNames'), saysNo: true }, filled)}`;
}
