import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { choices } from '../parts/choices.ts';
import { field } from '../parts/field.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { row } from '../parts/row.ts';
import { titleOf } from '../review/title.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';

const make = act({
  does: 'POST /reviews',
  address: '/reviews',
  said: 'reviews.said.made',
  to: ({ answer }) => `/reviews/${answer.id}`,
});

/** Every review that is ready, the latest first. */
export const reviewsPage = staffPage({
  address: '/reviews',
  filters: ['cursor'],
  acts: [make],
  async show(asked) {
    const { ask, words, query, may } = asked;
    const { say } = words;
    const { items, nextCursor } = await ask('GET /reviews', {
      query: { limit: '50', brief: 'true', cursor: query['cursor'] },
    });
    const reviews = list({
      id: 'reviews',
      label: say('reviews.list'),
      rows: items.map((review) => reviewRow(review, asked)),
      empty: say('reviews.none'),
    });
    const reports = may('GET /reports/funnel')
      ? markup`<p><a href="/reports">${say('reviews.toReports')}</a></p>`
      : null;
    return {
      title: say('reviews.title'),
      body: markup`${reviews}${listPager({ path: '/reviews', query, nextCursor }, words)}${reports}${making(asked)}`,
    };
  },
});

/** One is made by itself on the first working day after its period; here it is made of a period that is over. */
function making({ form, words: { say } }: PageAsked): Markup | null {
  const kinds = (['monthly', 'quarterly'] as const).map((kind) => ({
    value: kind,
    label: say(`reviews.kind.${kind}`),
  }));
  const made = form(make, {
    label: say('reviews.make'),
    initial: { kind: 'monthly' },
    fields: (filled) =>
      markup`${choices({ name: 'kind', legend: say('reviews.kind'), options: kinds }, filled)}
${field({ name: 'period', label: say('reviews.period'), hint: say('reviews.periodHint'), max: 7 }, filled)}`,
  });
  return made && markup`<h2>${say('reviews.makeTitle')}</h2><p>${say('reviews.makeHint')}</p>${made}`;
}

type Review = SuccessOf<'GET /reviews'>['items'][number];

function reviewRow(review: Review, { words }: PageAsked): Markup {
  const { say, day } = words;
  const { id, heldAt, minutes = 0, frozenAt } = review;
  const state = heldAt ? say('reviews.heldIn', { day: day(heldAt), minutes }) : say('reviews.notHeld');
  return row({
    id: `review-${id}`,
    clock: say('reviews.ready', { day: day(frozenAt) }),
    title: markup`<a href="/reviews/${id}">${titleOf(review, words)}</a>`,
    body: markup`<p>${state}</p>`,
  });
}
