import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { blank } from '../parts/filled.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import { askingForm } from '../parts/form.ts';
import { initialsOf, named } from '../parts/named.ts';
import { select } from '../parts/select.ts';
import { summaryList } from '../parts/summary-list.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { eraseHref, fieldsOf, LOOKED_UP_BY, personHref, whomIn } from './person-link.ts';
import { heldOf } from './held-of.ts';

const noteRequest = act({
  does: 'POST /people/export',
  address: '/privacy/people',
  said: 'privacy.said.request',
  to: ({ answer }) => `/privacy/cases/${answer.id}`,
});
const balance = act({ does: 'POST /people/export/balance', said: 'privacy.said.balance' });

/** One person by one of their records: what is held of them, who asked for it, and how it is removed. */
export const peoplePage = staffPage({
  address: '/privacy/people',
  filters: ['kind', 'id', 'show'],
  acts: [noteRequest, balance],
  async show(asked) {
    const { words, query } = asked;
    const { say } = words;
    const whom = whomIn(query);
    if (whom === null) return { title: say('privacy.person'), body: lookUp(words) };
    const person = await asked.ask('GET /people', { query: fieldsOf(whom) });
    const held =
      query['show'] === 'all' ? await asked.ask('GET /people/export', { query: fieldsOf(whom) }) : null;
    const name = person.name ?? say('privacy.nameless');
    return {
      title: say('privacy.personOf', { name: initialsOf(name) }),
      heading: words.rich('privacy.personOf', { name: named(name) }),
      body: markup`${factsOf(person, words)}${heldPart(person, held, asked)}${erasePart(person, words)}`,
    };
  },
});

type Person = SuccessOf<'GET /people'>;
type Held = SuccessOf<'GET /people/export'>;

/** Names stand in no address, so somebody is looked up by the kind and id of a record; a search leads here too. */
function lookUp({ say }: Words): Markup {
  const filled = blank();
  const kinds = LOOKED_UP_BY.map((kind) => ({ value: kind, label: say(`privacy.subject.${kind}`) }));
  return markup`<p>${say('privacy.lookUpHint')}</p>
${askingForm(
  filled,
  markup`${select({ name: 'kind', label: say('privacy.recordKind'), options: kinds }, filled)}
${field({ name: 'id', label: say('privacy.recordId'), hint: say('privacy.recordIdHint'), max: 36 }, filled)}
<p><button>${say('privacy.lookUp')}</button></p>`,
)}`;
}

function factsOf({ about, records, openRequestId, erasureId }: Person, { say, number }: Words): Markup {
  const counted = (['clients', 'enquiries', 'sentIn', 'sentBy', 'professionals'] as const).filter(
    (kind) => records[kind] > 0,
  );
  return summaryList([
    { term: say('privacy.foundBy'), detail: say(`privacy.subject.${about.subject}`) },
    ...counted.map((kind) => ({ term: say(`privacy.records.${kind}`), detail: number(records[kind]) })),
    ...(openRequestId === null
      ? []
      : [
          {
            term: say('privacy.kind.access'),
            detail: markup`<a href="/privacy/cases/${openRequestId}">${say('privacy.isOpen')}</a>`,
          },
        ]),
    ...(erasureId === null
      ? []
      : [
          {
            term: say('privacy.erasure.title'),
            detail: markup`<a href="/privacy/erasures/${erasureId}">${say('privacy.wasAsked')}</a>`,
          },
        ]),
  ]);
}

function heldPart(person: Person, held: Held | null, { form, words }: PageAsked): Markup {
  const { say } = words;
  const { about } = person;
  const file = `/api/v1/people/export?${new URLSearchParams(fieldsOf(about)).toString()}`;
  const request =
    person.openRequestId === null &&
    form(noteRequest, {
      label: say('privacy.noteRequest'),
      hidden: fieldsOf(about),
      fields: (filled) =>
        dateField(
          {
            name: 'receivedAt',
            label: say('privacy.requestedAt'),
            hint: say('privacy.nowHint'),
            type: 'datetime-local',
          },
          filled,
        ),
    });
  const weigh =
    held &&
    (held.sourceWithheld || held.withheld.length > 0) &&
    form(balance, { label: say('privacy.balance'), hidden: fieldsOf(about) });
  return markup`<h2>${say('privacy.held')}</h2>
${held === null ? markup`<p>${say('privacy.heldHint')}</p><p><a class="button" href="${personHref(about)}&show=all">${say('privacy.showHeld')}</a></p>` : heldOf(held, words)}
${held && markup`<p><a href="${file}" download>${say('privacy.file')}</a></p>`}
${weigh ? markup`<p>${say('privacy.balanceHint')}</p>${weigh}` : null}
${request ? markup`<h2>${say('privacy.request')}</h2><p>${say('privacy.requestHint')}</p>${request}` : null}`;
}

function erasePart({ about, erasureId }: Person, { say }: Words): Markup | null {
  if (erasureId !== null) return null;
  return markup`<h2>${say('privacy.forget')}</h2><p>${say('privacy.forgetHint')}</p><p><a class="button quiet" href="${eraseHref(about)}">${say('privacy.forget')}</a></p>`;
}
