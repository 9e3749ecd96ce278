import type { EntityManager } from '@mikro-orm/postgresql';
import type { Message } from '../entities/message.ts';
import type { Staff } from '../entities/staff.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';

/** `own_rate` and `kind_words` are left out where there is nothing to say. */
type Said = { n_team: string; kind_words: string | undefined; own_rate: string | undefined };

/** M20: what people said of a practitioner, for them alone; its words are kept nowhere once it has left (§5a.15). */
export async function composeTeamNote(
  em: EntityManager,
  message: Message,
  { name, email }: Staff,
  said: Said,
): Promise<Envelope | null> {
  const context = { first: firstWord(name), ...said };
  const note = await inEnvelope(em, message, TEMPLATE.teamNote, { to: email, context });
  return note && { ...note, isForOneAlone: true };
}
