import { markup, type Markup } from '../../http/markup.ts';
import { CONSENT_STATUSES } from '../../policy/clients/client-terms.ts';
import { choices } from '../parts/choices.ts';
import { dateField } from '../parts/date-field.ts';
import { select } from '../parts/select.ts';
import { timeline } from '../parts/timeline.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { WholeClient } from './whole-client.ts';

export const recordConsent = act({
  does: 'POST /clients/:id/prompt-consent',
  said: 'clients.said.consent',
});

/** How somebody can have said so, as it is kept; what came by a code or a link is noted by itself. */
const CHANNELS = ['spoken', 'phone', 'intake_form', 'slip', 'email'] as const;
const KNOWN = [...CHANNELS, 'link', 'qr'] as const;

/** What they said about being asked, and a way to write down what they say now. */
export function consentPart(asked: PageAsked, { client, consent }: WholeClient): Markup {
  const { words } = asked;
  const { status, history } = consent;
  const events = history.map(({ at, status: said, channel }) => ({
    at: words.day(at),
    what: words.say('clients.consent.event', {
      status: words.say(`terms.consent.${said}`),
      channel: channelWords(channel, asked),
    }),
  }));
  const record = recordForm(asked, { client, consent });
  if (status === 'not_asked') return markup`<p>${words.say('clients.consent.none')}</p>${record}`;
  return markup`${timeline(events)}<details><summary>${words.say('clients.consent.change')}</summary>${record}</details>`;
}

function channelWords(channel: string, { words }: PageAsked): string {
  const known = KNOWN.find((one) => one === channel);
  return known ? words.say(`terms.channel.${known}`) : channel;
}

/** The main act of the desk while nobody has asked. */
function recordForm(
  { words, form, me }: PageAsked,
  { client, consent }: Pick<WholeClient, 'client' | 'consent'>,
): Markup | null {
  const { status, asking } = consent;
  const isMain = status === 'not_asked' && !me.ownOnly;
  const answers = CONSENT_STATUSES.map((value) => ({ value, label: words.say(`terms.consent.${value}`) }));
  const channels = CHANNELS.map((value) => ({ value, label: words.say(`terms.channel.${value}`) }));
  return form(recordConsent, {
    params: { id: client.id },
    label: words.say('clients.consent.record'),
    kind: isMain ? 'main' : 'quiet',
    hidden: { wordingVersion: asking.version },
    initial: { channel: 'spoken' },
    fields: (
      filled,
    ) => markup`<p class="hint">${words.say('clients.consent.say')}</p><blockquote>${asking.words}</blockquote>
${choices({ name: 'status', legend: words.say('clients.consent.answer'), options: answers }, filled)}
${select({ name: 'channel', label: words.say('clients.consent.how'), options: channels }, filled)}
${dateField({ name: 'at', type: 'datetime-local', label: words.say('clients.consent.when') }, filled)}`,
  });
}
