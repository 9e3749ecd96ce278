import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import { reach } from '../parts/reach.ts';
import { section } from '../parts/section.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { allActs, MESSAGE_ACTS } from './message-acts.ts';
import { kindOf, linkedRecipient, stateOf, whyOf } from './message-words.ts';

type WholeMessage = SuccessOf<'GET /messages/:id'>;

/** One message: its state, to whom, when and why; its words as they went, or as they would go now. */
export const messagePage = staffPage({
  address: '/messages/:id',
  acts: MESSAGE_ACTS,
  async show(asked) {
    const { ask, words, params } = asked;
    const { id = '' } = params;
    const message = await ask('GET /messages/:id', { params: { id } });
    return {
      title: kindOf(message, words),
      body: markup`<p><a href="/messages">${words.say('messages.back')}</a></p>${facts(message, asked)}${allActs(message, asked)}${wordsOf(message, words)}`,
    };
  },
});

function facts(message: WholeMessage, asked: PageAsked): Markup {
  const { words } = asked;
  const { status, delivery, dueAt, sentAt, to, takeBackUntil } = message;
  const arrived =
    status === 'sent' && delivery !== undefined ? markup` ${term(words, 'delivery', delivery)}.` : null;
  const all = [
    { term: words.say('messages.state'), detail: markup`${stateOf(message, words)}${arrived}` },
    { term: words.say('messages.whyNot'), detail: whyOf(message, words) },
    {
      term: words.say('messages.to'),
      detail: markup`${linkedRecipient(message, asked)} ${reach(null, to)}`,
    },
    {
      term: words.say(sentAt === undefined ? 'messages.due' : 'messages.sent'),
      detail: words.time(sentAt ?? dueAt),
    },
    {
      term: words.say('messages.takeBackUntil'),
      detail: takeBackUntil === undefined ? null : words.time(takeBackUntil),
    },
    { term: words.say('messages.about'), detail: about(message, asked) },
    { term: words.say('messages.line'), detail: rides(message, words) },
  ];
  return summaryList(
    all.flatMap(({ term: name, detail }) => (detail === null ? [] : [{ term: name, detail }])),
  );
}

/** What it belongs to. */
function about({ referralId, clientId, recipient }: WholeMessage, { words, may }: PageAsked): Markup | null {
  const referral =
    referralId !== null && may('GET /referrals/:id')
      ? markup`<a href="/referrals/${referralId}">${words.say('messages.referral')}</a>`
      : null;
  const client =
    clientId !== null && clientId !== recipient?.id && may('GET /clients/:id')
      ? markup`<a href="/clients/${clientId}">${words.say('messages.client')}</a>`
      : null;
  if (!referral && !client) return null;
  return markup`${referral}${referral && client ? ' · ' : null}${client}`;
}

/** Whether a line to hand on rides in it. */
function rides({ prompt }: WholeMessage, words: PageAsked['words']): string | null {
  if (prompt === undefined) return null;
  if (prompt.rode) return words.say('messages.line.rides');
  const none = words.say('messages.line.none');
  return prompt.code === undefined ? none : `${none} ${term(words, 'gate', prompt.code)}`;
}

function wordsOf({ subject, text, status }: WholeMessage, words: PageAsked['words']): Markup {
  const isNow = status === 'queued' || status === 'held';
  const heading = words.say(isNow ? 'messages.words.now' : 'messages.words');
  if (text === null)
    return section('words', heading, markup`<p class="empty">${words.say('messages.words.none')}</p>`);
  const subjectLine =
    subject === null
      ? null
      : summaryList([{ term: words.say('messages.subject'), detail: privateText(subject) }]);
  return section(
    'words',
    heading,
    markup`${subjectLine}<div class="words">${privateText(text.trim())}</div>`,
  );
}
