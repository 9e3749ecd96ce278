import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { copyBox } from '../parts/copy-box.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { section } from '../parts/section.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { contactRow, mailHello, noteSpoken } from './contact-row.ts';
import { steadyWords } from './steady-words.ts';

/** Whom to get in touch with this week, and how steady the network is (§4.5). */
export const networkPage = staffPage({
  address: '/network',
  acts: [noteSpoken, mailHello],
  async show(asked) {
    const { ask, words } = asked;
    const network = await ask('GET /network');
    const week = list({
      id: 'week',
      label: words.say('network.week'),
      rows: network.contacts.map((contact) => contactRow(contact, asked)),
      empty: words.say('network.week.empty'),
    });
    return {
      title: words.say('network.title'),
      body: markup`${links(asked)}
<p>${words.say('network.week.hint')}</p>
${week}
${meetNext(network.meetNext, asked)}
${steadyWords(network, asked)}`,
    };
  },
});

function links({ words, may }: PageAsked): Markup {
  const add = may('POST /professionals')
    ? markup`<a class="button quiet" href="/professionals/new">${words.say('network.add')}</a>`
    : null;
  const news = may('GET /broadcasts')
    ? markup`<a href="/broadcasts">${words.say('network.broadcasts')}</a>`
    : null;
  return markup`<div class="acts"><a href="/professionals">${words.say('network.directory')}</a><a href="/sources">${words.say('network.sources')}</a>${news}${add}</div>`;
}

function meetNext(meeting: SuccessOf<'GET /network'>['meetNext'], { words }: PageAsked): Markup {
  const heading = words.say('network.meet');
  if (meeting === null) return section('meet', heading, markup`<p>${words.say('network.meet.none')}</p>`);
  const { professionalId, kind, name } = meeting;
  const who =
    professionalId === null || name === null
      ? markup`${words.say('network.meet.kind', { kind: term(words, 'professionalKind', kind) })}`
      : words.rich(kind === 'therapist_same_niche' ? 'network.meet.peer' : 'network.meet.neighbour', {
          name: markup`<a href="/professionals/${professionalId}">${named(name)}</a>`,
        });
  const box = copyBox({
    id: 'meet-words',
    label: words.say('network.words'),
    text: meeting.words,
    copy: words.say('network.copy'),
    copied: words.say('network.copied'),
    rows: 2,
  });
  return section('meet', heading, markup`<p>${who}</p>${box}`);
}
