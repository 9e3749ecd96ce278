import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import type { Words } from '../words/words.ts';
import { inOneLine, stageName } from './client-words.ts';
import { practitionerName, type Practitioner } from './practitioners.ts';

type Client = SuccessOf<'GET /clients'>['items'][number];
type Around = { words: Words; practitioners: readonly Practitioner[] };

/** A client in a list: who, with whom, how far, and what they said about being asked. */
export function clientRow(client: Client, { words, practitioners }: Around): Markup {
  const { id, ending, endedOn, promptConsent } = client;
  const course =
    endedOn === null
      ? stageName(client.stage, words)
      : words.rich('clients.row.ended', { on: words.time(endedOn) });
  const about = inOneLine([practitionerName(practitioners, client.practitionerId), course]);
  return row({
    id: `client-${id}`,
    title: markup`<a href="/clients/${id}">${named(client)}</a>`,
    body: markup`<p>${about}</p>`,
    acts: ending === null ? tag(words.say(`terms.consent.${promptConsent}`)) : null,
  });
}
