import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { privateText } from '../parts/private-text.ts';
import { section } from '../parts/section.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { SETTLING, settleForms } from './settle-forms.ts';

export type WholeMail = SuccessOf<'GET /inbound-mails/:id'>;

/** One mail as it came, what it seems to be, and a press for each thing that it may be. */
export const inboundMailPage = staffPage({
  address: '/inbound-mails/:id',
  acts: SETTLING,
  async show(asked) {
    const { ask, words, params } = asked;
    const { id = '' } = params;
    const mail = await ask('GET /inbound-mails/:id', { params: { id } });
    const may = mail.status === 'needs_check' || mail.status === 'ignored';
    const presses = may
      ? section(
          'what',
          words.say('inboundMail.what'),
          markup`${seems(mail, words)}${settleForms(mail, asked)}`,
        )
      : section('what', words.say('inboundMail.became'), outcome(mail, asked));
    return {
      title: words.say('inboundMail.page.title'),
      body: markup`<p><a href="/inbound-mails">${words.say('inboundMail.back')}</a></p>${letter(mail, words)}${presses}`,
    };
  },
});

type Words = PageAsked['words'];

function letter({ mail, receivedAt, keepUntil }: WholeMail, words: Words): Markup {
  const heading = words.say('inboundMail.letter');
  const came = { term: words.say('inboundMail.received'), detail: words.time(receivedAt) };
  if (mail === null)
    return section(
      'letter',
      heading,
      markup`${summaryList([came])}<p class="empty">${words.say('inboundMail.gone')}</p>`,
    );
  const facts = summaryList([
    {
      term: words.say('inboundMail.from'),
      detail: markup`${mail.fromName ? named(mail.fromName) : null} <span class="private">${mail.from}</span>`,
    },
    came,
    { term: words.say('inboundMail.subject'), detail: privateText(mail.subject) },
  ]);
  return section(
    'letter',
    heading,
    markup`${facts}<div class="words">${privateText(mail.text.trim())}</div><p class="hint">${words.rich('inboundMail.kept', { until: words.time(keepUntil) })}</p>`,
  );
}

/** What the machine makes of it, and why it would not decide alone. */
function seems({ kind, reasons }: WholeMail, words: Words): Markup {
  const why = reasons.map((reason) => markup`<li>${term(words, 'mailReason', reason)}</li>`);
  return markup`<p>${term(words, 'mailKind', kind)}</p>${why.length === 0 ? null : markup`<p class="hint">${words.say('inboundMail.why')}</p><ul class="hint">${why}</ul>`}`;
}

function outcome(mail: WholeMail, { words, may }: PageAsked): Markup {
  const { referralId, enquiryId, clientId, professionalId } = mail;
  const links = [
    { id: referralId, path: 'referrals', key: 'inboundMail.referral' },
    { id: enquiryId, path: 'enquiries', key: 'inboundMail.enquiry' },
    { id: may('GET /clients') ? clientId : null, path: 'clients', key: 'inboundMail.client' },
    { id: professionalId, path: 'professionals', key: 'inboundMail.professional' },
  ] as const;
  const shown = links.flatMap(({ id, path, key }) =>
    id === null ? [] : [markup`<li><a href="/${path}/${id}">${words.say(key)}</a></li>`],
  );
  return markup`<p>${term(words, 'mailKind', mail.kind)}. ${words.say(`inboundMail.done.${mail.status === 'applied' ? 'applied' : 'settled'}`)}</p>${shown.length === 0 ? null : markup`<ul>${shown}</ul>`}`;
}
