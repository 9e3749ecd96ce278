import { markup, type Markup } from '../../http/markup.ts';
import { deadline } from '../parts/clock.ts';
import { named } from '../parts/named.ts';
import { privateText } from '../parts/private-text.ts';
import { region } from '../parts/region.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tick } from '../parts/tick.ts';
import { timeline } from '../parts/timeline.ts';
import { staffNames } from '../practice/practitioners.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { referrerNamed, thanksClock, thanksTag } from './referral-words.ts';
import { takeBack, thank, thankedByHand, thankNow, type Referral } from './thanks-acts.ts';
import { match, whoIsThis } from './who-is-this.ts';

/** What the person who was sent says about thanks, as the desk heard it. */
const SPOKEN = 'spoken';

const permit = act({ does: 'POST /referrals/:id/permission', said: 'referrals.said.permitted' });

/** Whoever passed our name on is thanked: how far it is, the words, and the ways to do it by hand. */
export const referralPage = staffPage({
  address: '/referrals/:id',
  acts: [thank, takeBack, match, permit],
  async show(asked) {
    const { ask, params, words, said } = asked;
    const referral = await ask('GET /referrals/:id', { params: { id: params['id'] ?? '' } });
    const { number, acknowledgement } = referral;
    const staff = await staffNames(ask);
    const title = words.say('referrals.one', { number });
    const until = acknowledgement.takeBackUntil;
    return {
      title,
      heading: markup`${referrerNamed(words, referral)} <span class="hint">${title}</span>`,
      body: markup`<div class="beside"><div>${state(asked, referral)}
${await whoIsThis(asked, referral)}
${await thanks(asked, referral, said !== null)}
${permission(asked, referral)}
${about(asked, referral)}</div>
<aside>${happened(asked, referral, staff)}</aside></div>`,
      saidValues: {
        number,
        moment: until === undefined ? '' : words.hour(until),
        due: acknowledgement.dueAt === null ? '' : deadline(words, acknowledgement.dueAt),
      },
    };
  },
});

function state({ words }: PageAsked, referral: Referral): Markup {
  const { acknowledgement } = referral;
  const due = thanksClock(words, referral);
  const { needsPerson, sentAt } = acknowledgement;
  return markup`<p>${thanksTag(words, referral)} ${due && markup`<span class="clock ${due.tone ?? ''}">${due.words}</span>`} ${sentAt === undefined ? null : words.time(sentAt)}</p>
${needsPerson === undefined ? null : markup`<p>${words.say(`terms.handOver.${needsPerson}`)}</p>`}`;
}

/** The draft with a line of one's own, and the ways to thank otherwise. */
async function thanks(asked: PageAsked, referral: Referral, isAnswer: boolean): Promise<Markup | null> {
  const { ask, words, may } = asked;
  const { messageId, status } = referral.acknowledgement;
  const message =
    messageId !== undefined && may('GET /messages/:id')
      ? await ask('GET /messages/:id', { params: { id: messageId } })
      : null;
  const now = thankNow(asked, referral, { withLine: true, hasFocus: isAnswer });
  const byHand = thankedByHand(asked, referral);
  if (!now && !byHand && !message) return null;
  const goes =
    message && status === 'due'
      ? markup`<p>${words.rich('referrals.goes', { at: words.time(message.dueAt) })}</p>`
      : null;
  const text =
    message?.text &&
    markup`<details><summary>${words.say('referrals.words')}</summary><blockquote>${privateText(message.text)}</blockquote></details>`;
  return region({
    id: 'thanks',
    title: words.say('referrals.thanks'),
    body: markup`${goes}${text || null}${now}${byHand}`,
  });
}

/** Whether the person who was sent lets us thank for it (D4). */
function permission({ form, words }: PageAsked, referral: Referral): Markup | null {
  const { id, learnedFrom, mayThank, acknowledgement } = referral;
  if (learnedFrom === 'referrer' || acknowledgement.status !== 'not_permitted') return null;
  const { say } = words;
  const record = form(permit, {
    params: { id },
    label: say('referrals.permit.record'),
    hidden: { mayThank: 'yes', spoken: 'yes', wordingVersion: SPOKEN },
    fields: (filled) => tick({ name: 'mayName', label: say('enquiries.new.mayName') }, filled),
  });
  return region({
    id: 'permission',
    title: say('referrals.permit'),
    body: markup`<p>${say(mayThank === false ? 'referrals.permit.no' : 'referrals.permit.open')}</p>${record}`,
  });
}

function about({ words, may }: PageAsked, referral: Referral): Markup {
  const { say } = words;
  const { person, learnedFrom, via, receivedAt, enquiryId, number, mayName, promptedBy } = referral;
  const facts = [
    { term: say('referrals.about.learned'), detail: say(`terms.learnedFrom.${learnedFrom}`) },
    ...(person ? [{ term: say('referrals.about.person'), detail: named(person) }] : []),
    { term: say('enquiries.new.via'), detail: say(`terms.via.${via}`) },
    { term: say('referrals.about.when'), detail: words.time(receivedAt) },
    ...(learnedFrom === 'enquirer'
      ? [{ term: say('referrals.about.name'), detail: say(mayName ? 'referrals.yes' : 'referrals.no') }]
      : []),
    ...(promptedBy
      ? [
          {
            term: say('enquiries.about.prompt'),
            detail: words.rich('enquiries.about.promptedOn', { day: words.time(promptedBy.at) }),
          },
        ]
      : []),
  ];
  const links = [
    ...(enquiryId === undefined
      ? []
      : [markup`<a href="/enquiries/${enquiryId}">${say('referrals.about.enquiry')}</a>`]),
    ...(may('GET /source-log/:number')
      ? [markup`<a href="/source-log/${number}">${say('enquiries.about.line', { number })}</a>`]
      : []),
  ].map((link) => markup`<p>${link}</p>`);
  return region({ id: 'about', title: say('enquiries.about'), body: markup`${summaryList(facts)}${links}` });
}

function happened(
  { words }: PageAsked,
  { timeline: events }: Referral,
  staff: ReadonlyMap<string, string>,
): Markup {
  return region({
    id: 'timeline',
    title: words.say('enquiries.timeline'),
    body: timeline(
      events.toReversed().map(({ at, what, by }) => {
        const name = staff.get(by ?? '');
        return {
          at: words.time(at),
          what: words.say(`referrals.event.${what}`),
          more: name === undefined ? null : markup`<p class="hint">${named(name)}</p>`,
        };
      }),
    ),
  });
}
