import type { Markup } from '../../http/markup.ts';
import type { Words } from '../words/words.ts';
import type { WholeClient } from './whole-client.ts';

type Journey = WholeClient['journey'];

/** What happens next by itself, in a sentence. */
export function nextSentence(
  { state, next, waitingFor, gate }: Journey,
  moments: WholeClient['moments'],
  words: Words,
): Markup | string {
  if (state === 'sending') return words.say('clients.next.sending');
  if (!next) return words.say('clients.next.nothing');
  const at = words.time(next.at);
  if (next.what === 'let_go')
    return words.rich(waitingFor === 'session' ? 'clients.next.awaitsSession' : 'clients.next.awaitsNote', {
      at,
    });
  const rides = gate.ok && moments.some(({ status }) => status === 'waiting');
  return words.rich(rides ? `clients.next.rides.${next.what}` : `clients.next.${next.what}`, { at });
}

/** Why this client is not asked now, as far as the reader may know. */
export function whyNotAsked({ gate }: Journey, words: Words): string {
  return gate.ok ? words.say('clients.ready') : words.say(`terms.gate.${gate.code ?? 'not_now'}`);
}
