import { markup, type Markup } from '../../http/markup.ts';
import { initialsOf, named } from '../parts/named.ts';
import { reach } from '../parts/reach.ts';
import { region } from '../parts/region.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { inOneLine, stageName } from './client-words.ts';
import { consentPart, recordConsent } from './consent-part.ts';
import { holdsPart, liftHold, placeHold } from './holds-part.ts';
import { journeyEvents } from './journey-events.ts';
import { journeyPicture } from './journey-picture.ts';
import { messagesPart } from './messages-part.ts';
import { momentsPart, markMoment } from './moments-part.ts';
import { nextSentence, whyNotAsked } from './next-sentence.ts';
import { practitionerName, practitionersOf } from './practitioners.ts';
import { changeSession, recordSession, sessionsPart } from './sessions-part.ts';
import { readWhole, type WholeClient } from './whole-client.ts';

/** Where this client's journey stands: what comes next by itself, why they are not asked, and what may be done. */
export const clientPage = staffPage({
  address: '/clients/:id',
  acts: [placeHold, liftHold, recordConsent, markMoment, recordSession, changeSession],
  async show(asked) {
    const { ask, words, params } = asked;
    const { id = '' } = params;
    const client = await ask('GET /clients/:id', { params: { id } });
    const names = { title: initialsOf(client), heading: named(client) };
    if (client.mergedInto !== undefined) {
      const link = markup`<a href="/clients/${client.mergedInto}">${words.say('clients.merged.link')}</a>`;
      return { ...names, body: markup`<p>${words.say('clients.merged')}</p><p>${link}</p>` };
    }
    const whole = await readWhole(asked, client);
    return {
      ...names,
      body: markup`${await head(asked, whole)}${await parts(asked, whole)}${more(asked, whole)}`,
    };
  },
});

async function head({ ask, words, tx }: PageAsked, whole: WholeClient): Promise<Markup> {
  const { client, journey, moments } = whole;
  const practitioners = await practitionersOf(ask);
  const about = inOneLine([
    practitionerName(practitioners, client.practitionerId) ?? words.say('clients.nobodys'),
    client.endedOn === null
      ? stageName(client.stage, words)
      : words.rich('clients.row.ended', { on: words.time(client.endedOn) }),
    words.say('clients.since', { on: words.day(client.createdAt) }),
    reach(client.phone, client.email),
  ]);
  const undeliverable =
    client.suppression === null ? null : markup`<p class="fault">${words.say('clients.noMail')}</p>`;
  return markup`<p>${about}</p>${undeliverable}
<p class="next"><strong>${nextSentence(journey, moments, words)}</strong></p>
${journeyPicture(journeyEvents(whole, words, tx.now), words)}`;
}

async function parts(asked: PageAsked, whole: WholeClient): Promise<Markup> {
  const { words } = asked;
  const { say } = words;
  const messages = await messagesPart(asked, whole.client.id);
  return markup`<div class="parts">
${region({ id: 'why-not', title: say('clients.whyNot'), body: markup`<p>${whyNotAsked(whole.journey, words)}</p>` })}
${region({ id: 'holds', title: say('clients.holds'), body: holdsPart(asked, whole) })}
${region({ id: 'consent', title: say('clients.consent'), body: consentPart(asked, whole) })}
${region({ id: 'moments', title: say('clients.moments'), body: momentsPart(asked, whole) })}
${region({ id: 'sessions', title: say('clients.sessions'), body: sessionsPart(asked, whole) })}
${messages && region({ id: 'messages', title: say('clients.messages'), body: messages })}
</div>`;
}

/** What is seldom needed; each has a page of its own. */
function more({ words, may }: PageAsked, { client: { id } }: WholeClient): Markup {
  const links = [
    { href: `/clients/${id}/edit`, does: 'PATCH /clients/:id', label: 'clients.more.edit' },
    { href: `/clients/${id}/slip`, does: 'POST /clients/:id/consent-slip', label: 'clients.more.slip' },
    {
      href: `/clients/${id}/discharge`,
      does: 'POST /clients/:id/discharge',
      label: 'clients.more.discharge',
    },
    { href: `/clients/${id}/merge`, does: 'POST /clients/:id/merge', label: 'clients.more.merge' },
    { href: `/privacy/people?clientId=${id}`, does: 'POST /erasures', label: 'clients.more.forget' },
  ] as const;
  const items = links
    .filter(({ does }) => may(does))
    .map(({ href, label }) => markup`<li><a href="${href}">${words.say(label)}</a></li>`);
  return markup`<details class="unprinted"><summary>${words.say('clients.more')}</summary><ul>${items}</ul></details>`;
}
