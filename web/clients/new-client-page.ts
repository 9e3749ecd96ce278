import { markup } from '../../http/markup.ts';
import { tick } from '../parts/tick.ts';
import { act, staffPage } from '../staff-page.ts';
import { choiceFor, clientFields } from './client-fields.ts';

const addClient = act({
  does: 'POST /clients',
  address: '/clients/new',
  said: ({ answer }) => {
    if (answer.known) return 'clients.said.known';
    return answer.possibleDuplicateOf ? 'clients.said.addedAlike' : 'clients.said.added';
  },
  to: ({ answer: { id, possibleDuplicateOf } }) =>
    possibleDuplicateOf ? `/clients/${id}/merge` : `/clients/${id}`,
});

/** Adds a client by hand; most come by themselves, from an enquiry or a file. */
export const newClientPage = staffPage({
  address: '/clients/new',
  acts: [addClient],
  async show(asked) {
    const { words, form, me } = asked;
    const choice = await choiceFor(asked);
    const body = form(addClient, {
      label: words.say('clients.new.save'),
      kind: 'main',
      initial: { practitionerId: me.ownOnly ? me.staffId : null },
      fields: (filled) =>
        markup`${clientFields(asked, choice, { filled, begins: true })}
${tick({ name: 'distinct', label: words.say('clients.new.distinct'), hint: words.say('clients.new.distinctHint') }, filled)}`,
    });
    return {
      title: words.say('clients.new.title'),
      body: markup`<p>${words.say('clients.new.intro')}</p>${body}`,
    };
  },
});
