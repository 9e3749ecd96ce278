import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { staffPage } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

type Member = SuccessOf<'GET /staff'>['items'][number];

const CODES = ['refer', 'consent', 'survey'] as const;

/** What is printed and handed over: a card a practitioner, and codes for the desk. */
export const cardsPage = staffPage({
  address: '/practice/cards',
  async show({ ask, words, practice: { slug } }) {
    const { say } = words;
    const { items } = await ask('GET /staff', { query: { limit: '200' } });
    const withCard = items.filter(
      ({ active, roles, whoWeHelp }) => active && (roles.includes('practitioner') || whoWeHelp !== null),
    );
    const cards = list({
      id: 'cards',
      label: say('practice.cards.people'),
      rows: withCard.map((member) => cardRow(member, slug, words)),
      empty: say('practice.cards.none'),
    });
    const codes = CODES.map((code) => codePart(code, slug, words));
    return {
      title: say('practice.cards.title'),
      body: markup`<p>${say('practice.cards.lead')}</p>${cards}<h2>${say('practice.cards.codes')}</h2><ul class="rows" role="list">${codes}</ul><p class="hint">${say('practice.cards.slips')}</p>`,
    };
  },
});

function cardRow({ id, name, whoWeHelp }: Member, slug: string, { say }: Words): Markup {
  const card = `/p/${slug}/card/${id}`;
  const about = `card-${id}-title`;
  const link = (to: string, label: string) =>
    markup`<a href="${to}" aria-describedby="${about}">${label}</a>`;
  return row({
    id: `card-${id}`,
    title: named(name),
    body: whoWeHelp === null ? markup`<p>${say('practice.cards.noWords')}</p>` : markup`<p>${whoWeHelp}</p>`,
    acts: markup`${link(`${card}?print=a6`, say('practice.cards.a6'))}${link(`${card}?print=a4`, say('practice.cards.a4'))}${link(`${card}.svg`, say('practice.cards.code'))}${link(card, say('practice.cards.screen'))}`,
  });
}

function codePart(code: (typeof CODES)[number], slug: string, { say }: Words): Markup {
  const path = `/p/${slug}/${code}`;
  const about = `code-${code}-title`;
  return row({
    id: `code-${code}`,
    title: say(`practice.cards.${code}`),
    body: markup`<p>${say(`practice.cards.${code}Hint`)}</p>`,
    acts: markup`<a href="${path}.svg" aria-describedby="${about}">${say('practice.cards.code')}</a><a href="${path}" aria-describedby="${about}">${say('practice.cards.screen')}</a>`,
  });
}
