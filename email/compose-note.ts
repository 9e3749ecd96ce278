import type { EntityManager } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import type { Message } from '../entities/message.ts';
import { Milestone } from '../entities/milestone.ts';
import type { Practice } from '../entities/practice.ts';
import { Staff } from '../entities/staff.ts';
import { crisisRouteIn } from '../policy/practice/crisis-route.ts';
import { composePrompt } from './compose-prompt.ts';
import { firstWord, inEnvelope, type Envelope } from './envelope.ts';
import { clientInLink, publicLink, type TokenPurpose } from './public-link.ts';
import { oneLine } from './one-line.ts';
import { withNeeded, type Needed } from './with-needed.ts';

/** A note that the practice sends anyway (M21, M22), with the prompt of the milestone that rides in it, if one does. */
export async function composeNote(
  em: EntityManager,
  message: Message,
  practice: Practice,
  publicUrl: string,
): Promise<Envelope | null> {
  const { practiceId } = message;
  const client = message.client ? await em.findOne(Client, { practiceId, id: message.client.id }) : null;
  if (!client?.email) return null;
  const link = (purpose: TokenPurpose) =>
    publicLink(publicUrl, practice, purpose, clientInLink(client, purpose));
  const survey =
    message.carrier === 'ending_note' || message.carrier === 'review_note' ? link('survey') : null;
  const form = message.carrier === 'intake_form' ? link('intake') : null;
  const embeddedPrompt = await em.findOne(Milestone, { practiceId, carriedById: message.id });
  const prompt = embeddedPrompt
    ? await composePrompt(em, practice, client, { riding: embeddedPrompt.kind, publicUrl })
    : null;
  const context = {
    first: client.firstName,
    phone: practice.phone ?? undefined,
    signer: await signerOf(em, client, practice),
    ...(survey ? { survey_link: survey.url } : {}),
    ...prompt?.context,
  };
  const links = [survey, form].filter((one) => one !== null);
  const addressed = { to: client.email, ...prompt, links: [...links, ...(prompt?.links ?? [])] };
  const crisisRoute = oneLine(crisisRouteIn(practice));
  const isEnding = message.carrier === 'ending_note';
  const needed: Needed[] = [
    ...(isEnding ? [{ value: crisisRoute, sentence: `If you need help urgently: ${crisisRoute}.` }] : []),
    ...(survey ? [{ value: survey.url, sentence: `One question, if you have a moment: ${survey.url}` }] : []),
    ...(form ? [{ value: form.url, sentence: `The form is here: ${form.url}` }] : []),
  ];
  return withNeeded(message.ownWords ?? null, needed, (ownWords) => {
    const own = ownWords === null ? {} : { own_words: ownWords };
    if (isEnding) {
      const ending = { link: practice.website ?? undefined, crisis_route: crisisRoute };
      return inEnvelope(em, message, 'm21', { ...addressed, context: { ...context, ...ending, ...own } });
    }
    const note = { ...context, ...(form ? { form_link: form.url } : {}), ...own };
    return inEnvelope(em, message, 'm22', { ...addressed, context: note });
  });
}

/** One person's first name: the client's own practitioner, else the owner. */
async function signerOf(em: EntityManager, client: Client, practice: Practice): Promise<string> {
  const { id: practiceId, neutralSenderName } = practice;
  const own = client.practitioner
    ? await em.findOne(Staff, { practiceId, id: client.practitioner.id, active: true })
    : null;
  const signer =
    own ??
    (await em.findOne(
      Staff,
      { practiceId, active: true, roles: { $contains: ['owner'] } },
      { orderBy: { id: 'asc' } },
    ));
  return signer ? firstWord(signer.name) : neutralSenderName;
}
