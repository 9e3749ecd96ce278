import { markup, type Markup } from '../../http/markup.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Member } from './member-page.ts';

export const sendFridayList = act({
  does: 'POST /staff/:id/friday-list',
  said: ({ answer }) =>
    answer.lines === 0 ? 'practice.staff.said.fridayNothing' : 'practice.staff.said.friday',
});

export const revokeLinks = act({
  does: 'POST /staff/:id/links/revoked',
  said: 'practice.staff.said.linksRevoked',
});

const DUTIES = ['acknowledge', 'firstContact', 'review', 'capacity', 'relationships', 'privacy'] as const;

/** What falls to somebody by the policy. */
export async function duties({ id }: Member, { ask, words: { say }, may }: PageAsked): Promise<Markup> {
  const policy = await ask('GET /practice/policy', { query: { forecast: 'no' } });
  const theirs = DUTIES.filter((duty) => policy.duties[duty] === id);
  const shown =
    theirs.length === 0
      ? markup`<p>${say('practice.staff.noDuties')}</p>`
      : markup`<ul>${theirs.map((duty) => markup`<li>${say(`practice.staff.duty.${duty}`)}</li>`)}</ul>`;
  const change = may('PUT /practice/policy')
    ? markup`<p><a href="/policy/duties">${say('practice.staff.changeDuties')}</a></p>`
    : null;
  return markup`<section><h2>${say('practice.staff.duties')}</h2>${shown}${change}</section>`;
}

/** Only practitioners have a list. */
export function fridayList(
  { id, roles, active }: Member,
  { words: { say }, form }: PageAsked,
): Markup | null {
  if (!active || !roles.includes('practitioner')) return null;
  const send = form(sendFridayList, { params: { id }, label: say('practice.staff.fridaySend') });
  return markup`<section><h2>${say('practice.staff.friday')}</h2><p>${say('practice.staff.fridayHint')}</p>${send}</section>`;
}

/** For a mail that went astray. */
export function sentLinks({ id }: Member, { words: { say }, form }: PageAsked): Markup | null {
  const end = form(revokeLinks, { params: { id }, label: say('practice.staff.revokeLinks') });
  return (
    end &&
    markup`<section><h2>${say('practice.staff.links')}</h2><p>${say('practice.staff.linksHint')}</p>${end}</section>`
  );
}
