import { markup, type Markup } from '../../http/markup.ts';
import { timeline } from '../parts/timeline.ts';
import type { PageAsked } from '../staff-page.ts';

const SHOWN = '4';

/** What was, is and will be sent to a client; nothing where the reader may not see messages. */
export async function messagesPart({ ask, may, words }: PageAsked, clientId: string): Promise<Markup | null> {
  if (!may('GET /messages')) return null;
  const { items } = await ask('GET /messages', { query: { clientId, limit: SHOWN, brief: 'true' } });
  if (items.length === 0) return markup`<p class="empty">${words.say('clients.messages.none')}</p>`;
  return timeline(
    items.map(({ id, purpose, carrier, status, dueAt, sentAt }) => ({
      at: words.time(sentAt ?? dueAt),
      what: markup`<a href="/messages/${id}">${words.say(carrier ? `terms.carrier.${carrier}` : `terms.purpose.${purpose}`)}</a>`,
      more: markup`<p class="hint">${words.say(`terms.messageStatus.${status}`)}</p>`,
    })),
  );
}
