import { markup, type Markup } from '../../http/markup.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { referrerNamed, thanksClock, thanksTag } from './referral-words.ts';
import { takeBack, thank, thankNow, type Referral } from './thanks-acts.ts';

const PATH = '/referrals';

/** Whoever passed our name on, and whether they have been thanked. */
export const referralsPage = staffPage({
  address: '/referrals',
  filters: ['overdue', 'referrer', 'cursor'],
  acts: [thank, takeBack],
  async show(asked) {
    const { ask, words, query, may } = asked;
    const { items, nextCursor } = await ask('GET /referrals', { query: { ...query, limit: '50' } });
    const isLate = query['overdue'] === 'true';
    const add = may('POST /referrals')
      ? markup`<p><a class="button quiet" href="/referrals/new">${words.say('referrals.new.title')}</a></p>`
      : null;
    return {
      title: words.say('referrals.title'),
      body: markup`${add}${filters(words.say('referrals.filter'), [
        {
          href: PATH,
          words: words.say('referrals.all'),
          isCurrent: !isLate && query['referrer'] === undefined,
        },
        { href: `${PATH}?overdue=true`, words: words.say('referrals.late'), isCurrent: isLate },
      ])}${list({
        id: 'referrals',
        label: words.say('referrals.title'),
        rows: items.map((one) => referralRow(asked, one)),
        empty: words.say('referrals.none'),
      })}${listPager({ path: PATH, query, nextCursor }, words)}`,
    };
  },
});

function referralRow(asked: PageAsked, referral: Referral): Markup {
  const { words, said } = asked;
  const { id, number, person, acknowledgement, learnedFrom, receivedAt } = referral;
  const due = thanksClock(words, referral);
  const rowId = `referral-${id}`;
  const isAnswer = said?.at === id || said?.at === acknowledgement.messageId;
  return row({
    id: rowId,
    clock: due && due.words,
    ...(due?.tone ? { tone: due.tone } : {}),
    title: markup`<a href="/referrals/${id}">${referrerNamed(words, referral)}</a> <span class="hint">${words.say('referrals.number', { number })}</span> ${thanksTag(words, referral)}`,
    body: markup`<p>${person && words.rich('referrals.told', { name: named(person) })} <span class="hint">${words.say(`terms.learnedFrom.${learnedFrom}`)} · ${words.time(receivedAt)}</span></p>${needsPerson(asked, referral)}`,
    acts: thankNow(asked, referral, {
      row: rowId,
      describedBy: `${rowId}-title`,
      hasFocus: isAnswer,
      withLine: false,
    }),
    hasFocus: isAnswer && acknowledgement.takeBackUntil === undefined,
  });
}

function needsPerson({ words }: PageAsked, { acknowledgement }: Referral): Markup | null {
  const because = acknowledgement.needsPerson;
  return because === undefined ? null : markup`<p>${words.say(`terms.handOver.${because}`)}</p>`;
}
