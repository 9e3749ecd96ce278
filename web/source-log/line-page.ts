import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import { section } from '../parts/section.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { correctForm, nameForm, LINE_ACTS } from './line-forms.ts';
import { hopsInWords, waitsForName, whichSource } from './line-words.ts';

export type SaidLine = SuccessOf<'GET /source-log/:number'>;

/** One line of the source log, what was said about it, and how it is put right by a new line. */
export const linePage = staffPage({
  address: '/source-log/:number',
  acts: LINE_ACTS,
  async show(asked) {
    const { ask, words, params } = asked;
    const { number = '' } = params;
    const line = await ask('GET /source-log/:number', { params: { number } });
    const { correctedBy } = line;
    const forms =
      correctedBy === null
        ? markup`${waitsForName(line) ? await nameForm(line, asked) : null}${correctForm(line, asked)}`
        : markup`<p class="state">${words.say('sourceLog.line.inForce', { number: correctedBy })} <a href="/source-log/${correctedBy}">${words.say('sourceLog.number', { number: correctedBy })}</a></p>`;
    return {
      title: words.say('sourceLog.line.title', { number }),
      body: markup`${facts(line, asked)}${forms}`,
    };
  },
});

function facts(line: SaidLine, { words, may }: PageAsked): Markup {
  const { kind, corrects, sourceKind, channel, receivedAt, recordedAt, answers } = line;
  const { enquiryId, referralId, clientId } = line;
  const hops = hopsInWords(line, words);
  const about = [
    ...(enquiryId === null
      ? []
      : [{ href: `/enquiries/${enquiryId}`, text: words.say('sourceLog.line.enquiry') }]),
    ...(referralId === null
      ? []
      : [{ href: `/referrals/${referralId}`, text: words.say('sourceLog.line.referral') }]),
    ...(clientId === null || !may('GET /clients')
      ? []
      : [{ href: `/clients/${clientId}`, text: words.say('sourceLog.line.client') }]),
  ].map(({ href, text }) => markup`<a href="${href}">${text}</a> `);
  const all = [
    {
      key: 'kind',
      detail: markup`${term(words, 'lineKind', kind)}${corrects === null ? null : markup`. ${words.say('sourceLog.corrects', { number: corrects })}`}`,
    },
    { key: 'source', detail: term(words, 'sourceKind', sourceKind) },
    {
      key: 'which',
      detail: whichSource(line) ?? (waitsForName(line) ? words.say('sourceLog.line.notNamed') : null),
    },
    { key: 'hops', detail: hops },
    {
      key: 'answers',
      detail: answers.length === 0 ? null : answers.map((text) => markup`<div>${privateText(text)}</div>`),
    },
    { key: 'channel', detail: term(words, 'channel', channel) },
    { key: 'received', detail: words.time(new Date(receivedAt)) },
    { key: 'recorded', detail: words.time(new Date(recordedAt)) },
    { key: 'about', detail: about.length === 0 ? null : about },
  ] as const;
  return section(
    'line',
    words.say('sourceLog.line.facts'),
    summaryList(
      all.flatMap(({ key, detail }) =>
        detail === null ? [] : [{ term: words.say(`sourceLog.line.${key}`), detail: markup`${detail}` }],
      ),
    ),
  );
}
