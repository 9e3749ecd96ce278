import { markup, type Markup } from '../../http/markup.ts';
import { dateField } from '../parts/date-field.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Member } from './member-page.ts';

export const addAbsence = act({
  does: 'POST /staff/:id/absences',
  said: 'practice.staff.said.absence',
  at: ({ answer }) => answer.id,
  // `from` is where a form stands.
  fieldOf: (path) => (path === 'from' ? 'from-day' : path),
  body: (fields) => ({
    from: fields.get('from-day'),
    to: fields.get('to'),
    coverStaffId: fields.get('coverStaffId') || null,
  }),
});

export const removeAbsence = act({
  does: 'DELETE /staff/:id/absences/:absenceId',
  address: '/staff/:id/absences/:absenceId/remove',
  said: 'practice.staff.said.absenceRemoved',
});

/** When somebody is away, and who stands in. */
export async function absences(
  { id }: Member,
  staff: readonly Member[],
  { ask, words, form, said, query }: PageAsked,
): Promise<Markup> {
  const { say } = words;
  const { cursor } = query;
  const { items, nextCursor } = await ask('GET /staff/:id/absences', {
    params: { id },
    query: { limit: '50', ...(cursor === undefined ? {} : { cursor }) },
  });
  const rows = items.map(({ id: absenceId, from, to, coverStaffId }) => {
    const cover = staff.find((one) => one.id === coverStaffId);
    const standsIn = cover
      ? words.rich('practice.staff.cover', { who: named(cover.name) })
      : markup`${say('practice.staff.noCover')}`;
    return row({
      id: `absence-${absenceId}`,
      title: say('practice.staff.absence', { from: words.day(from), to: words.day(to) }),
      body: markup`<p>${standsIn}</p>`,
      acts: form(removeAbsence, {
        params: { id, absenceId },
        label: say('practice.staff.removeAbsence'),
        describedBy: `absence-${absenceId}-title`,
      }),
      hasFocus: said?.at === absenceId,
    });
  });
  const others = staff.filter((one) => one.id !== id && one.active);
  const add = form(addAbsence, {
    params: { id },
    label: say('practice.staff.addAbsence'),
    fields: (filled) =>
      markup`<div class="pair">${dateField({ name: 'from-day', label: say('practice.staff.from') }, filled)}${dateField({ name: 'to', label: say('practice.staff.to') }, filled)}</div>${select({ name: 'coverStaffId', label: say('practice.staff.coverField'), blank: say('practice.staff.coverBlank'), options: others.map((one) => ({ value: one.id, label: one.name })) }, filled)}`,
  });
  const shown = list({
    id: 'absences',
    label: say('practice.staff.absenceList'),
    rows,
    empty: say('practice.staff.noAbsences'),
  });
  const pages = listPager({ path: `/practice/staff/${id}`, query, nextCursor }, words);
  return markup`<section><h2>${say('practice.staff.absences')}</h2>${shown}${pages}${add}</section>`;
}
