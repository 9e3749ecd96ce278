import { markup, type Markup } from '../../http/markup.ts';
import { SESSION_STATUSES } from '../../policy/clients/client-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { WholeClient } from './whole-client.ts';

export const recordSession = act({ does: 'POST /clients/:id/sessions', said: 'clients.said.session' });
export const changeSession = act({
  does: 'PATCH /clients/:id/sessions/:sessionId',
  said: 'clients.said.session',
  at: ({ params }) => params['sessionId'] ?? null,
});

const SHOWN = 4;

type Session = WholeClient['sessions'][number];

/** The last appointments, all the others behind a word, and a way to write one down where no diary is read. */
export function sessionsPart(asked: PageAsked, { client, sessions, areAllSessions }: WholeClient): Markup {
  const { words, form } = asked;
  const show = (some: readonly Session[], id: string) =>
    list({
      id,
      label: words.say('clients.sessions'),
      rows: some.map((session) => sessionRow(asked, client.id, session)),
      empty: words.say('clients.sessions.none'),
    });
  const rest = sessions.slice(SHOWN);
  const others =
    rest.length === 0
      ? null
      : markup`<details><summary>${words.say('clients.sessions.others', { count: rest.length })}</summary>${show(rest, 'earlier-sessions')}${areAllSessions ? null : markup`<p class="hint">${words.say('clients.sessions.notAll')}</p>`}</details>`;
  const options = SESSION_STATUSES.map((status) => ({
    value: status,
    label: words.say(`terms.session.${status}`),
  }));
  const record = form(recordSession, {
    params: { id: client.id },
    label: words.say('clients.sessions.save'),
    initial: { status: 'attended' },
    fields: (
      filled,
    ) => markup`${dateField({ name: 'at', type: 'datetime-local', label: words.say('clients.sessions.at') }, filled)}
${select({ name: 'status', label: words.say('clients.sessions.status'), options }, filled)}`,
  });
  return markup`${show(sessions.slice(0, SHOWN), 'last-sessions')}${others}
${record && markup`<details><summary>${words.say('clients.sessions.add')}</summary>${record}</details>`}`;
}

function sessionRow({ words, form, said, tx }: PageAsked, clientId: string, session: Session): Markup {
  const { id, at, status } = session;
  const isOver = new Date(at) <= tx.now;
  const became = (value: 'attended' | 'dna', label: 'clients.sessions.came' | 'clients.sessions.missed') =>
    form(changeSession, {
      params: { id: clientId, sessionId: id },
      row: `session-${id}`,
      label: words.say(label),
      hidden: { status: value },
      describedBy: `session-${id}-title`,
    });
  const acts =
    status === 'booked' && isOver
      ? markup`${became('attended', 'clients.sessions.came')}${became('dna', 'clients.sessions.missed')}`
      : null;
  return row({
    id: `session-${id}`,
    title: words.time(at),
    body: markup`<p>${words.say(`terms.session.${status}`)}</p>`,
    acts,
    hasFocus: said?.at === id,
  });
}
