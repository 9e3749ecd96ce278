import type { Ask } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { caseRow, type Case } from './case-row.ts';
import { erasureRow } from './erasure-row.ts';

const openComplaint = act({
  does: 'POST /complaints',
  said: 'privacy.said.complaint',
  to: ({ answer }) => `/privacy/cases/${answer.id}`,
});
const openIncident = act({
  does: 'POST /incidents',
  said: 'privacy.said.incident',
  to: ({ answer }) => `/privacy/cases/${answer.id}`,
});
const MOST = '50';

/** What people have asked about their data, each with its clock. */
export const privacyPage = staffPage({
  address: '/privacy',
  filters: ['show'],
  acts: [openComplaint, openIncident],
  async show(asked) {
    const { ask, words, query } = asked;
    const { say } = words;
    const showsClosed = query['show'] === 'closed';
    const cases = await casesIn(ask, showsClosed ? 'false' : 'true');
    const erasures = await ask('GET /erasures', { query: { limit: MOST } });
    const which = filters(say('privacy.which'), [
      { href: '/privacy', words: say('privacy.open'), isCurrent: !showsClosed },
      { href: '/privacy?show=closed', words: say('privacy.closed'), isCurrent: showsClosed },
    ]);
    const body = markup`${which}
${list({
  id: 'cases',
  label: say('privacy.cases'),
  rows: cases.map((one) => caseRow(one, asked)),
  empty: say(showsClosed ? 'privacy.noneClosed' : 'privacy.none'),
})}
${newCases(asked)}
<h2>${say('privacy.person')}</h2><p>${say('privacy.personHint')}</p><p><a class="button quiet" href="/privacy/people">${say('privacy.person')}</a></p>
<h2>${say('privacy.erasures')}</h2>
${list({
  id: 'erasures',
  label: say('privacy.erasures'),
  rows: erasures.items.map((erasure) => erasureRow(erasure, asked)),
  empty: say('privacy.noErasure'),
})}
${texts(asked)}`;
    return { title: say('privacy.title'), body };
  },
});

/** Complaints, incidents and requests for data together: those that are open by their deadline, else the latest first. */
async function casesIn(ask: Ask, open: 'true' | 'false'): Promise<Case[]> {
  const query = { limit: MOST, open };
  const complaints = await ask('GET /complaints', { query });
  const incidents = await ask('GET /incidents', { query });
  const requests = await ask('GET /access-requests', { query });
  const all: Case[] = [
    ...complaints.items.map((one) => ({ ...one, kind: 'complaint' as const })),
    ...incidents.items.map((one) => ({ ...one, kind: 'incident' as const })),
    ...requests.items.map((one) => ({ ...one, kind: 'access' as const, subject: null })),
  ];
  return open === 'true'
    ? all.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt))
    : all.toSorted((one, other) => (other.closedAt ?? '').localeCompare(one.closedAt ?? ''));
}

function newCases({ form, words }: PageAsked): Markup {
  const { say } = words;
  const complaint = form(openComplaint, {
    label: say('privacy.complaint.save'),
    fields: (filled) =>
      markup`${field({ name: 'subject', label: say('privacy.complaint.subject'), hint: say('privacy.subjectHint'), max: 500 }, filled)}
${dateField({ name: 'receivedAt', label: say('privacy.complaint.receivedAt'), hint: say('privacy.nowHint'), type: 'datetime-local' }, filled)}`,
  });
  const incident = form(openIncident, {
    label: say('privacy.incident.save'),
    fields: (filled) =>
      markup`${field({ name: 'subject', label: say('privacy.incident.subject'), hint: say('privacy.subjectHint'), max: 500 }, filled)}
${dateField({ name: 'awareAt', label: say('privacy.incident.awareAt'), hint: say('privacy.nowHint'), type: 'datetime-local' }, filled)}`,
  });
  return markup`${opening(say('privacy.complaint.new'), complaint)}${opening(say('privacy.incident.new'), incident)}`;
}

/** Behind its own words, and open where what was typed could not be taken. */
function opening(summary: string, form: Markup | null): Markup | null {
  if (!form) return null;
  const open = form.text.includes('class="fault"') ? markup` open` : null;
  return markup`<details${open}><summary>${summary}</summary>${form}</details>`;
}

function texts({ words, may }: PageAsked): Markup {
  const { say } = words;
  const links = (['notice', 'dpia', 'record'] as const).map(
    (text) => markup`<li><a href="/privacy/${text}">${say(`privacy.text.${text}`)}</a></li>`,
  );
  const suppressions = may('GET /suppressions')
    ? markup`<li><a href="/suppressions">${say('privacy.suppressions')}</a></li>`
    : null;
  return markup`<h2>${say('privacy.texts')}</h2><ul>${links}${suppressions}</ul>`;
}
