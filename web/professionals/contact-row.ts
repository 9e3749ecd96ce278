import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { copyBox } from '../parts/copy-box.ts';
import { folded } from '../parts/folded.ts';
import { named } from '../parts/named.ts';
import { reach } from '../parts/reach.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tag } from '../parts/tag.ts';
import { act, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { knownInWords } from './known-in-words.ts';

export const noteSpoken = act({
  does: 'POST /tasks/:id/done',
  address: '/tasks/:id/spoken',
  said: 'network.said.spoke',
});
export const mailHello = act({
  does: 'POST /tasks/:id/done',
  address: '/tasks/:id/hello',
  said: 'network.said.mailed',
  body: () => ({ by: 'email' }),
});

/** How somebody is heard of without the e-mail that is sent from here. */
const WAYS = ['call', 'coffee', 'event', 'card'] as const;

type Contact = SuccessOf<'GET /network'>['contacts'][number];

/** Somebody of this week's list: who, why now, the words, and that it was done. */
export function contactRow(contact: Contact, asked: PageAsked): Markup {
  const { words, said } = asked;
  const { taskId, professionalId, name, rank, status, why, phone, email } = contact;
  const id = `contact-${taskId}`;
  const isDone = status === 'done';
  const body = markup`<p>${why}</p>${reachLine(phone, email)}${copyBox({
    id: `words-${taskId}`,
    label: words.say('network.words'),
    text: contact.words,
    copy: words.say('network.copy'),
    copied: words.say('network.copied'),
    rows: 4,
  })}${folded(words.say('network.known'), facts(contact, asked))}`;
  return row({
    id,
    clock: term(words, 'rank', rank),
    title: markup`<a href="/professionals/${professionalId}">${named(name)}</a>`,
    body: isDone ? markup`<p>${why}</p>` : body,
    acts: isDone ? tag(words.say('network.done'), 'good') : acts(contact, id, asked),
    hasFocus: said?.at === taskId,
  });
}

function reachLine(phone: string | null, email: string | null): Markup | null {
  const ways = reach(phone, email);
  return ways && markup`<p>${ways}</p>`;
}

function acts({ taskId, email }: Contact, id: string, { words, form }: PageAsked): Markup {
  const shared = { params: { id: taskId }, row: id, describedBy: `${id}-title` };
  const spoken = form(noteSpoken, {
    ...shared,
    label: words.say('network.spoke'),
    kind: 'main',
    initial: { by: 'call' },
    fields: (filled) =>
      select(
        {
          name: 'by',
          label: words.say('network.how'),
          options: WAYS.map((way) => ({ value: way, label: words.say(`network.how.${way}`) })),
        },
        filled,
      ),
  });
  const mailed = email === null ? null : form(mailHello, { ...shared, label: words.say('network.mailNow') });
  return markup`${spoken}${mailed}`;
}

function facts({ facts: known }: Contact, { words }: PageAsked): Markup | null {
  if (known.length === 0) return null;
  return summaryList(
    known.map(({ field, value }) => ({
      term: term(words, 'known', field),
      detail: knownInWords(words, field, value),
    })),
  );
}
