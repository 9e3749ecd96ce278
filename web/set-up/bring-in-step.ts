import { markup, type Markup } from '../../http/markup.ts';
import type { PageAsked } from '../staff-page.ts';

/** Files of the system that the practice has now; clients first, because an appointment belongs to one. */
export function bringInStep({ may, words }: PageAsked): Promise<Markup> {
  const { say } = words;
  const order = markup`<ol><li>${say('setUp.bringIn.clients')}</li><li>${say('setUp.bringIn.sessions')}</li><li>${say('setUp.bringIn.colleagues')}</li><li>${say('setUp.bringIn.sources')}</li></ol>`;
  const acts = may('POST /imports/clients')
    ? markup`<p><a class="button" href="/imports/new">${say('setUp.bringIn.import')}</a></p><p><a href="/imports">${say('setUp.bringIn.past')}</a></p>`
    : markup`<p>${say('setUp.bringIn.desk')}</p>`;
  return Promise.resolve(markup`${order}${acts}`);
}
