import { markup, type Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import type { SuccessOf } from '../../api/ask.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

/** A complaint, an incident or a request for data, as the list of open ones shows it. */
export type Case = Pick<
  SuccessOf<'GET /privacy/cases/:id'>,
  'id' | 'kind' | 'subject' | 'dueAt' | 'overdue' | 'closedAt'
>;

/** One case of a list, with its clock. */
export function caseRow(one: Case, { words, said }: PageAsked): Markup {
  const { id, kind, subject, overdue, closedAt } = one;
  return row({
    id: `case-${id}`,
    clock: caseClock(one, words),
    ...(overdue ? { tone: 'fault' as const } : {}),
    title: markup`<a href="/privacy/cases/${id}">${words.say(`privacy.kind.${kind}`)}</a>`,
    body: markup`${subject === null ? null : markup`<p>${privateText(subject)}</p>`}${closedAt === null ? null : tag(words.say('privacy.case.closed'), 'good')}`,
    hasFocus: said?.at === id,
  });
}

/** By when it is to be answered, or since when it has been. */
export function caseClock({ dueAt, overdue, closedAt }: Case, { rich, time }: Words): Markup {
  if (closedAt !== null) return rich('privacy.case.closedAt', { at: time(closedAt) });
  return rich(overdue ? 'privacy.case.wasDue' : 'privacy.case.dueBy', { at: time(dueAt) });
}
