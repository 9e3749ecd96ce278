import { markup, type Markup } from '../../http/markup.ts';
import { meter } from '../parts/meter.ts';
import type { PageAsked } from '../staff-page.ts';

/** How many were asked whether they may be asked, and the paper that asks. */
export async function consentStep(asked: PageAsked): Promise<Markup> {
  const { may, words } = asked;
  const { say } = words;
  const links = [
    may('GET /clients') ? markup`<li><a href="/clients">${say('setUp.consent.slips')}</a></li>` : null,
    may('GET /staff') ? markup`<li><a href="/practice/cards">${say('setUp.consent.cards')}</a></li>` : null,
  ];
  return markup`${await consentMeter(asked)}<ul>${links}</ul>`;
}

async function consentMeter({ ask, may, words }: PageAsked): Promise<Markup | null> {
  const { say } = words;
  if (!may('GET /reports/consent')) return null;
  const { n, asked } = await ask('GET /reports/consent');
  if (typeof n !== 'number' || typeof asked !== 'number') return null;
  if (n === 0) return markup`<p class="empty">${say('setUp.consent.nobody')}</p>`;
  return meter({
    label: say('setUp.consent.meter'),
    value: asked,
    of: n,
    words: say('setUp.consent.of', { asked, all: n }),
  });
}
