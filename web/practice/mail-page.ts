import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { copyBox } from '../parts/copy-box.ts';
import { field } from '../parts/field.ts';
import { folded } from '../parts/folded.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tag } from '../parts/tag.ts';
import { tick } from '../parts/tick.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import {
  endCredential,
  issueCredential,
  otherSending,
  removeToken,
  saveSender,
  setSending,
  setToken,
} from './mail-acts.ts';
import { mailServer } from './mail-server.ts';

export type Practice = SuccessOf<'GET /practice'>;

/** Whether mail leaves, by what, and whether people reach the practice; with `to`, what a change of that would do. */
export const mailPage = staffPage({
  address: '/practice/mail',
  filters: ['to'],
  acts: [setSending, saveSender, setToken, removeToken, issueCredential, endCredential],
  async show(asked) {
    const { ask, words, query, may } = asked;
    const { say } = words;
    const practice = await ask('GET /practice');
    const to = otherSending(practice.sending).find((one) => one === query['to']);
    if (to !== undefined) return beforeSending(practice, to, asked);
    const suppressions = may('GET /suppressions')
      ? markup`<p><a href="/suppressions">${say('practice.mail.suppressions')}</a></p>`
      : null;
    return {
      title: say('practice.mail.title'),
      body: markup`${sendingPart(practice, asked)}${senderPart(practice, asked)}${await mailServer(practice, asked)}${await reachPart(asked)}${suppressions}`,
    };
  },
});

/** What will happen, before it does: it can be taken back, what left meanwhile cannot. */
function beforeSending(
  { from, neutralSenderName }: Practice,
  to: Practice['sending'],
  { words, form }: PageAsked,
) {
  const { say } = words;
  const go = form(setSending, {
    label: say(`practice.mail.to.${to}`),
    kind: 'main',
    hidden: { sending: to },
    backTo: '/practice/mail',
  });
  const by =
    to === 'live' ? markup`<p>${say('practice.mail.from', { from, name: neutralSenderName })}</p>` : null;
  return {
    title: say(`practice.mail.willTitle.${to}`),
    body: markup`<p>${say(`practice.mail.will.${to}`)}</p>${by}${go}<p><a href="/practice/mail">${say('practice.mail.backTo')}</a></p>`,
  };
}

function sendingPart({ sending }: Practice, { words: { say }, may }: PageAsked): Markup {
  const links = may('PATCH /practice')
    ? otherSending(sending).map(
        (to) =>
          markup`<a class="button quiet" href="/practice/mail?to=${to}">${say(`practice.mail.to.${to}`)}</a>`,
      )
    : [];
  return markup`<section><h2>${say('practice.mail.sending')}</h2><p>${say(`practice.mail.is.${sending}`)}</p><p class="acts">${links}</p></section>`;
}

function senderPart(practice: Practice, { words: { say }, form }: PageAsked): Markup {
  const { neutralSenderName, from, replyTo, hasAutoresponder, inboundAddress } = practice;
  const change = form(saveSender, {
    label: say('practice.mail.saveSender'),
    initial: {
      neutralSenderName,
      'from-address': from,
      replyTo,
      hasAutoresponder: hasAutoresponder ? 'yes' : null,
    },
    fields: (filled) =>
      markup`<p class="hint">${say('practice.mail.senderHint')}</p>${field({ name: 'neutralSenderName', label: say('practice.mail.neutralSenderName'), hint: say('practice.mail.neutralSenderNameHint'), max: 60 }, filled)}${field({ name: 'from-address', type: 'email', label: say('practice.mail.fromField'), max: 254 }, filled)}${field({ name: 'replyTo', type: 'email', label: say('practice.mail.replyTo'), max: 254 }, filled)}${tick({ name: 'hasAutoresponder', label: say('practice.mail.hasAutoresponder'), hint: say('practice.mail.hasAutoresponderHint'), saysNo: true }, filled)}`,
  });
  const facts = summaryList([
    { term: say('practice.mail.neutralSenderName'), detail: neutralSenderName },
    { term: say('practice.mail.fromField'), detail: from },
    { term: say('practice.mail.replyTo'), detail: replyTo },
  ]);
  const inbound =
    inboundAddress === null
      ? markup`<p class="hint">${say('practice.mail.noInbound')}</p>`
      : copyBox({
          id: 'inbound',
          label: say('practice.mail.inbound'),
          text: inboundAddress,
          copy: say('practice.staff.copy'),
          copied: say('frame.copied'),
          rows: 1,
        });
  return markup`<section><h2>${say('practice.mail.sender')}</h2>${facts}${folded(say('practice.mail.changeSender'), change)}${inbound}</section>`;
}

/** Every part of the way on which people reach the practice, as it was when it was last tried from outside. */
async function reachPart({ ask, words }: PageAsked): Promise<Markup> {
  const { say, rich, time } = words;
  const { parts } = await ask('GET /contact-path');
  const lines = parts.map(({ part, ok, checkedAt, failingSince, why }) => ({
    term: say(`practice.mail.part.${part}`),
    detail: ok
      ? rich('practice.mail.works', { when: time(checkedAt) })
      : markup`${tag(say('practice.mail.fails', { when: words.moment(failingSince ?? checkedAt) }), 'fault')} ${why === undefined ? null : say(`practice.mail.fault.${why}`)}`,
  }));
  const shown =
    lines.length === 0 ? markup`<p class="empty">${say('practice.mail.reachNone')}</p>` : summaryList(lines);
  return markup`<section><h2>${say('practice.mail.reach')}</h2>${shown}</section>`;
}
