import { markup } from '../../http/markup.ts';
import { act, staffPage } from '../staff-page.ts';
import { professionalFields } from './professional-form.ts';

const addProfessional = act({
  does: 'POST /professionals',
  address: '/professionals/new',
  said: 'professionals.said.added',
  to: ({ answer }) => `/professionals/${answer.id}`,
});

/** A colleague is added: a name and what they are is enough. */
export const newProfessionalPage = staffPage({
  address: '/professionals/new',
  acts: [addProfessional],
  async show(asked) {
    const { words, form } = asked;
    const add = form(addProfessional, {
      label: words.say('professionals.new.save'),
      kind: 'main',
      fields: (filled) => professionalFields(asked, filled, true),
    });
    return { title: words.say('professionals.new.title'), body: markup`${add}` };
  },
});
