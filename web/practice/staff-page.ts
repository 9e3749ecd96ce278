import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { named } from '../parts/named.ts';
import { reach } from '../parts/reach.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { roleTicks } from './role-ticks.ts';

const addStaff = act({
  does: 'POST /staff',
  address: '/practice/staff',
  said: 'practice.staff.said.added',
  to: ({ answer }) => `/practice/staff/${answer.id}`,
  body: (fields) => ({
    name: fields.get('name'),
    email: fields.get('email'),
    roles: fields.all('roles').filter(Boolean),
  }),
});

/** Who works here, and a way to add somebody. */
export const staffListPage = staffPage({
  address: '/practice/staff',
  filters: ['cursor'],
  acts: [addStaff],
  async show(asked) {
    const { ask, words, form, query } = asked;
    const { say } = words;
    const { cursor } = query;
    const { items, nextCursor } = await ask('GET /staff', {
      query: { limit: '50', ...(cursor === undefined ? {} : { cursor }) },
    });
    const people = list({
      id: 'staff',
      label: say('practice.staff.list'),
      rows: items.map((member) => memberRow(member, asked)),
      empty: '',
    });
    const add = form(addStaff, {
      label: say('practice.staff.addButton'),
      kind: 'main',
      fields: (filled) => newStaffFields(words, filled),
    });
    const pages = listPager({ path: '/practice/staff', query, nextCursor }, words);
    return {
      title: say('practice.staff.title'),
      body: markup`${people}${pages}${folded(say('practice.staff.add'), add)}`,
    };
  },
});

type Member = SuccessOf<'GET /staff'>['items'][number];

function memberRow({ id, name, email, roles, active }: Member, { words: { say }, said }: PageAsked): Markup {
  const titles = roles.map((role) => say(`terms.role.${role}`)).join(' · ');
  const left = active ? null : markup`<p>${tag(say('practice.staff.left'))}</p>`;
  return row({
    id: `staff-${id}`,
    title: markup`<a href="/practice/staff/${id}">${named(name)}</a>`,
    body: markup`${left}<p>${titles}</p><p>${reach(null, email)}</p>`,
    hasFocus: said?.at === id,
  });
}

function newStaffFields(words: Words, filled: Filled): Markup {
  const { say } = words;
  return markup`${field({ name: 'name', label: say('practice.staff.name'), max: 100 }, filled)}${field({ name: 'email', type: 'email', label: say('practice.staff.email'), hint: say('practice.staff.emailHint'), max: 254 }, filled)}${roleTicks(words, filled)}`;
}
