import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { row } from '../parts/row.ts';
import { titleOf } from '../review/title.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';

/** Every review that is ready, the latest first. */
export const reviewsPage = staffPage({
  address: '/reviews',
  filters: ['cursor'],
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
      body: markup`${reviews}${listPager({ path: '/reviews', query, nextCursor }, words)}${reports}`,
    };
  },
});

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
