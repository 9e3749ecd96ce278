import { markup, type Markup } from '../../http/markup.ts';
import { MESSAGE_STATUSES } from '../../policy/outbound-mail/delivery.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { filters } from '../parts/filters.ts';
import { listPager } from '../parts/list-pager.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term, termOptions } from '../words/term.ts';
import { MESSAGE_ACTS, pressingAct } from './message-acts.ts';
import { kindOf, recipientOf, stateOf, whyOf, type Message } from './message-words.ts';

/** Templates that are e-mails of their own; the others are lines in them, or words of a page. */
const MAILS = [
  TEMPLATE.thanksPersonal,
  TEMPLATE.thanksColleague,
  TEMPLATE.thanksClinic,
  TEMPLATE.followUp,
  TEMPLATE.endingNote,
  TEMPLATE.suggestedColleagues,
  TEMPLATE.handover,
  TEMPLATE.quietSource,
  TEMPLATE.full,
  TEMPLATE.placesAgain,
  TEMPLATE.quarterlyThanksColleague,
  TEMPLATE.quarterlyThanksPersonal,
  TEMPLATE.fridayList,
  TEMPLATE.teamNote,
  TEMPLATE.staffReminder,
  TEMPLATE.reviewReady,
  TEMPLATE.contactPath,
];

/** What was, is and will be sent, and what was not and why; in rehearsal what would have gone. */
export const messagesPage = staffPage({
  address: '/messages',
  filters: ['status', 'template', 'cursor'],
  acts: MESSAGE_ACTS,
  async show(asked) {
    const { ask, words, may, query } = asked;
    const { template, cursor } = query;
    const status = MESSAGE_STATUSES.find((one) => one === query['status']);
    const { items, nextCursor } = await ask('GET /messages', {
      query: {
        brief: 'true',
        ...(status === undefined ? {} : { status }),
        ...(template === undefined ? {} : { template }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    const isNarrowed = status !== undefined || template !== undefined;
    const messages = list({
      id: 'messages',
      label: words.say('messages.list'),
      rows: items.map((message) => messageRow(message, asked)),
      empty: words.say(isNarrowed ? 'messages.noneLikeThis' : 'messages.empty'),
    });
    const stopped = may('GET /suppressions')
      ? markup`<p><a href="/suppressions">${words.say('messages.suppressions')}</a></p>`
      : null;
    return {
      title: words.say('messages.title'),
      body: markup`<p>${words.say('messages.intro')}</p>${states(asked)}${templates(asked)}${messages}${listPager({ path: '/messages', query, nextCursor }, words)}${stopped}`,
    };
  },
});

function messageRow(message: Message, asked: PageAsked): Markup {
  const { words, said } = asked;
  const { id, sentAt, dueAt } = message;
  const rowId = `message-${id}`;
  const why = whyOf(message, words);
  return row({
    id: rowId,
    clock: words.time(sentAt ?? dueAt),
    title: markup`<a href="/messages/${id}">${recipientOf(message, words)}</a>`,
    body: markup`<p>${kindOf(message, words)}</p><p>${stateOf(message, words)}</p>${why === null ? null : markup`<p class="hint">${why}</p>`}`,
    acts: pressingAct(message, asked, { row: rowId }),
    hasFocus: said?.at === id && message.takeBackUntil === undefined,
  });
}

function addressOf(narrowed: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams(
    Object.entries(narrowed).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return search.size === 0 ? '/messages' : `/messages?${search.toString()}`;
}

function states({ words, query }: PageAsked): Markup {
  const { status, template } = query;
  return filters(words.say('messages.filters'), [
    { href: addressOf({ template }), words: words.say('messages.all'), isCurrent: status === undefined },
    ...MESSAGE_STATUSES.map((one) => ({
      href: addressOf({ status: one, template }),
      words: term(words, 'messageStatus', one),
      isCurrent: status === one,
    })),
  ]);
}

function templates({ words, query }: PageAsked): Markup {
  const { status, template = '' } = query;
  const filled = { fields: { template }, faults: {}, prefix: 'messages-' };
  const kept = status === undefined ? null : markup`<input type="hidden" name="status" value="${status}">`;
  const which = select(
    {
      name: 'template',
      label: words.say('messages.which'),
      blank: words.say('messages.every'),
      options: termOptions(words, 'template', MAILS),
    },
    filled,
  );
  return markup`<form method="get" class="span" novalidate>${kept}${which}<button class="quiet">${words.say('messages.show')}</button></form>`;
}
