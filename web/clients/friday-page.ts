import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { choices } from '../parts/choices.ts';
import { named } from '../parts/named.ts';
import { privateText } from '../parts/private-text.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { inOneLine } from './client-words.ts';

const ANSWERS = ['ended', 'goal', 'not_now', 'never'] as const;

const answer = act({
  does: 'POST /me/friday-list',
  address: '/friday',
  said: ({ answer: { isOpen } }) => (isOpen ? 'clients.friday.said.some' : 'clients.friday.said.noted'),
});
const makeNow = act({
  does: 'POST /staff/:id/friday-list',
  said: ({ answer: { lines } }) => (lines === 0 ? 'clients.friday.said.nobody' : 'clients.friday.said.made'),
});

type List = SuccessOf<'GET /me/friday-list'>;
type Line = List['lines'][number];

/** A practitioner's own list of the week: two taps a name, and who is left out is not asked about (§6a.1). */
export const fridayPage = staffPage({
  address: '/friday',
  acts: [answer, makeNow],
  async show(asked) {
    const { ask, words } = asked;
    const list = await ask('GET /me/friday-list');
    const answered = list.lines.filter(({ isAnswered }) => isAnswered);
    return {
      title: words.say('clients.friday.title'),
      body: markup`${list.isOpen ? openLines(list, asked) : nothingOpen(list, asked)}
${answered.length > 0 ? doneLines(answered, words) : null}${kindWords(list, words)}`,
    };
  },
});

function openLines({ lines }: List, { words, form }: PageAsked): Markup {
  const open = lines.filter(({ isAnswered }) => !isAnswered);
  const options = ANSWERS.map((value) => ({ value, label: words.say(`terms.fridayAnswer.${value}`) }));
  const send = form(answer, {
    label: words.say('clients.friday.send'),
    kind: 'main',
    fields: (filled) =>
      markup`${open.map((line) =>
        choices({ name: `answers.${line.clientId}`, legend: legendOf(line, words), options }, filled),
      )}`,
  });
  const nothing = form(answer, { label: words.say('clients.friday.nothing'), hidden: { nothing: 'yes' } });
  return markup`<p>${words.say('clients.friday.intro')}</p><div class="friday">${send}</div><div class="acts">${nothing}</div>`;
}

function nothingOpen({ id }: List, { words, form, me }: PageAsked): Markup {
  const make =
    id === null
      ? form(makeNow, { params: { id: me.staffId }, label: words.say('clients.friday.now') })
      : null;
  const empty = words.say(id === null ? 'clients.friday.none' : 'clients.friday.done');
  return markup`<p class="empty">${empty}</p>${make}`;
}

function legendOf(line: Line, words: Words): Markup {
  const { reviewPoint, lastSessionOn } = line;
  const reasons = inOneLine([
    reviewPoint === null ? null : words.say('clients.friday.point', { count: reviewPoint }),
    lastSessionOn === null ? null : words.rich('clients.friday.last', { on: words.time(lastSessionOn) }),
  ]);
  return markup`${named(line)} <span class="hint">${reasons}</span>`;
}

function doneLines(lines: readonly Line[], words: Words): Markup {
  return markup`<h2>${words.say('clients.friday.answered')}</h2><ul>${lines.map((line) => markup`<li>${named(line)}</li>`)}</ul>`;
}

/** For the practitioner alone, of nobody in particular (§5a.15). */
function kindWords({ kindWords: all }: List, words: Words): Markup | null {
  if (all.length === 0) return null;
  return markup`<h2>${words.say('clients.friday.kind')}</h2><p>${words.say('clients.friday.kindHint')}</p>
${all.map((one) => markup`<blockquote>${privateText(one)}</blockquote>`)}`;
}
