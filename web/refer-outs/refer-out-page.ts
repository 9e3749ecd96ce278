import { markup, type Markup } from '../../http/markup.ts';
import { initialsOf, named } from '../parts/named.ts';
import { region } from '../parts/region.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tag } from '../parts/tag.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import {
  agree,
  consent,
  end,
  ending,
  offer,
  offering,
  takeOfferBack,
  withdraw,
  type ReferOut,
} from './refer-out-acts.ts';

/** One person who is better served elsewhere: whom to suggest, their yes, and how it ended. */
export const referOutPage = staffPage({
  address: '/refer-outs/:id',
  acts: [offer, takeOfferBack, agree, withdraw, end],
  async show(asked) {
    const { ask, params, words } = asked;
    const referOut = await ask('GET /refer-outs/:id', { params: { id: params['id'] ?? '' } });
    const { personName, messages } = referOut;
    const who = personName ?? words.say('referOuts.somebody');
    const until = messages.find(({ takeBackUntil }) => takeBackUntil !== undefined)?.takeBackUntil;
    return {
      title: words.say('referOuts.one', { who: initialsOf(who) }),
      heading: words.rich('referOuts.one', { who: named(who) }),
      body: markup`${stands(asked, referOut)}${suggestions(asked, referOut)}${endingOf(asked, referOut)}`,
      saidValues: { moment: until === undefined ? '' : words.hour(until) },
    };
  },
});

function stands({ words, may }: PageAsked, referOut: ReferOut): Markup {
  const { status, reason, hint, toName, consentedAt, handedOverAt, outcome, enquiryId, clientId } = referOut;
  const { say } = words;
  const facts = [
    { term: say('referOuts.reason'), detail: say(`terms.referOutReason.${reason}`) },
    ...(toName === null ? [] : [{ term: say('referOuts.colleague'), detail: named(toName) }]),
    ...(consentedAt === null ? [] : [{ term: say('referOuts.agreedOn'), detail: words.time(consentedAt) }]),
    ...(handedOverAt === null ? [] : [{ term: say('referOuts.toldOn'), detail: words.time(handedOverAt) }]),
    ...(outcome === null
      ? []
      : [{ term: say('referOuts.outcome'), detail: say(`terms.referOutOutcome.${outcome}`) }]),
  ];
  const back =
    enquiryId === null
      ? clientId !== null &&
        may('GET /clients/:id') &&
        markup`<p><a href="/clients/${clientId}">${say('referOuts.openClient')}</a></p>`
      : markup`<p><a href="/enquiries/${enquiryId}">${say('referOuts.openEnquiry')}</a></p>`;
  return region({
    id: 'stands',
    title: say('referOuts.about'),
    body: markup`<p>${tag(say(`terms.referOutStatus.${status}`))}</p>${hint === undefined ? null : markup`<p>${hint}</p>`}${summaryList(facts)}${back || null}`,
  });
}

/** The trusted list, best first, and what can be done with it. */
function suggestions(asked: PageAsked, referOut: ReferOut): Markup | null {
  const { words } = asked;
  const { status, consentedAt, suggestions: colleagues } = referOut;
  if (status === 'closed') return null;
  const body = markup`${consentedAt === null && colleagues.length === 0 ? nobodyKnown(asked) : null}${offering(asked, referOut)}${consent(asked, referOut)}`;
  return region({ id: 'suggestions', title: words.say('referOuts.suggestions'), body });
}

function nobodyKnown({ words, may }: PageAsked): Markup {
  const { say } = words;
  const link = may('POST /professionals')
    ? markup` <a href="/professionals/new">${say('referOuts.colleagues')}</a>`
    : null;
  return markup`<p>${say('referOuts.noSuggestions')}${link}</p>`;
}

function endingOf(asked: PageAsked, referOut: ReferOut): Markup | null {
  const body = ending(asked, referOut);
  return body && region({ id: 'ending', title: asked.words.say('referOuts.outcome'), body });
}
