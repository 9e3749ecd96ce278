import type { SuccessOf } from '../../api/ask.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { initialsOf, named } from '../parts/named.ts';
import { reach } from '../parts/reach.ts';
import { section } from '../parts/section.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tag } from '../parts/tag.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { knownInWords } from './known-in-words.ts';
import { PROFESSIONAL_ACTS, professionalActs } from './professional-acts.ts';
import { professionalFields, professionalTyped } from './professional-form.ts';

const changeProfessional = act({
  does: 'PATCH /professionals/:id',
  address: '/professionals/:id',
  said: 'professionals.said.changed',
  to: ({ params }) => `/professionals/${params['id'] ?? ''}`,
});
const confirm = act({
  does: 'PATCH /professionals/:id',
  address: '/professionals/:id/confirmed',
  said: 'professionals.said.confirmed',
});

/** A colleague: what is known and when they confirmed it, how often you are in touch, and what happens now and then. */
export const professionalPage = staffPage({
  address: '/professionals/:id',
  filters: ['change'],
  acts: [changeProfessional, confirm, ...PROFESSIONAL_ACTS],
  async show(asked) {
    const { ask, params, query, practice, tx } = asked;
    const { id = '' } = params;
    const one = await ask('GET /professionals/:id', { params: { id } });
    const today = dateIn(practice.timezone, tx.now);
    const isPaused = typeof one.relationship?.pausedUntil === 'string';
    const body =
      query['change'] === undefined
        ? markup`${known(one, today, asked)}
${rhythm(one.relationship, asked)}
${professionalActs({ id, isPaused, today }, asked)}`
        : change(one, asked);
    return { title: initialsOf(one), heading: heading(one, asked), body };
  },
});

type Professional = SuccessOf<'GET /professionals/:id'>;

function heading(one: Professional, { words }: PageAsked): Markup {
  const trusted = one.trusted ? markup` ${tag(words.say('professionals.page.trusted'), 'good')}` : null;
  const name = `${one.title ?? ''} ${one.firstName} ${one.lastName}`.trim();
  return markup`${named(name)}${trusted}`;
}

const FACTS = [
  'organisation',
  'focus',
  'takesReferrals',
  'placesKnown',
  'howWeKnowThem',
  'expectedPerMonth',
] as const;

function known(one: Professional, today: string, asked: PageAsked): Markup {
  const { words, form, may } = asked;
  const { id, lastConfirmedOn } = one;
  const facts = FACTS.flatMap((field) => {
    const value = one[field];
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [{ term: term(words, 'known', field), detail: knownInWords(words, field, value) }];
  });
  const ways = reach(one.phone, one.email);
  const all = summaryList([
    { term: words.say('professionals.page.kind'), detail: term(words, 'professionalKind', one.kind) },
    {
      term: words.say('professionals.page.reach'),
      detail: ways ?? words.say('professionals.page.noWay'),
    },
    ...facts,
  ]);
  const confirmed =
    lastConfirmedOn === null
      ? words.say('professionals.page.notConfirmed')
      : words.say('professionals.page.confirmedOn', { day: words.day(lastConfirmedOn) });
  const isRight = form(confirm, {
    params: { id },
    label: words.say('professionals.page.confirm'),
    hidden: { lastConfirmedOn: today },
  });
  const toChange = may('PATCH /professionals/:id')
    ? markup`<a href="/professionals/${id}?change=yes">${words.say('professionals.page.change')}</a>`
    : null;
  return section(
    'known',
    words.say('professionals.page.known'),
    markup`${all}<p class="hint">${confirmed}</p><div class="acts">${isRight}${toChange}</div>`,
  );
}

function rhythm(relationship: Professional['relationship'], { words, tx }: PageAsked): Markup | null {
  if (relationship === null) return null;
  const { rank, lastContact, nextContactAt, pausedUntil, mayEmail } = relationship;
  const last =
    lastContact === null
      ? words.say('professionals.page.never')
      : words.say('professionals.page.lastOn', {
          what: term(words, 'contactKind', lastContact.kind),
          day: words.day(new Date(lastContact.at)),
        });
  const next =
    new Date(nextContactAt) <= tx.now
      ? words.say('professionals.page.nextNow')
      : words.say('professionals.page.nextOn', { day: words.day(new Date(nextContactAt)) });
  const mail = mayEmail.ok
    ? words.say('professionals.page.mailOk')
    : term(words, 'noEmail', mayEmail.code ?? 'may_not');
  const facts = [
    { term: words.say('professionals.page.standing'), detail: term(words, 'rank', rank) },
    { term: words.say('professionals.page.last'), detail: last },
    pausedUntil === null
      ? { term: words.say('professionals.page.next'), detail: next }
      : {
          term: words.say('professionals.page.paused'),
          detail: words.say('professionals.page.pausedUntil', { day: words.day(pausedUntil) }),
        },
    { term: words.say('professionals.page.mail'), detail: mail },
  ];
  return section('rhythm', words.say('professionals.page.rhythm'), summaryList(facts));
}

function change(one: Professional, asked: PageAsked): Markup {
  const { words, form } = asked;
  const { id } = one;
  const fields = form(changeProfessional, {
    params: { id },
    label: words.say('professionals.page.save'),
    kind: 'main',
    initial: professionalTyped(one),
    fields: (filled) => professionalFields(asked, filled, false),
  });
  return markup`${fields}<p><a href="/professionals/${id}">${words.say('professionals.page.back')}</a></p>`;
}
