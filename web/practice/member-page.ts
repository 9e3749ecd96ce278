import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { initialsOf, named } from '../parts/named.ts';
import { privateText } from '../parts/private-text.ts';
import { reach } from '../parts/reach.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tick } from '../parts/tick.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { absences, addAbsence, removeAbsence } from './member-absences.ts';
import { apiKeys, issueKey, revokeKey } from './member-keys.ts';
import { duties, fridayList, revokeLinks, sendFridayList, sentLinks } from './member-work.ts';
import { roleTicks } from './role-ticks.ts';

export type Member = SuccessOf<'GET /staff'>['items'][number];

const saveDetails = act({
  does: 'PATCH /staff/:id',
  address: '/practice/staff/:id',
  said: 'practice.staff.said.saved',
});

const saveAccess = act({
  does: 'PATCH /staff/:id',
  address: '/practice/staff/:id/access',
  said: 'practice.staff.said.access',
  body: (fields) => ({ email: fields.get('email'), roles: fields.all('roles').filter(Boolean) }),
});

/** One member of staff: what they may, when they are away, what is theirs to do, and what opens things in their name. */
export const memberPage = staffPage({
  address: '/practice/staff/:id',
  filters: ['cursor'],
  acts: [
    saveDetails,
    saveAccess,
    addAbsence,
    removeAbsence,
    issueKey,
    revokeKey,
    revokeLinks,
    sendFridayList,
  ],
  async show(asked) {
    const { ask, words, params } = asked;
    const { say } = words;
    const { items: staff } = await ask('GET /staff', { query: { limit: '200' } });
    const member = staff.find(({ id }) => id === params['id']);
    if (!member) throw new Problem(404, 'There is no member of staff with this id.');
    const parts = [
      about(member, asked),
      access(member, asked),
      await absences(member, staff, asked),
      await duties(member, asked),
      fridayList(member, asked),
      await apiKeys(member, asked),
      sentLinks(member, asked),
    ];
    return {
      title: initialsOf(member.name),
      heading: named(member.name),
      body: markup`<p><a href="/practice/staff">${say('practice.staff.back')}</a></p>${parts}`,
    };
  },
});

function about(member: Member, { words, form }: PageAsked): Markup {
  const { say } = words;
  const { id, name, email, active, roles, whoWeHelp, whatToExpect, videoUrl } = member;
  const details = form(saveDetails, {
    params: { id },
    label: say('practice.staff.save'),
    kind: 'main',
    initial: { name, active: active ? 'yes' : null, whoWeHelp, whatToExpect, videoUrl },
    fields: (filled) => detailFields(words, filled),
  });
  const facts = summaryList([
    { term: say('practice.staff.email'), detail: reach(null, email) ?? '' },
    {
      term: say('practice.staff.rolesAre'),
      detail: roles.map((role) => say(`terms.role.${role}`)).join(' · '),
    },
    ...(active ? [] : [{ term: say('practice.staff.active'), detail: say('practice.staff.left') }]),
    ...(whoWeHelp === null
      ? []
      : [{ term: say('practice.staff.whoWeHelp'), detail: privateText(whoWeHelp) }]),
  ]);
  return markup`${facts}${folded(say('practice.staff.details'), details)}`;
}

function detailFields({ say }: Words, filled: Filled): Markup {
  return markup`${field({ name: 'name', label: say('practice.staff.name'), max: 100 }, filled)}
${field({ name: 'whoWeHelp', type: 'lines', label: say('practice.staff.whoWeHelp'), hint: say('practice.staff.ownWordsHint'), max: 1_000 }, filled)}
${field({ name: 'whatToExpect', type: 'lines', label: say('practice.staff.whatToExpect'), max: 1_000 }, filled)}
${field({ name: 'videoUrl', type: 'url', label: say('practice.staff.videoUrl'), max: 500 }, filled)}
${tick({ name: 'active', label: say('practice.staff.active'), hint: say('practice.staff.activeHint'), saysNo: true }, filled)}`;
}

function access({ id, email, roles }: Member, { words, form }: PageAsked): Markup | null {
  const { say } = words;
  const body = form(saveAccess, {
    params: { id },
    label: say('practice.staff.saveAccess'),
    initial: { email, roles: roles.join('\n') },
    fields: (filled) =>
      markup`<p class="hint">${say('practice.staff.accessHint')}</p>${field({ name: 'email', type: 'email', label: say('practice.staff.email'), hint: say('practice.staff.emailHint'), max: 254 }, filled)}${roleTicks(words, filled)}`,
  });
  return folded(say('practice.staff.access'), body);
}
