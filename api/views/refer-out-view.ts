import type { ReferOutView } from '../schemas/refer-out.ts';
import type { z } from 'zod';
import { Enquiry } from '../../entities/enquiry.ts';
import { Message } from '../../entities/message.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import type { Tx } from '../../facts/transaction.ts';
import { rankColleagues, type RankedColleague } from '../../facts/refer-outs/rank-colleagues.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import { namesOfPeople } from './source-names.ts';
import { hintFor } from '../../policy/refer-outs/refer-out-terms.ts';

type Shown = z.output<typeof ReferOutView>;

/** Referrals out as the API shows them, with current suggestions until a colleague is chosen. */
export async function referOutViews(tx: Tx, referOuts: readonly ReferOut[]): Promise<Shown[]> {
  await tx.em.flush();
  const ids = referOuts.map(({ id }) => id);
  const messages = await tx.em.find(Message, { referOutId: { $in: ids } }, { orderBy: { id: 'asc' } });
  const people = await peopleOf(tx, referOuts);
  const views: Shown[] = [];
  for (const referOut of referOuts) {
    const ranked = isOpen(referOut) ? await rankColleagues(tx, referOut) : [];
    const own = messages.filter((message) => message.referOut?.id === referOut.id);
    views.push({
      ...ownView(referOut),
      personName: people.get(referOut.enquiry?.id ?? referOut.client?.id ?? '') ?? null,
      toName: people.get(referOut.toProfessional?.id ?? '') ?? null,
      suggestions: ranked.map(suggestionView),
      messages: own.map((message) => mailView(message, tx.now)),
    });
  }
  return views;
}

function isOpen({ status, consentedAt }: ReferOut): boolean {
  return status !== 'closed' && !consentedAt;
}

/** The names of whoever is sent on, and of the colleagues, by their ids. */
async function peopleOf(tx: Tx, referOuts: readonly ReferOut[]): Promise<ReadonlyMap<string, string>> {
  // A client who is sent on is the caller's own, or the caller is at the desk.
  const names = await namesOfPeople(
    tx,
    { ownOnly: false },
    {
      clientIds: referOuts.flatMap(({ client }) => client?.id ?? []),
      professionalIds: referOuts.flatMap(({ toProfessional }) => toProfessional?.id ?? []),
    },
  );
  const enquiryIds = referOuts.flatMap(({ enquiry }) => enquiry?.id ?? []);
  if (enquiryIds.length === 0) return names;
  const enquiries = await tx.em.find(Enquiry, { id: { $in: enquiryIds } });
  for (const { id, firstName, lastName } of enquiries)
    if (firstName) names.set(id, [firstName, lastName].filter(Boolean).join(' '));
  return names;
}

function ownView(referOut: ReferOut): Omit<Shown, 'suggestions' | 'messages' | 'personName' | 'toName'> {
  return {
    id: referOut.id,
    enquiryId: referOut.enquiry?.id ?? null,
    clientId: referOut.client?.id ?? null,
    reason: referOut.reason,
    hint: hintFor(referOut.reason) ?? undefined,
    status: referOut.status,
    toProfessionalId: referOut.toProfessional?.id ?? null,
    personConsented: referOut.personConsented,
    wordingVersion: referOut.wordingVersion ?? null,
    consentedAt: referOut.consentedAt?.toISOString() ?? null,
    handedOverAt: referOut.handedOverAt?.toISOString() ?? null,
    outcome: referOut.outcome ?? null,
    outcomeAt: referOut.outcomeAt?.toISOString() ?? null,
    declinedIds: referOut.declinedIds,
    createdAt: referOut.createdAt.toISOString(),
    updatedAt: referOut.updatedAt.toISOString(),
    workflowId: `refer-out/${referOut.id}`,
  };
}

function suggestionView({
  professional,
  shared,
  isConfirmed,
  hasPlaces,
}: RankedColleague): Shown['suggestions'][number] {
  return {
    professionalId: professional.id,
    name: `${professional.firstName} ${professional.lastName}`,
    kind: professional.kind,
    focus: professional.focus,
    shared,
    placesKnown: professional.placesKnown ?? null,
    lastConfirmedOn: professional.lastConfirmedOn ?? null,
    isConfirmed,
    hasPlaces,
  };
}

function mailView(message: Message, now: Date): Shown['messages'][number] {
  const { id, template, status, professional } = message;
  const until = takeBackUntil(message, now)?.toISOString();
  return { id, template, status, professionalId: professional?.id ?? null, takeBackUntil: until };
}
