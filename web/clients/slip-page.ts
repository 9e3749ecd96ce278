import { Markup, markup } from '../../http/markup.ts';
import { initialsOf, named } from '../parts/named.ts';
import { act, staffPage } from '../staff-page.ts';

const makeSlip = act({
  does: 'POST /clients/:id/consent-slip',
  address: '/clients/:id/slip',
  said: 'clients.said.slipMade',
});

/** A slip to print and hand over, on which a client says yes or no by themselves: on paper it names nobody. */
export const slipPage = staffPage({
  address: '/clients/:id/slip',
  acts: [makeSlip],
  async show({ ask, words, form, params, practice }) {
    const { id = '' } = params;
    const client = await ask('GET /clients/:id', { params: { id } });
    const { mayAsk, words: asking, svg } = await ask('GET /clients/:id/consent-slip', { params: { id } });
    const slip =
      svg === null
        ? null
        : markup`<div class="slip"><p><strong>${words.say('clients.slip.mayWe', { practice: practice.name })}</strong></p>
<p>${asking.label}</p><p><small>${asking.smallPrint}</small></p>${new Markup(svg)}<p>${words.say('clients.slip.camera')}</p></div>`;
    const make = form(makeSlip, {
      params: { id },
      label: words.say(svg === null ? 'clients.slip.make' : 'clients.slip.makeAgain'),
      kind: svg === null ? 'main' : 'quiet',
    });
    return {
      title: words.say('clients.slip.title', { who: initialsOf(client) }),
      heading: markup`<span class="unprinted">${words.rich('clients.slip.title', { who: named(client) })}</span>`,
      body: markup`<div class="unprinted"><p>${words.say(mayAsk ? 'clients.slip.intro' : 'clients.slip.mayNot')}</p>${mayAsk ? make : null}</div>
${mayAsk ? slip : null}<p class="unprinted"><a href="/clients/${id}">${words.say('clients.back')}</a></p>`,
    };
  },
});
