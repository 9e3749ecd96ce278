import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import type { PageAsked } from '../staff-page.ts';
import { saveAbout } from './set-up-acts.ts';

/** Who the practice is to whoever hears from it; who sends is a page of its own, because it asks for more. */
export async function aboutStep({ ask, form, words, me }: PageAsked): Promise<Markup> {
  const { say } = words;
  if (!me.roles.some((role) => role === 'owner' || role === 'deputy'))
    return markup`<p>${say('setUp.ownerOnly')}</p>`;
  const practice = await ask('GET /practice');
  const { name, neutralSenderName, phone, postalAddress, website, privacyUrl, crisisRoute } = practice;
  const fields = form(saveAbout, {
    label: say('setUp.save'),
    kind: 'main',
    initial: { name, neutralSenderName, phone, postalAddress, website, privacyUrl, crisisRoute },
    fields: (filled) => markup`
${field({ name: 'name', label: say('setUp.about.name'), max: 120 }, filled)}
${field({ name: 'neutralSenderName', label: say('setUp.about.sender'), hint: say('setUp.about.senderHint'), max: 60 }, filled)}
${field({ name: 'phone', label: say('setUp.about.phone'), type: 'tel', max: 40 }, filled)}
${field({ name: 'postalAddress', label: say('setUp.about.postal'), type: 'lines', max: 500 }, filled)}
${field({ name: 'website', label: say('setUp.about.website'), type: 'url', max: 500 }, filled)}
${field({ name: 'privacyUrl', label: say('setUp.about.privacy'), type: 'url', max: 500 }, filled)}
${field({ name: 'crisisRoute', label: say('setUp.about.crisis'), hint: say('setUp.about.crisisHint'), max: 200 }, filled)}`,
  });
  return markup`${fields}<p><a href="/practice/mail">${say('setUp.about.mail')}</a></p>`;
}
