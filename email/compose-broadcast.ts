import type { EntityManager } from '@mikro-orm/postgresql';
import type { Broadcast } from '../entities/broadcast.ts';
import { Staff } from '../entities/staff.ts';
import type { BroadcastKind } from '../policy/broadcasts/broadcast-terms.ts';
import { firstWord, intoEnvelope, type Envelope, type Outside } from './envelope.ts';
import { noticeOfFull, noticeOfPlaces, type Around } from './notice-words.ts';
import { publicLink } from './public-link.ts';
import { liveWords } from './templates/live-words.ts';
import type { MailId } from './templates/catalogue.ts';

/** What a broadcast says to everybody on its list: whose words, of what, and who signs them. */
export type SaidToMany = {
  to: 'clients' | 'professionals';
  template: MailId;
  broadcast: Broadcast;
  signerId: string | null;
};

/** What the words of a kind say to all alike, besides who signs. */
const SAYS: Readonly<
  Record<
    BroadcastKind,
    (em: EntityManager, broadcast: Broadcast, around: Around) => Promise<Record<string, unknown>>
  >
> = {
  full: noticeOfFull,
  places_again: noticeOfPlaces,
  thanks_professionals: async () => ({}),
  thanks_personal: async () => ({}),
};

/** Somebody on the list, as their e-mail needs them. */
export type Reader = { id: string; email: string; firstName: string };

/** Writes to one of many; null where the words have no place for them. */
export type WriteToOne = (outside: Outside, reader: Reader) => Promise<Envelope | null>;

/**
 * The words in force and what is the same for all, read once; then one e-mail after another, by name, with the link by which
 * its reader hears no more of it. Throws `CannotWrite`, both times, where the practice's own words cannot be filled in.
 */
export async function broadcastWriter(
  em: EntityManager,
  said: SaidToMany,
  { practice, publicUrl }: Around,
): Promise<WriteToOne> {
  const words = await liveWords(em, practice.id, said.template);
  const { signerId } = said;
  const signer = signerId
    ? await em.findOne(Staff, { practiceId: practice.id, id: signerId, active: true })
    : null;
  const toAll = {
    ...(await SAYS[said.broadcast.kind](em, said.broadcast, { practice, publicUrl })),
    signer: signer ? firstWord(signer.name) : practice.neutralSenderName,
  };
  const purpose = said.to === 'clients' ? 'broadcasts' : 'unsubscribe';
  return (outside, { id, email, firstName }) => {
    const stop = publicLink(publicUrl, practice, purpose, { id, generation: 0 });
    const context = { ...toAll, first: firstName, opt_out: stop.url };
    const addressed = { to: email, context, links: [stop], unsubscribeUrl: stop.url };
    return intoEnvelope(words, practice, outside, addressed);
  };
}
